import { assignmentNone, temporality } from './codes.ts';
import {
  absurdCount,
  bedsOf,
  statusByCode,
  type ExclusionReason,
  type FigureProblem,
  type FigureRow,
  type StatusFigure,
  type StatusName,
} from './bed-figures.ts';
import { isFutureDate } from './freshness.ts';

/**
 * A Location's rows sorted out once, so that boards read hundreds of Locations at every question: only ages (and dates
 * in the future) depend on the moment. Pure.
 */

export type Reasons = readonly (ExclusionReason | undefined)[];

/** Rows of one status that can be believed, speak of beds and are assigned to nobody in particular. */
export interface StatusRows {
  /** The whole of it as one figure: what is read as long as none of its rows is too old. */
  readonly whole: StatusFigure;
  readonly rows: readonly FigureRow[];
  /** Date of the oldest row; -Infinity when a row has no date. */
  readonly oldest: number;
}

export interface Settled extends Readonly<Record<StatusName, StatusRows>> {
  readonly problems: readonly FigureProblem[];
  /** By row index: why it is in no total, ages apart. */
  readonly reasons: Reasons;
}

interface TemporalityRows {
  /** Row indexes of this temporality. */
  readonly indexes: readonly number[];
  readonly repeats: boolean;
  /** Date of the newest row. */
  readonly latest: number;
  /** Whether any row speaks of beds. */
  readonly transmits: boolean;
  /** What holds as long as no date lies in the future. */
  readonly settled: Settled;
}

export interface PreparedLocation {
  readonly id: string;
  readonly rows: readonly FigureRow[];
  readonly byTemporality: ReadonlyMap<string, TemporalityRows>;
}

// A missing temporality, assignment or type is read as the ordinary one: older servers did not send them.
const bedType = '01';
const isBeds = (row: FigureRow): boolean => (row.type ?? bedType) === bedType;
const isOrdinary = (row: FigureRow): boolean => (row.assignment ?? assignmentNone) === assignmentNone;
const isAvailable = (row: FigureRow): boolean =>
  row.status !== null && statusByCode.get(row.status) === 'available';

function sameIndicator(a: FigureRow, b: FigureRow): boolean {
  return (
    a.status === b.status &&
    a.gender === b.gender &&
    a.closingType === b.closingType &&
    a.additionalBedType === b.additionalBedType &&
    a.crisis === b.crisis &&
    (a.assignment ?? assignmentNone) === (b.assignment ?? assignmentNone) &&
    (a.type ?? bedType) === (b.type ?? bedType)
  );
}

function ownProblem(row: FigureRow): FigureProblem | null {
  if (row.status === null || !statusByCode.has(row.status)) return 'unknown_status';
  if (row.count === null) return 'missing_count';
  if (!Number.isInteger(row.count)) return 'not_integer';
  if (row.count < 0) return 'negative';
  return row.count > absurdCount ? 'absurd' : null;
}

/** Groups a Location's rows by temporality and settles which can be believed. */
export function prepareLocation(id: string, rows: readonly FigureRow[]): PreparedLocation {
  const indexes = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const when = row.temporality ?? temporality.current;
    const list = indexes.get(when);
    if (list === undefined) indexes.set(when, [index]);
    else list.push(index);
  });
  const byTemporality = new Map<string, TemporalityRows>();
  for (const [when, list] of indexes) byTemporality.set(when, prepareRows(rows, list));
  return { id, rows, byTemporality };
}

function prepareRows(rows: readonly FigureRow[], indexes: readonly number[]): TemporalityRows {
  let repeats = false;
  let latest = -Infinity;
  let transmits = false;
  const seen: FigureRow[] = [];
  for (const index of indexes) {
    const row = rows[index];
    if (row === undefined) continue;
    repeats ||= seen.some((other) => sameIndicator(row, other));
    seen.push(row);
    latest = Math.max(latest, row.updatedAt ?? -Infinity);
    transmits ||= isBeds(row);
  }
  return { indexes, repeats, latest, transmits, settled: settle(rows, indexes, repeats, Infinity) };
}

/** Which rows of one temporality can be believed at a moment (epoch ms; Infinity when no date can be ahead of it). */
export function settle(
  rows: readonly FigureRow[],
  indexes: readonly number[],
  repeats: boolean,
  now: number,
): Settled {
  const reasons: (ExclusionReason | undefined)[] = [];
  const problems: FigureProblem[] = [];
  const byStatus: Record<StatusName, FigureRow[]> = {
    installed: [],
    available: [],
    occupied: [],
    reserved: [],
    closed: [],
    supplementary: [],
  };
  const believable: number[] = [];
  let ordinary = false;
  let earmarked = false;
  for (const index of indexes) {
    const row = rows[index];
    if (row === undefined) continue;
    if (isAvailable(row) && isBeds(row)) {
      if (isOrdinary(row)) ordinary = true;
      else earmarked = true;
    }
    const future = row.updatedAt !== null && isFutureDate(row.updatedAt, now);
    const problem = ownProblem(row) ?? (future ? 'future_date' : null);
    if (problem === null) believable.push(index);
    else {
      reasons[index] = problem;
      problems.push(problem);
    }
  }
  const kept = repeats ? settleRepeats(rows, believable, reasons, problems) : believable;
  for (const index of kept) {
    const row = rows[index];
    const status = row === undefined || row.status === null ? undefined : statusByCode.get(row.status);
    if (row === undefined || status === undefined) continue;
    if (!isBeds(row)) reasons[index] = 'not_beds';
    else if (!isOrdinary(row)) reasons[index] = 'other_assignment';
    else byStatus[status].push(row);
  }
  if (earmarked && !ordinary) problems.push('only_other_assignment');
  return {
    problems,
    reasons,
    installed: toStatusRows(byStatus.installed),
    available: toStatusRows(byStatus.available),
    occupied: toStatusRows(byStatus.occupied),
    reserved: toStatusRows(byStatus.reserved),
    closed: toStatusRows(byStatus.closed),
    supplementary: toStatusRows(byStatus.supplementary),
  };
}

/** Rows that repeat an indicator: with different counts none can be believed; with the same, the newest stays. */
function settleRepeats(
  rows: readonly FigureRow[],
  believable: readonly number[],
  reasons: (ExclusionReason | undefined)[],
  problems: FigureProblem[],
): number[] {
  return believable.filter((index) => {
    const row = rows[index];
    if (row === undefined) return false;
    let newest = true;
    for (const otherIndex of believable) {
      const other = rows[otherIndex];
      if (otherIndex === index || other === undefined || !sameIndicator(row, other)) continue;
      if (other.count !== row.count) {
        reasons[index] = 'conflicting_duplicate';
        problems.push('conflicting_duplicate');
        return false;
      }
      const [mine, theirs] = [row.updatedAt ?? -Infinity, other.updatedAt ?? -Infinity];
      if (theirs > mine || (theirs === mine && otherIndex < index)) newest = false;
    }
    return newest;
  });
}

const noRows: StatusRows = {
  whole: { count: null, staleCount: null, fresh: [], stale: [] },
  rows: [],
  oldest: Infinity,
};

function toStatusRows(rows: readonly FigureRow[]): StatusRows {
  if (rows.length === 0) return noRows;
  return {
    whole: { count: bedsOf(rows), staleCount: null, fresh: rows, stale: [] },
    rows,
    oldest: rows.reduce((oldest, row) => Math.min(oldest, row.updatedAt ?? -Infinity), Infinity),
  };
}
