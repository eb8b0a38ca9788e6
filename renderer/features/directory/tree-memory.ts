import {
  directoryFilters,
  noFilters,
  type DirectoryFilters,
} from '../../../shared/domain/directory-filters.ts';

/** What is kept on this post between two visits of the tree. */
export interface TreeMemory {
  readonly open: readonly string[];
  readonly active: string | null;
  readonly filters: DirectoryFilters;
}

const place = 'vigie-annuaire';
/** Open nodes kept: more would be slow to read again at the next opening. */
const mostOpen = 400;

export const freshMemory: TreeMemory = { open: [], active: null, filters: noFilters };

/** What this post remembers; a fresh tree when there is nothing, or nothing readable. */
export function recall(): TreeMemory {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (typeof stored !== 'object' || stored === null) return freshMemory;
    const { open, active, filters } = stored as Record<string, unknown>;
    const read = directoryFilters.safeParse(filters);
    return {
      open: Array.isArray(open) ? open.filter((key) => typeof key === 'string').slice(0, mostOpen) : [],
      active: typeof active === 'string' ? active : null,
      filters: read.success ? read.data : noFilters,
    };
  } catch {
    return freshMemory;
  }
}

/** Keeps the state of the tree on this post; where storage is refused, only as long as the page. */
export function remember(memory: TreeMemory): void {
  try {
    localStorage.setItem(place, JSON.stringify({ ...memory, open: memory.open.slice(-mostOpen) }));
  } catch {
    return;
  }
}
