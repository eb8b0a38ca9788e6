import type { Figure, UnitSheet, UnitSheetLocation } from '../../../shared/contract/beds.ts';
import { capacityStatus, closingType, gender, temporality } from '../../../shared/domain/codes.ts';

type Indicator = UnitSheetLocation['capacities'][number];

export interface MatrixRow {
  readonly key: string;
  readonly label: string;
  /** A part of the row above it, shown under it. */
  readonly part: boolean;
  /** One figure per temporality of `matrixColumns`; null when nothing was sent for it. */
  readonly cells: readonly (Figure | null)[];
}

/** When the counts hold (TRE_R331), in the order of the columns. */
export const matrixColumns = [
  { code: temporality.current, label: 'Maintenant' },
  { code: temporality.in1h, label: 'Dans 1 h' },
  { code: temporality.in24h, label: '24 h' },
  { code: temporality.in48h, label: '48 h' },
  { code: temporality.in7d, label: '7 j' },
] as const;

interface Part {
  readonly key: string;
  readonly label: string;
  readonly has: (indicator: Indicator) => boolean;
}

const withCode =
  (field: 'gender' | 'closingType' | 'additionalBedType', ...codes: readonly string[]) =>
  (indicator: Indicator): boolean =>
    codes.includes(indicator[field]?.code ?? '');

const statuses: readonly {
  readonly status: string;
  readonly label: string;
  readonly parts: readonly Part[];
}[] = [
  {
    status: capacityStatus.available,
    label: 'Disponibles',
    parts: [
      { key: 'f', label: 'femmes', has: withCode('gender', gender.female) },
      { key: 'h', label: 'hommes', has: withCode('gender', gender.male) },
      {
        key: 'i',
        label: 'indéterminé',
        has: withCode('gender', gender.undifferentiated, gender.undetermined),
      },
    ],
  },
  { status: capacityStatus.installed, label: 'Installés', parts: [] },
  { status: capacityStatus.occupied, label: 'Occupés', parts: [] },
  { status: capacityStatus.reserved, label: 'Réservés', parts: [] },
  {
    status: capacityStatus.closed,
    label: 'Fermés',
    parts: [
      { key: 'r', label: 'réactivables', has: withCode('closingType', closingType.reopenable) },
      { key: 'n', label: 'non réactivables', has: withCode('closingType', closingType.notReopenable) },
      { key: 'u', label: 'indéterminé', has: withCode('closingType', closingType.undetermined) },
    ],
  },
  {
    status: capacityStatus.supplementary,
    label: 'Supplémentaires',
    parts: [
      { key: 'm', label: 'mobilisés', has: withCode('additionalBedType', '01') },
      { key: 's', label: 'mobilisables sans RH', has: withCode('additionalBedType', '02') },
      { key: 'a', label: 'mobilisables avec RH', has: withCode('additionalBedType', '03') },
    ],
  },
];

/**
 * Status × temporality of a unit. The figures of now and the forecasts of available beds are the backend's; the
 * other ones add up the indicators it did not exclude. A status never sent keeps its row of dashes; a part never
 * sent has no row.
 */
export function capacityMatrix(sheet: UnitSheet): readonly MatrixRow[] {
  const usable = sheet.locations
    .flatMap(({ capacities }) => capacities)
    .filter(({ problem }) => problem === null || problem === 'stale');
  return statuses.flatMap(({ status, label, parts }): readonly MatrixRow[] => {
    const own = usable.filter((indicator) => indicator.status?.code === status);
    const at = (code: string): Figure | null =>
      sumFigures(own.filter((each) => each.temporality?.code === code));
    const main: MatrixRow = {
      key: status,
      label,
      part: false,
      cells: matrixColumns.map(({ code }) => given(sheet, status, code) ?? at(code)),
    };
    const detail = parts
      .map((part): MatrixRow => ({
        key: `${status}-${part.key}`,
        label: part.label,
        part: true,
        cells: matrixColumns.map(({ code }) =>
          sumFigures(own.filter((each) => each.temporality?.code === code && part.has(each))),
        ),
      }))
      .filter(({ cells }) => cells.some((cell) => cell !== null));
    return [main, ...detail];
  });
}

/** What the backend itself says for this status and moment, if it does. */
function given(sheet: UnitSheet, status: string, moment: string): Figure | null {
  const { row } = sheet;
  if (moment !== temporality.current) {
    if (status !== capacityStatus.available) return null;
    return sent(sheet.forecasts.find((forecast) => forecast.temporality === moment)?.available);
  }
  const figures: Readonly<Record<string, Figure>> = {
    [capacityStatus.available]: row.available,
    [capacityStatus.installed]: row.installed,
    [capacityStatus.occupied]: row.occupied,
    [capacityStatus.reserved]: row.reserved,
    [capacityStatus.closed]: row.closed,
    [capacityStatus.supplementary]: row.supplementary,
  };
  return sent(figures[status]);
}

/** A figure without a number is as good as none. */
function sent(figure: Figure | undefined): Figure | null {
  return figure === undefined || figure.count === null ? null : figure;
}

/**
 * Adds up the recent parts, or the old ones when there is nothing else (the sum is then `stale`). A sum is as old
 * as its oldest part, and has a source only if all parts share it. Null without any part.
 */
export function sumFigures(
  parts: readonly Pick<Indicator, 'count' | 'updatedAt' | 'source' | 'problem'>[],
): Figure | null {
  const recent = parts.filter(({ count, problem }) => count !== null && problem === null);
  const stale = recent.length === 0;
  const kept = stale ? parts.filter(({ count }) => count !== null) : recent;
  const first = kept[0];
  if (first === undefined) return null;
  const dates = kept.map(({ updatedAt }) => updatedAt).filter((date) => date !== null);
  return {
    count: kept.reduce((sum, { count }) => sum + (count ?? 0), 0),
    updatedAt: dates.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null,
    source: kept.every(({ source }) => source?.code === first.source?.code) ? first.source : null,
    stale,
  };
}
