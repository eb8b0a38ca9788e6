import { parisDayOf, wallDay, type CalendarDate } from '../calendar/paris-time.ts';
import type { HolidayZone } from '../calendar/public-holidays.ts';
import type { AvailableTime, HealthcareService } from '../entities.ts';
import { endDate, endInstant, startDate, startInstant } from './dates.ts';

/** What the API says about when an offer is open. `holidayZone` only changes which days are flagged. */
export interface OpeningHours {
  readonly availableTimes: readonly AvailableTime[];
  readonly notAvailable: HealthcareService['notAvailable'];
  readonly holidayZone?: HolidayZone;
}

/** TRE_R252: 01 opening (also when not said), 02 operation, 06 consultation without, 07 with appointment. */
export type RowKind = 'opening' | 'running' | 'walk_in' | 'appointment';

/** One `availableTime` read: a weekly slot, in ms after midnight; `to` goes past 24 h when it crosses midnight. */
export interface Row {
  /** By weekday, index 1 Monday … 7 Sunday. */
  readonly days: readonly boolean[];
  readonly from: number;
  readonly to: number;
  readonly kind: RowKind;
  /** False when the row says something we cannot read: on its days the answer is then "unknown", not "closed". */
  readonly readable: boolean;
  readonly first: CalendarDate | null;
  readonly last: CalendarDate | null;
}

/** A stretch without service; `dated` is false when the API announces a closure without any date. */
export interface Closure {
  readonly start: number;
  readonly end: number;
  readonly dated: boolean;
  readonly closure: boolean;
  readonly description: string | null;
}

export interface CompiledHours {
  readonly rows: readonly Row[];
  /** 02 rows open the offer only when no 01 row says when it opens. */
  readonly runningOpens: boolean;
  readonly closures: readonly Closure[];
  /** Days on which the weekly pattern may change, sorted. */
  readonly boundaries: readonly CalendarDate[];
}

const kinds: Readonly<Record<string, RowKind>> = { '02': 'running', '06': 'walk_in', '07': 'appointment' };

/** Kind of a row from its TRE_R252 code. */
export function kindOf(row: AvailableTime): RowKind {
  return kinds[row.kind?.code ?? ''] ?? 'opening';
}

/** `HH:MM`, `HH:MM:SS` → ms after midnight; null when it is not a time. */
function timeOf(value: string | null): number | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(value ?? '');
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 24 || minutes > 59 || seconds > 59 || (hours === 24 && minutes + seconds > 0)) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** 23:59 with any seconds is how the ROR writes the end of the day. */
const endOfDay = (23 * 60 + 59) * 60_000;

/** Slot of a row in ms after midnight, or null when start and end do not make one. */
export function slotOf(row: AvailableTime): { from: number; to: number } | null {
  if (row.allDay) return { from: 0, to: wallDay };
  const from = timeOf(row.start);
  const end = timeOf(row.end);
  if (from === null || end === null || from >= wallDay) return null;
  const to = end >= endOfDay ? wallDay : end;
  if (to > from) return { from, to };
  if (to === from) return from === 0 ? { from: 0, to: wallDay } : null;
  return { from, to: to + wallDay };
}

function compileRow(row: AvailableTime): Row {
  const known = row.days.filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  const everyDay = known.length === 0;
  const slot = slotOf(row);
  const first = startDate(row.validity?.start ?? null);
  const last = endDate(row.validity?.end ?? null);
  return {
    days: [false, 1, 2, 3, 4, 5, 6, 7].map(
      (day) => typeof day === 'number' && (everyDay || known.includes(day)),
    ),
    from: slot?.from ?? 0,
    to: slot?.to ?? wallDay,
    kind: kindOf(row),
    readable: slot !== null && known.length === row.days.length && first !== undefined && last !== undefined,
    first: first ?? null,
    last: last ?? null,
  };
}

function compileClosure(period: OpeningHours['notAvailable'][number]): Closure {
  const start = startInstant(period.during.start);
  const end = endInstant(period.during.end, !period.closure);
  return {
    start: start ?? -Infinity,
    end: end ?? Infinity,
    dated: start !== undefined && end !== undefined && (start !== null || end !== null),
    closure: period.closure,
    description: period.description,
  };
}

const compiled = new WeakMap<OpeningHours, CompiledHours>();

/** Reads the rows once; the result is kept as long as the hours object lives. */
export function compileHours(hours: OpeningHours): CompiledHours {
  const known = compiled.get(hours);
  if (known !== undefined) return known;
  const rows = hours.availableTimes.map(compileRow);
  const closures = hours.notAvailable.map(compileClosure);
  const boundaries = new Set<CalendarDate>();
  for (const row of rows) {
    if (row.first !== null) boundaries.add(row.first);
    if (row.last !== null) boundaries.add(row.last);
  }
  for (const closure of closures) {
    if (Number.isFinite(closure.start)) boundaries.add(parisDayOf(closure.start).date);
    if (Number.isFinite(closure.end)) boundaries.add(parisDayOf(closure.end).date);
  }
  const result = {
    rows,
    closures,
    runningOpens: !rows.some((row) => row.kind === 'opening'),
    boundaries: [...boundaries].sort(),
  };
  compiled.set(hours, result);
  return result;
}
