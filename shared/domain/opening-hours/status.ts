import {
  addDays,
  instantsOf,
  parisDay,
  parisDayOf,
  wallDay,
  type CalendarDate,
} from '../calendar/paris-time.ts';
import { publicHoliday } from '../calendar/public-holidays.ts';
import { compileHours, type CompiledHours, type OpeningHours, type Row } from './rows.ts';

export type OpeningState = 'open' | 'closed' | 'unknown';

export type OpeningReason =
  | 'opening_hours' // within opening hours
  | 'walk_in' // consultation without appointment
  | 'appointment' // consultation with appointment only
  | 'outside_hours'
  | 'running_only' // works, but outside the hours at which it opens
  | 'out_of_season' // hours exist, for a later period
  | 'closure' // the offer's own closure
  | 'not_available' // an announced absence
  | 'no_hours' // nothing transmitted
  | 'hours_expired' // every transmitted row has ended
  | 'unreadable_hours' // a row of that day could not be read
  | 'undated_closure'; // a closure is announced without a date

export interface OpeningStatus {
  readonly status: OpeningState;
  /** Instant (epoch ms) at which the status changes; null when nothing transmitted makes it change. */
  readonly until: number | null;
  /** The status after `until`. */
  readonly next: OpeningState | null;
  readonly reason: OpeningReason;
  /** Text sent with the absence or closure. */
  readonly detail: string | null;
  /** Name of the public holiday of that day: hours apply unless said otherwise, to be checked by phone. */
  readonly holiday: string | null;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly status: OpeningState;
  readonly reason: OpeningReason;
  readonly detail: string | null;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly row: Row;
}

function validOn(row: Row, date: CalendarDate): boolean {
  return (row.first === null || row.first <= date) && (row.last === null || row.last >= date);
}

/** Instants covered on `date` by the rows of that day and by what crosses midnight from the day before. */
function stretchesOf(hours: CompiledHours, date: CalendarDate): Stretch[] {
  const stretches: Stretch[] = [];
  const collect = (owner: CalendarDate, shift: number): void => {
    const { weekday } = parisDay(owner);
    for (const row of hours.rows) {
      const from = Math.max(0, row.from - shift);
      const to = Math.min(wallDay, row.to - shift);
      if (to <= from || row.days[weekday] !== true || !validOn(row, owner)) continue;
      for (const part of instantsOf(date, from, to)) stretches.push({ ...part, row });
    }
  };
  collect(date, 0);
  if (hours.rows.some((row) => row.to > wallDay)) collect(addDays(date, -1), wallDay);
  return stretches;
}

type State = Omit<Piece, 'start' | 'end'>;

/** What holds when no row covers an instant of `date`. */
function idleState(hours: CompiledHours, date: CalendarDate): State {
  if (hours.rows.length === 0) return { status: 'unknown', reason: 'no_hours', detail: null };
  if (hours.rows.some((row) => validOn(row, date)))
    return { status: 'closed', reason: 'outside_hours', detail: null };
  if (hours.rows.some((row) => row.first !== null && row.first > date)) {
    return { status: 'closed', reason: 'out_of_season', detail: null };
  }
  return { status: 'unknown', reason: 'hours_expired', detail: null };
}

/** The state at an instant: closures first, then what opens, then what could not be read, then "outside hours". */
function stateAt(hours: CompiledHours, stretches: readonly Stretch[], idle: State, instant: number): State {
  let undated = false;
  for (const closure of hours.closures) {
    if (!closure.dated) undated = true;
    else if (instant >= closure.start && instant < closure.end) {
      return {
        status: 'closed',
        reason: closure.closure ? 'closure' : 'not_available',
        detail: closure.description,
      };
    }
  }
  if (undated) return { status: 'unknown', reason: 'undated_closure', detail: null };
  const here = stretches
    .filter((stretch) => instant >= stretch.start && instant < stretch.end)
    .map(({ row }) => row);
  const has = (kind: Row['kind']): boolean => here.some((row) => row.readable && row.kind === kind);
  if (has('opening') || (hours.runningOpens && has('running')))
    return { status: 'open', reason: 'opening_hours', detail: null };
  if (has('walk_in')) return { status: 'open', reason: 'walk_in', detail: null };
  if (has('appointment')) return { status: 'open', reason: 'appointment', detail: null };
  if (here.some((row) => !row.readable))
    return { status: 'unknown', reason: 'unreadable_hours', detail: null };
  if (has('running')) return { status: 'closed', reason: 'running_only', detail: null };
  return idle;
}

/** The whole Paris day cut where the state may change. */
function timeline(hours: CompiledHours, date: CalendarDate): Piece[] {
  const day = parisDay(date);
  const stretches = stretchesOf(hours, date);
  const idle = idleState(hours, date);
  const cuts = new Set([day.start]);
  for (const { start, end } of [...stretches, ...hours.closures]) {
    if (start > day.start && start < day.end) cuts.add(start);
    if (end > day.start && end < day.end) cuts.add(end);
  }
  const starts = [...cuts].sort((a, b) => a - b);
  return starts.map((start, index) => ({
    start,
    end: starts[index + 1] ?? day.end,
    ...stateAt(hours, stretches, idle, start),
  }));
}

/**
 * Days without a change after which only a boundary (validity or closure date) can bring one: two full weeks, so
 * that the Sunday whose hour is skipped in spring never stands for all Sundays.
 */
const settled = 16;

function findChange(
  hours: CompiledHours,
  from: CalendarDate,
  status: OpeningState,
  after: number,
): Piece | null {
  let date = from;
  let quiet = 0;
  for (;;) {
    const change = timeline(hours, date).find((piece) => piece.start > after && piece.status !== status);
    if (change !== undefined) return change;
    quiet = hours.boundaries.includes(date) ? 0 : quiet + 1;
    if (quiet <= settled) {
      date = addDays(date, 1);
      continue;
    }
    const current = date;
    const boundary = hours.boundaries.find((candidate) => candidate > current);
    if (boundary === undefined) return null;
    date = boundary;
    quiet = 0;
  }
}

/**
 * Whether an offer is open at an instant (epoch ms), why, and until when (ror-fhir §2.2, `availableTime` and
 * `notAvailable`). Hours are what the wall clock reads in Paris. Nothing transmitted is "unknown", never "closed".
 */
export function openingStatus(hours: OpeningHours, instant: number): OpeningStatus {
  const read = compileHours(hours);
  const { date } = parisDayOf(instant);
  const piece = timeline(read, date).find(
    (candidate) => instant >= candidate.start && instant < candidate.end,
  );
  const { status, reason, detail } = piece ?? idleState(read, date);
  const change =
    read.rows.length === 0 && read.closures.length === 0 ? null : findChange(read, date, status, instant);
  return {
    status,
    reason,
    detail,
    until: change?.start ?? null,
    next: change?.status ?? null,
    holiday: publicHoliday(date, hours.holidayZone),
  };
}

/** Only the status at an instant: what filters and ranking ask of thousands of offers at once. */
export function isOpenAt(hours: OpeningHours, instant: number): OpeningState {
  const read = compileHours(hours);
  const { date } = parisDayOf(instant);
  return stateAt(read, stretchesOf(read, date), idleState(read, date), instant).status;
}
