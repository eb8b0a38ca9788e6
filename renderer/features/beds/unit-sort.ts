import type { UnitRow } from '../../../shared/contract/beds.ts';
import type { SortColumn, UnitListSearch } from './board-search.ts';

const collator = new Intl.Collator('fr', { sensitivity: 'base', numeric: true });

const values: Readonly<Record<SortColumn, (row: UnitRow) => string | number | null>> = {
  unite: (row) => row.name,
  etablissement: (row) => row.establishment,
  libres: (row) => row.available.count,
  installes: (row) => row.installed.count,
  occupes: (row) => row.occupied.count,
  fermes: (row) => row.closed.count,
  maj: (row) => (row.available.updatedAt === null ? null : Date.parse(row.available.updatedAt)),
};

/** Columns of figures open on their largest value, columns of words on A. */
export function defaultDirection(column: SortColumn): 'croissant' | 'decroissant' {
  return column === 'unite' || column === 'etablissement' ? 'croissant' : 'decroissant';
}

/** Rows in the asked order; rows without the value come last in both directions. Without a column, as received. */
export function sortUnits(rows: readonly UnitRow[], search: UnitListSearch): readonly UnitRow[] {
  const { tri } = search;
  if (tri === undefined) return rows;
  const value = values[tri];
  const sign = (search.sens ?? defaultDirection(tri)) === 'croissant' ? 1 : -1;
  return rows.toSorted((left, right) => {
    const a = value(left);
    const b = value(right);
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order =
      typeof a === 'string' || typeof b === 'string' ? collator.compare(String(a), String(b)) : a - b;
    return sign * order;
  });
}

/** What a click on a column changes: sort by it, turn it round, then back to the order received. */
export function nextSort(search: UnitListSearch, column: SortColumn): Pick<UnitListSearch, 'tri' | 'sens'> {
  const first = defaultDirection(column);
  if (search.tri !== column) return { tri: column, sens: first };
  return (search.sens ?? first) === first
    ? { tri: column, sens: first === 'croissant' ? 'decroissant' : 'croissant' }
    : { tri: undefined, sens: undefined };
}
