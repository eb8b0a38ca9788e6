import type { BoardCell } from '../../../shared/contract/beds.ts';
import type { FigureRow } from '../../../shared/domain/bed-figures.ts';

/**
 * The rules of product.md §3 written a second time, slowly and without sharing a line with the product: the beds of
 * one status are the largest set of rows of which no two can be speaking of the same bed.
 */
export interface ReferenceUnit {
  readonly offerClosed: boolean;
  readonly locations: readonly { readonly id: string; readonly rows: readonly FigureRow[] }[];
}

export interface ReferenceCell {
  units: number;
  closedUnits: number;
  unitsUpToDate: number;
  available: number | null;
  installed: number | null;
  occupied: number | null;
  closed: number | null;
  supplementary: number | null;
  staleAvailable: number | null;
  problems: Record<string, number>;
}

/** The part of a cell that the reference computes. */
export function numbersOf(cell: BoardCell): ReferenceCell {
  return {
    units: cell.units,
    closedUnits: cell.closedUnits,
    unitsUpToDate: cell.unitsUpToDate,
    available: cell.available,
    installed: cell.installed,
    occupied: cell.occupied,
    closed: cell.closed,
    supplementary: cell.supplementary,
    staleAvailable: cell.staleAvailable,
    problems: { ...cell.problems },
  };
}

const traits = (row: FigureRow): (string | null)[] => [row.gender, row.closingType, row.additionalBedType];

/** Two rows are about different beds when the first trait that tells them apart is stated by both. */
function differentBeds(a: FigureRow, b: FigureRow): boolean {
  const left = traits(a);
  const right = traits(b);
  for (let i = 0; i < left.length; i += 1) {
    if (left[i] !== right[i]) return left[i] !== null && right[i] !== null;
  }
  return false;
}

function mostBeds(rows: readonly FigureRow[]): number | null {
  if (rows.length === 0) return null;
  let best = 0;
  for (let mask = 1; mask < 2 ** rows.length; mask += 1) {
    const chosen = rows.filter((_, i) => Math.floor(mask / 2 ** i) % 2 === 1);
    const apart = chosen.every((a, i) => chosen.every((b, j) => i === j || differentBeds(a, b)));
    if (apart)
      best = Math.max(
        best,
        chosen.reduce((total, row) => total + (row.count ?? 0), 0),
      );
  }
  return best;
}

const sameIndicator = (a: FigureRow, b: FigureRow): boolean =>
  (a.type ?? '01') === (b.type ?? '01') &&
  a.status === b.status &&
  a.crisis === b.crisis &&
  (a.assignment ?? '01') === (b.assignment ?? '01') &&
  traits(a).join() === traits(b).join();

function mistake(row: FigureRow, now: number): string | null {
  if (!['01', '02', '03', '04', '05', '06'].includes(row.status ?? '')) return 'unknown_status';
  if (row.count === null) return 'missing_count';
  if (row.count % 1 !== 0) return 'not_integer';
  if (row.count < 0) return 'negative';
  if (row.count > 500) return 'absurd';
  if (row.updatedAt !== null && row.updatedAt > now + 300_000) return 'future_date';
  return null;
}

interface ReferenceLocation {
  problems: string[];
  transmits: boolean;
  freshOf: (status: string) => number | null;
  staleAvailable: number | null;
  partlyStale: boolean;
}

function readReference(
  rows: readonly FigureRow[],
  now: number,
  maxAgeHours: number | null,
): ReferenceLocation {
  const current = rows.filter((row) => (row.temporality ?? '01') === '01');
  const problems: string[] = [];
  let good: FigureRow[] = [];
  for (const row of current) {
    const problem = mistake(row, now);
    if (problem === null) good.push(row);
    else problems.push(problem);
  }
  const contradicted = good.filter((row) =>
    good.some((other) => sameIndicator(row, other) && row.count !== other.count),
  );
  problems.push(...contradicted.map(() => 'conflicting_duplicate'));
  good = good.filter((row) => !contradicted.includes(row));
  // Of identical repetitions the newest stays, the first sent when dates are equal.
  good = good.filter(
    (row, i) =>
      !good.some((other, j) => {
        if (i === j || !sameIndicator(row, other)) return false;
        const mine = row.updatedAt ?? -Infinity;
        const theirs = other.updatedAt ?? -Infinity;
        return theirs > mine || (theirs === mine && j < i);
      }),
  );
  const beds = good.filter((row) => (row.type ?? '01') === '01' && (row.assignment ?? '01') === '01');
  const old = (row: FigureRow): boolean =>
    row.status !== '01' &&
    maxAgeHours !== null &&
    (row.updatedAt === null || now - row.updatedAt > maxAgeHours * 3_600_000);
  const freshOf = (status: string): number | null =>
    mostBeds(beds.filter((row) => row.status === status && !old(row)));
  const staleOf = (status: string): number | null => {
    const all = beds.filter((row) => row.status === status);
    const replaced = all.some((row) => !old(row) && traits(row).every((trait) => trait === null));
    if (!all.some(old) || replaced) return null;
    return Math.max(0, (mostBeds(all) ?? 0) - (freshOf(status) ?? 0));
  };
  const known = (status: string): number | null => {
    const [fresh, stale] = [freshOf(status), staleOf(status)];
    return fresh === null && stale === null ? null : (fresh ?? 0) + (stale ?? 0);
  };
  const available = known('02');
  const installed = known('01');
  const tooMany = available !== null && installed !== null && available > installed + (known('06') ?? 0);
  if (tooMany) for (const row of beds) if (row.status === '02') problems.push('exceeds_installed');
  const availableRows = current.filter((row) => row.status === '02' && (row.type ?? '01') === '01');
  if (availableRows.length > 0 && availableRows.every((row) => (row.assignment ?? '01') !== '01')) {
    problems.push('only_other_assignment');
  }
  return {
    problems,
    transmits: current.some((row) => (row.type ?? '01') === '01'),
    freshOf: (status) => (status === '02' && tooMany ? null : freshOf(status)),
    staleAvailable: tooMany ? null : staleOf('02'),
    partlyStale: !tooMany && staleOf('02') !== null,
  };
}

const plus = (a: number | null, b: number | null): number | null => (b === null ? a : (a ?? 0) + b);

/** The whole cell. */
export function referenceCell(
  units: readonly ReferenceUnit[],
  now: number,
  maxAgeHours: number | null,
): ReferenceCell {
  const cell: ReferenceCell = {
    units: 0,
    closedUnits: 0,
    unitsUpToDate: 0,
    available: null,
    installed: null,
    occupied: null,
    closed: null,
    supplementary: null,
    staleAvailable: null,
    problems: {},
  };
  const done: string[] = [];
  for (const unit of units) {
    if (unit.offerClosed) {
      cell.closedUnits += 1;
      continue;
    }
    cell.units += 1;
    const read = unit.locations
      .map(({ rows }) => readReference(rows, now, maxAgeHours))
      .filter((each) => each.transmits);
    if (read.length > 0 && read.every((each) => each.freshOf('02') !== null && !each.partlyStale))
      cell.unitsUpToDate += 1;
    for (const { id, rows } of unit.locations) {
      if (done.includes(id)) continue;
      done.push(id);
      const location = readReference(rows, now, maxAgeHours);
      cell.available = plus(cell.available, location.freshOf('02'));
      cell.staleAvailable = plus(cell.staleAvailable, location.staleAvailable);
      cell.installed = plus(cell.installed, location.freshOf('01'));
      cell.occupied = plus(cell.occupied, location.freshOf('03'));
      cell.closed = plus(cell.closed, location.freshOf('05'));
      cell.supplementary = plus(cell.supplementary, location.freshOf('06'));
      for (const problem of location.problems) cell.problems[problem] = (cell.problems[problem] ?? 0) + 1;
    }
  }
  return cell;
}
