import { z } from 'zod';
import type { BoardFilters } from '../../../shared/contract/beds.ts';

/** Sortable columns of the unit table, as they appear in the address. */
export const sortColumns = [
  'unite',
  'etablissement',
  'libres',
  'installes',
  'occupes',
  'fermes',
  'maj',
] as const;
export type SortColumn = (typeof sortColumns)[number];

/** Filters of the boards as they stand in the address; anything unknown is dropped, never an error. */
export const boardSearch = z.object({
  public: z.enum(['adulte', 'enfant']).optional().catch(undefined),
  fraicheur: z
    .union([z.literal(8), z.literal(12), z.literal(24), z.literal('toutes')])
    .optional()
    .catch(undefined),
});
export type BoardSearch = z.infer<typeof boardSearch>;

export const unitListSearch = boardSearch.extend({
  tri: z.enum(sortColumns).optional().catch(undefined),
  sens: z.enum(['croissant', 'decroissant']).optional().catch(undefined),
});
export type UnitListSearch = z.infer<typeof unitListSearch>;

/** The filters of the contract for what the address says. */
export function toFilters(search: BoardSearch): BoardFilters {
  return {
    audience: search.public === 'adulte' ? 'adult' : search.public === 'enfant' ? 'child' : 'all',
    ...(search.fraicheur === undefined
      ? {}
      : { maxAgeHours: search.fraicheur === 'toutes' ? null : search.fraicheur }),
  };
}

/** Only the filters shared by both boards, to be carried from one to the other. */
export function sharedSearch(search: BoardSearch): BoardSearch {
  return {
    ...(search.public === undefined ? {} : { public: search.public }),
    ...(search.fraicheur === undefined ? {} : { fraicheur: search.fraicheur }),
  };
}
