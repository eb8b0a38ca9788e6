import { assignmentNone, gender, temporality, capacityStatus } from '../codes.ts';
import type { FigureRow } from '../bed-figures.ts';
import { entryIndicators, entryKeys, type EntryKey } from './keys.ts';

/** One indicator of a Location as the entry reads it. */
export interface EntrySource extends FigureRow {
  readonly comment: string | null;
}

/** A figure with its own date (epoch ms). `count` null: not transmitted, or not a number of beds. */
export interface EntryFigure {
  readonly count: number | null;
  readonly updatedAt: number | null;
  readonly comment: string | null;
}

/** Figures of a Location by key; a missing key is an indicator the region does not hold. */
export type EntryFigures = Readonly<Partial<Record<EntryKey, EntryFigure>>>;

const bedType = '01';

/** An absent gender and the withdrawn code 03 say the same as 04: beds for either. */
function genderOf(row: EntrySource): string | null {
  if (row.status !== capacityStatus.available) return row.gender;
  return row.gender === null || row.gender === gender.undifferentiated ? gender.undetermined : row.gender;
}

const isEntered = (row: EntrySource): boolean =>
  (row.type ?? bedType) === bedType &&
  (row.assignment ?? assignmentNone) === assignmentNone &&
  row.crisis === null;

function keyOf(row: EntrySource): EntryKey | undefined {
  if (!isEntered(row)) return undefined;
  const own = genderOf(row);
  return entryKeys.find((key) => {
    const indicator = entryIndicators[key];
    return (
      indicator.status === row.status &&
      indicator.temporality === (row.temporality ?? temporality.current) &&
      indicator.gender === own &&
      indicator.closingType === row.closingType &&
      indicator.additionalBedType === row.additionalBedType
    );
  });
}

const usable = (count: number | null): number | null =>
  count !== null && Number.isInteger(count) && count >= 0 ? count : null;

/** The figures of a Location's indicators; where one is said twice, the newest stands. */
export function entryFigures(rows: readonly EntrySource[]): EntryFigures {
  const found: Partial<Record<EntryKey, EntryFigure>> = {};
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const known = found[key];
    if (known !== undefined && (known.updatedAt ?? -Infinity) > (row.updatedAt ?? -Infinity)) continue;
    found[key] = { count: usable(row.count), updatedAt: row.updatedAt, comment: row.comment };
  }
  return found;
}

/** Installed beds of a Location now; null when not transmitted. */
export function installedBeds(rows: readonly EntrySource[]): number | null {
  const found = rows.find(
    (row) =>
      row.status === capacityStatus.installed &&
      (row.temporality ?? temporality.current) === temporality.current &&
      isEntered(row),
  );
  return found === undefined ? null : usable(found.count);
}
