import { temporality } from './codes.ts';
import {
  bedsOf,
  splitDimensions,
  type ExclusionReason,
  type FigureProblem,
  type StatusFigure,
  type StatusName,
} from './bed-figures.ts';
import { settle, type PreparedLocation, type Reasons, type Settled, type StatusRows } from './bed-prepare.ts';
import { isFutureDate, isWithinAge } from './freshness.ts';

/**
 * What a Location's rows say at one moment: which are too old, and what each status comes to. Assignment « Aucune »
 * and beds only (product.md §3). Pure; instants in epoch milliseconds.
 */

export interface LocationFigures extends Readonly<Record<StatusName, StatusFigure>> {
  /** Whether the Location says anything about beds for this temporality. */
  readonly transmits: boolean;
  readonly problems: readonly FigureProblem[];
}

export interface ReadingOptions {
  readonly now: number;
  /** Oldest figure summed, in hours; null sums any age. Installed beds change rarely and are summed at any age. */
  readonly maxAgeHours: number | null;
  /** TRE_R331 code; current by default. Temporalities are never added together. */
  readonly temporality?: string;
}

const nothing: StatusFigure = { count: null, staleCount: null, fresh: [], stale: [] };
const silent: LocationFigures = {
  ...{ installed: nothing, available: nothing, occupied: nothing },
  ...{ reserved: nothing, closed: nothing, supplementary: nothing },
  transmits: false,
  problems: [],
};

function figureAt({ whole, rows, oldest }: StatusRows, { now, maxAgeHours }: ReadingOptions): StatusFigure {
  if (rows.length === 0 || isWithinAge(oldest, now, maxAgeHours)) return whole;
  const fresh = rows.filter((row) => isWithinAge(row.updatedAt, now, maxAgeHours));
  const stale = rows.filter((row) => !isWithinAge(row.updatedAt, now, maxAgeHours));
  const count = bedsOf(fresh);
  // A recent total replaces older parts: they spoke of the same beds.
  if (fresh.some((row) => splitDimensions.every((dimension) => row[dimension] === null))) {
    return { count, staleCount: null, fresh, stale: [] };
  }
  return { count, staleCount: Math.max(0, (whole.count ?? 0) - (count ?? 0)), fresh, stale };
}

const known = ({ count, staleCount }: StatusFigure): number | null =>
  count === null ? staleCount : count + (staleCount ?? 0);

/** More beds available than there are, supplementary ones included: one of the figures is wrong. */
function exceedsInstalled(
  available: StatusFigure,
  installed: StatusFigure,
  supplementary: StatusFigure,
): boolean {
  const free = known(available);
  return free !== null && installed.count !== null && free > installed.count + (known(supplementary) ?? 0);
}

function settledAt(location: PreparedLocation, options: ReadingOptions): Settled | undefined {
  const group = location.byTemporality.get(options.temporality ?? temporality.current);
  if (group === undefined) return undefined;
  return isFutureDate(group.latest, options.now)
    ? settle(location.rows, group.indexes, group.repeats, options.now)
    : group.settled;
}

/** Reads a Location's beds at a moment. */
export function readLocation(location: PreparedLocation, options: ReadingOptions): LocationFigures {
  const group = location.byTemporality.get(options.temporality ?? temporality.current);
  const settled = settledAt(location, options);
  if (group === undefined || settled === undefined) return silent;
  const installed = settled.installed.whole;
  const supplementary = figureAt(settled.supplementary, options);
  const available = figureAt(settled.available, options);
  const tooMany = exceedsInstalled(available, installed, supplementary);
  return {
    transmits: group.transmits,
    problems: tooMany
      ? [...settled.problems, ...settled.available.rows.map(() => 'exceeds_installed' as const)]
      : settled.problems,
    installed,
    available: tooMany ? nothing : available,
    occupied: figureAt(settled.occupied, options),
    reserved: figureAt(settled.reserved, options),
    closed: figureAt(settled.closed, options),
    supplementary,
  };
}

/** By row index, why a row of this temporality is in no total; undefined for those that are. */
export function exclusionsOf(location: PreparedLocation, options: ReadingOptions): Reasons {
  const settled = settledAt(location, options);
  if (settled === undefined) return [];
  const reasons: (ExclusionReason | undefined)[] = [...settled.reasons];
  const { available } = settled;
  const tooMany = exceedsInstalled(
    figureAt(available, options),
    settled.installed.whole,
    figureAt(settled.supplementary, options),
  );
  location.rows.forEach((row, index) => {
    if (tooMany && available.rows.includes(row)) reasons[index] = 'exceeds_installed';
    else if (!settled.installed.rows.includes(row) && isUsed(settled, row)) {
      if (!isWithinAge(row.updatedAt, options.now, options.maxAgeHours)) reasons[index] = 'stale';
    }
  });
  return reasons;
}

function isUsed(settled: Settled, row: PreparedLocation['rows'][number]): boolean {
  const { available, occupied, reserved, closed, supplementary } = settled;
  return [available, occupied, reserved, closed, supplementary].some(({ rows }) => rows.includes(row));
}
