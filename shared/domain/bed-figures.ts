import { capacityStatus, gender } from './codes.ts';

/**
 * One Location's capacity indicators (ror-fhir §3) as figures: what is wrong with each row by itself, and how many beds
 * rows of one status hold without counting one twice. Pure; instants in epoch milliseconds.
 */

/** One indicator reduced to its codes. `null` is "not transmitted". */
export interface FigureRow {
  readonly type: string | null;
  readonly status: string | null;
  readonly temporality: string | null;
  readonly count: number | null;
  readonly source: string | null;
  readonly gender: string | null;
  readonly updatedAt: number | null;
  readonly closingType: string | null;
  readonly additionalBedType: string | null;
  readonly crisis: string | null;
  readonly assignment: string | null;
}

/** Why a figure cannot be right. The figure is shown as sent with this mark, and is in no total. */
export type FigureProblem =
  | 'unknown_status'
  | 'missing_count'
  | 'not_integer'
  | 'negative'
  | 'absurd'
  | 'future_date'
  | 'conflicting_duplicate'
  | 'exceeds_installed'
  /** The Location gives its available beds for a particular assignment (Covid+…) and for none other. */
  | 'only_other_assignment';

/** Why a row is in no total; the last three are not mistakes of whoever sent it. */
export type ExclusionReason = FigureProblem | 'other_assignment' | 'not_beds' | 'stale';

/** No Location of a French hospital holds more beds than this: more is a typing mistake or a filler (9 999). */
export const absurdCount = 500;

export type StatusName = keyof typeof capacityStatus;
const statusNames = Object.keys(capacityStatus) as readonly StatusName[];
/** Status of a TRE_R330 code. */
export const statusByCode: ReadonlyMap<string, StatusName> = new Map(
  statusNames.map((name) => [capacityStatus[name], name]),
);

/**
 * Beds held by the rows of one status. Gender, kind of closure and kind of supplementary bed are partitions: their
 * rows add up. A row without the attribute is their total, not one more part, so the larger of "the total" and "the
 * sum of the parts" is taken: no bed is counted twice, and a doubt never promises a bed too many. Figures for
 * different crises describe the same beds under different plans: the largest, never their sum. Null without rows.
 */
export function bedsOf(rows: readonly FigureRow[], depth = 0): number | null {
  const [first] = rows;
  if (first === undefined) return null;
  if (rows.length === 1) return first.count;
  const dimension = splitDimensions[depth];
  if (dimension === undefined) return rows.reduce((most, row) => Math.max(most, row.count ?? 0), 0);
  const values: (string | null)[] = [];
  const groups: FigureRow[][] = [];
  for (const row of rows) {
    const known = values.indexOf(row[dimension]);
    if (known >= 0) groups[known]?.push(row);
    else {
      values.push(row[dimension]);
      groups.push([row]);
    }
  }
  let parts: number | null = null;
  let total: number | null = null;
  for (const [index, value] of values.entries()) {
    const beds = bedsOf(groups[index] ?? [], depth + 1);
    if (value === null) total = beds;
    else parts = (parts ?? 0) + (beds ?? 0);
  }
  return total === null || parts === null ? (total ?? parts) : Math.max(total, parts);
}
export const splitDimensions = ['gender', 'closingType', 'additionalBedType'] as const;

/** One status of one Location, or the part of it that may be summed and the part that may not. */
export interface StatusFigure {
  /** Beds that may be summed; null when no believable row is recent enough. */
  readonly count: number | null;
  /** Beds known but too old to sum, beside or instead of `count`. */
  readonly staleCount: number | null;
  readonly fresh: readonly FigureRow[];
  readonly stale: readonly FigureRow[];
}

/** Beds of `available` that are for women, for men, or for either. Null where no row speaks of them. */
export function splitByGender(rows: readonly FigureRow[]): Readonly<{
  female: number | null;
  male: number | null;
  undifferentiated: number | null;
}> {
  const female = bedsOf(rows.filter((row) => row.gender === gender.female));
  const male = bedsOf(rows.filter((row) => row.gender === gender.male));
  const others = rows.some((row) => row.gender !== gender.female && row.gender !== gender.male);
  return {
    female,
    male,
    undifferentiated: others ? (bedsOf(rows) ?? 0) - (female ?? 0) - (male ?? 0) : null,
  };
}
