import type { BoardCell } from '../contract/beds.ts';
import { gender } from './codes.ts';
import { bedsOf, type FigureProblem, type StatusFigure } from './bed-figures.ts';
import type { PreparedLocation } from './bed-prepare.ts';
import { readLocation, type LocationFigures, type ReadingOptions } from './bed-reading.ts';
import type { BedState } from './freshness.ts';

/** A unit as the totals see it. */
export interface CountedUnit {
  /** The offer is closed today: counted apart, its beds in no total. */
  readonly offerClosed: boolean;
  readonly locations: readonly PreparedLocation[];
}

export interface TotalsOptions extends ReadingOptions {
  /** « Tendu » at this many beds or fewer; one bed left is always « tendu ». */
  readonly tightAtMost: number;
  /** Counts only the available beds such a patient may take: their own and the undifferentiated ones. */
  readonly patientGender?: 'female' | 'male';
}

/** Reads each Location once however many cells it is in; one reader serves one group of one answer. */
export type LocationReader = (location: PreparedLocation) => LocationFigures;

export function locationReader(options: ReadingOptions): LocationReader {
  const read = new Map<PreparedLocation, LocationFigures>();
  return (location) => {
    let figures = read.get(location);
    if (figures === undefined) read.set(location, (figures = readLocation(location, options)));
    return figures;
  };
}

/**
 * Whether a whole unit is in the total of available beds: at least one of its Locations is, and none of those that
 * transmit beds was left out, wholly or in part (too old, mistaken, earmarked or without an available figure).
 */
export function isUpToDate(locations: readonly PreparedLocation[], read: LocationReader): boolean {
  let counted = false;
  for (const location of locations) {
    const { transmits, available } = read(location);
    if (!transmits) continue;
    if (available.count === null || available.stale.length > 0) return false;
    counted = true;
  }
  return counted;
}

/** The part of an available figure that a patient of this gender cannot take is left out. */
function availableFor(figure: StatusFigure, patient: TotalsOptions['patientGender']): StatusFigure {
  if (patient === undefined) return figure;
  const other = patient === 'female' ? gender.male : gender.female;
  const forOthers = (rows: StatusFigure['fresh']): number =>
    bedsOf(rows.filter((row) => row.gender === other)) ?? 0;
  return {
    ...figure,
    count: figure.count === null ? null : figure.count - forOthers(figure.fresh),
    staleCount: figure.staleCount === null ? null : Math.max(0, figure.staleCount - forOthers(figure.stale)),
  };
}

interface StateFacts {
  readonly allClosed: boolean;
  readonly available: number | null;
  readonly staleAvailable: number | null;
  readonly installed: number | null;
  readonly closed: number | null;
}

/** The one word of a unit or a cell. Old figures never make it « libre » or « plein »; missing ones neither. */
export function bedStateOf(facts: StateFacts, tightAtMost: number): BedState {
  const { available, installed, closed } = facts;
  if (facts.allClosed) return 'closed';
  if ((available ?? 0) === 0 && closed !== null && closed > 0 && installed !== null && closed >= installed)
    return 'closed';
  if (available !== null) {
    if (available === 0) return 'full';
    return available <= Math.max(1, tightAtMost) ? 'tight' : 'free';
  }
  return facts.staleAvailable === null ? 'not_transmitted' : 'expired';
}

const sum = (total: number | null, more: number | null): number | null =>
  more === null ? total : (total ?? 0) + more;

/** Running totals over distinct Locations. */
class Tally {
  available: number | null = null;
  staleAvailable: number | null = null;
  installed: number | null = null;
  occupied: number | null = null;
  closed: number | null = null;
  supplementary: number | null = null;
  problems: Partial<Record<FigureProblem, number>> = {};
  oldest = Infinity;
  newest = -Infinity;
  newestStale = -Infinity;

  add(figures: LocationFigures, patient: TotalsOptions['patientGender']): void {
    const available = availableFor(figures.available, patient);
    this.available = sum(this.available, available.count);
    this.staleAvailable = sum(this.staleAvailable, available.staleCount);
    this.installed = sum(this.installed, figures.installed.count);
    this.occupied = sum(this.occupied, figures.occupied.count);
    this.closed = sum(this.closed, figures.closed.count);
    this.supplementary = sum(this.supplementary, figures.supplementary.count);
    for (const problem of figures.problems) this.problems[problem] = (this.problems[problem] ?? 0) + 1;
    for (const { updatedAt } of available.fresh) {
      if (updatedAt === null) continue;
      this.oldest = Math.min(this.oldest, updatedAt);
      this.newest = Math.max(this.newest, updatedAt);
    }
    for (const { updatedAt } of available.stale)
      this.newestStale = Math.max(this.newestStale, updatedAt ?? -Infinity);
  }
}

const iso = (instant: number): string | null =>
  Number.isFinite(instant) ? new Date(instant).toISOString() : null;

/**
 * One number of a board (F6, F7) with what it stands on: distinct Locations, one temporality, assignment « Aucune »,
 * figures older than the limit and figures that cannot be right left out, supplementary beds beside installed ones.
 * Null is "nothing transmitted", never zero. `read` may be shared by the cells of one group (same options).
 */
export function totalsOf(
  units: readonly CountedUnit[],
  options: TotalsOptions,
  read: LocationReader = locationReader(options),
): BoardCell {
  const seen = new Set<string>();
  const tally = new Tally();
  let open = 0;
  let upToDate = 0;
  for (const unit of units) {
    if (unit.offerClosed) continue;
    open += 1;
    if (isUpToDate(unit.locations, read)) upToDate += 1;
    for (const location of unit.locations) {
      if (seen.has(location.id)) continue;
      seen.add(location.id);
      tally.add(read(location), options.patientGender);
    }
  }
  const counted = tally.available !== null;
  const allClosed = open === 0 && units.length > 0;
  return {
    units: open,
    closedUnits: units.length - open,
    unitsUpToDate: upToDate,
    available: tally.available,
    installed: tally.installed,
    occupied: tally.occupied,
    closed: tally.closed,
    supplementary: tally.supplementary,
    staleAvailable: tally.staleAvailable,
    state: bedStateOf(
      {
        allClosed,
        available: tally.available,
        staleAvailable: tally.staleAvailable,
        installed: tally.installed,
        closed: tally.closed,
      },
      options.tightAtMost,
    ),
    oldestAt: iso(counted ? tally.oldest : tally.newestStale),
    newestAt: iso(counted ? tally.newest : tally.newestStale),
    problems: tally.problems,
  };
}
