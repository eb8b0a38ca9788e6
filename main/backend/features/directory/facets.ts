import type { DirectoryFilters } from '../../../../shared/domain/directory-filters.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import { dimensions, type Dimension, type OfferCell } from './offer-queries.ts';

type Counts = Readonly<Record<Dimension, ReadonlyMap<string, number>>>;

/**
 * Units by value of each filter, each counted under the other filters: choosing a second value of a list widens it,
 * so its own list does not narrow its counts. A chosen value is there even when nothing has it.
 */
export function countFacets(cells: readonly OfferCell[], filters: DirectoryFilters, now: number): Counts {
  const counts = {
    departments: new Map(filters.departments.map((value) => [value, 0])),
    fields: new Map(filters.fields.map((value) => [value, 0])),
    unitTypes: new Map(filters.unitTypes.map((value) => [value, 0])),
  } satisfies Record<Dimension, Map<string, number>>;
  for (const cell of cells) {
    if (!filters.closed && isOfferClosed(cell.closedFrom, cell.reopensOn, now)) continue;
    const refused = dimensions.filter((dimension) => !accepts(filters[dimension], cell[dimension]));
    for (const dimension of dimensions) {
      const value = cell[dimension];
      if (value === null || refused.some((other) => other !== dimension)) continue;
      counts[dimension].set(value, (counts[dimension].get(value) ?? 0) + cell.units);
    }
  }
  return counts;
}

function accepts(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}
