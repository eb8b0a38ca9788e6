import type { Figure, UnitRow } from '../../../../shared/contract/beds.ts';
import { closingType } from '../../../../shared/domain/codes.ts';
import {
  bedsOf,
  splitByGender,
  type FigureProblem,
  type FigureRow,
  type StatusName,
} from '../../../../shared/domain/bed-figures.ts';
import type { LocationFigures } from '../../../../shared/domain/bed-reading.ts';
import { bedStateOf, isUpToDate, type LocationReader } from '../../../../shared/domain/bed-totals.ts';
import { freshnessOf, type FreshnessThresholds } from '../../../../shared/domain/freshness.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import type { IndexedUnit } from './bed-index.ts';

export interface RowOptions {
  readonly now: number;
  readonly thresholds: FreshnessThresholds;
  readonly tightAtMost: number;
  readonly read: LocationReader;
}

const add = (total: number | null, more: number | null): number | null =>
  more === null ? total : (total ?? 0) + more;

const isoOf = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

interface Gathered {
  readonly count: number | null;
  readonly staleCount: number | null;
  /** Rows behind the figure shown: the recent ones, or the old ones when there is nothing else. */
  readonly rows: readonly (readonly FigureRow[])[];
  readonly stale: boolean;
  /** Oldest date behind it: a sum is as old as its oldest part. */
  readonly updatedAt: number | null;
}

/** One status over the unit's Locations. */
function gather(locations: readonly LocationFigures[], status: StatusName): Gathered {
  let count: number | null = null;
  let staleCount: number | null = null;
  for (const location of locations) {
    count = add(count, location[status].count);
    staleCount = add(staleCount, location[status].staleCount);
  }
  const stale = count === null && staleCount !== null;
  const rows = locations.map((location) => (stale ? location[status].stale : location[status].fresh));
  let updatedAt: number | null = null;
  for (const row of rows.flat()) {
    if (row.updatedAt !== null && (updatedAt === null || row.updatedAt < updatedAt))
      updatedAt = row.updatedAt;
  }
  return { count, staleCount, rows, stale, updatedAt };
}

/** A gathered status as the contract shows it; the source only when all parts have the same. */
function toFigure({ count, staleCount, rows, stale, updatedAt }: Gathered): Figure {
  const sources = new Set(rows.flat().map((row) => row.source));
  const [source] = sources;
  return {
    count: stale ? staleCount : count,
    updatedAt: isoOf(updatedAt),
    source:
      sources.size === 1 && source !== undefined && source !== null
        ? { system: 'TRE_R335', code: source, display: null }
        : null,
    stale,
  };
}

const part = (gathered: Gathered, keep: (row: FigureRow) => boolean): number | null =>
  gathered.rows.reduce<number | null>((total, rows) => add(total, bedsOf(rows.filter(keep))), null);

/** The available beds of a unit at a forecast temporality, or now. */
export function availableFigure(unit: IndexedUnit, read: LocationReader): Figure {
  return toFigure(gather(unit.locations.map(read), 'available'));
}

/** One line of a département board: the unit's own figures, over its distinct Locations. */
export function unitRow(unit: IndexedUnit, options: RowOptions): UnitRow {
  const { now, read } = options;
  const locations = unit.locations.map(read);
  const available = gather(locations, 'available');
  const closed = gather(locations, 'closed');
  const figures = {
    available: toFigure(available),
    installed: toFigure(gather(locations, 'installed')),
    occupied: toFigure(gather(locations, 'occupied')),
    reserved: toFigure(gather(locations, 'reserved')),
    closed: toFigure(closed),
    supplementary: toFigure(gather(locations, 'supplementary')),
  };
  let split = { female: null, male: null, undifferentiated: null } as ReturnType<typeof splitByGender>;
  for (const rows of available.rows) {
    const more = splitByGender(rows);
    split = {
      female: add(split.female, more.female),
      male: add(split.male, more.male),
      undifferentiated: add(split.undifferentiated, more.undifferentiated),
    };
  }
  const problems: Partial<Record<FigureProblem, number>> = {};
  for (const problem of locations.flatMap((location) => location.problems)) {
    problems[problem] = (problems[problem] ?? 0) + 1;
  }
  const offerClosed = isOfferClosed(unit.closedFrom, unit.reopensOn, now);
  const state = bedStateOf(
    {
      allClosed: offerClosed,
      available: available.count,
      staleAvailable: available.staleCount,
      installed: figures.installed.count,
      closed: closed.count,
    },
    options.tightAtMost,
  );
  return {
    id: unit.id,
    name: unit.name,
    group: unit.group?.id ?? '',
    establishmentId: unit.establishmentId,
    establishment: unit.establishment,
    city: unit.city,
    department: unit.department,
    state,
    freshness: freshnessOf(available.updatedAt, now, options.thresholds),
    upToDate: !offerClosed && isUpToDate(unit.locations, read),
    offerClosed: offerClosed ? { from: unit.closedFrom ?? '', reopensOn: unit.reopensOn } : null,
    problems,
    ...figures,
    staleAvailable: available.staleCount,
    availableFemale: split.female,
    availableMale: split.male,
    availableUndifferentiated: split.undifferentiated,
    closedReopenable: part(closed, (row) => row.closingType === closingType.reopenable),
    closedNotReopenable: part(closed, (row) => row.closingType === closingType.notReopenable),
    ageRange: unit.ageRange,
    adult: unit.adult,
    child: unit.child,
    phone: unit.phone,
    sharesBedsWith: unit.sharesBedsWith,
  };
}
