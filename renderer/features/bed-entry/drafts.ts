import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { sumWarnings } from '../../../shared/domain/bed-entry/checks.ts';
import { entryKeys, type EntryKey } from '../../../shared/domain/bed-entry/keys.ts';

/** What was seen in a cell when it was first typed over. */
interface Base {
  readonly count: number | null;
  readonly updatedAt: string | null;
}

/** Figures typed in a row and not yet given to the backend. */
export interface RowDraft {
  readonly figures: Readonly<Partial<Record<EntryKey, number>>>;
  readonly comments: Readonly<Partial<Record<EntryKey, string>>>;
  readonly base: Readonly<Partial<Record<EntryKey, Base | null>>>;
  readonly saving: boolean;
  /** Why the backend did not take them, in words. */
  readonly fault: string | null;
}

export type Drafts = ReadonlyMap<string, RowDraft>;

const empty: RowDraft = { figures: {}, comments: {}, base: {}, saving: false, fault: null };

/** Types a figure over what the row shows. */
export function withFigure(
  draft: RowDraft | undefined,
  row: EntryRow,
  key: EntryKey,
  count: number,
  comment?: string,
): RowDraft {
  const before = draft ?? empty;
  const cell = row.cells[key];
  const seen = cell === undefined ? null : { count: cell.count, updatedAt: cell.updatedAt };
  return {
    figures: { ...before.figures, [key]: count },
    comments: comment === undefined ? before.comments : { ...before.comments, [key]: comment },
    base: { [key]: seen, ...before.base },
    saving: false,
    fault: null,
  };
}

/** Takes a figure back; undefined when nothing is left. */
export function withoutFigures(draft: RowDraft | undefined, keys: readonly EntryKey[]): RowDraft | undefined {
  if (draft === undefined) return undefined;
  const without = <T>(from: Readonly<Partial<Record<EntryKey, T>>>): Partial<Record<EntryKey, T>> => {
    const left: Partial<Record<EntryKey, T>> = { ...from };
    for (const key of keys) Reflect.deleteProperty(left, key);
    return left;
  };
  const figures = without(draft.figures);
  return Object.keys(figures).length === 0
    ? undefined
    : { ...draft, figures, comments: without(draft.comments), base: without(draft.base), fault: null };
}

/** What does not add up in a row as it would be sent. */
export function rowWarnings(row: EntryRow, draft: RowDraft | undefined): string[] {
  const counts = Object.fromEntries(
    entryKeys.map((key) => [key, draft?.figures[key] ?? row.cells[key]?.count ?? null]),
  );
  return sumWarnings(counts, row.installed);
}
