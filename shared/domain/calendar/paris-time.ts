import { Temporal } from 'temporal-polyfill';

/**
 * Europe/Paris wall-clock time and instants. Instants are epoch milliseconds (UTC); wall-clock positions inside a day
 * are milliseconds after midnight as the clock on the wall reads them, whatever the clock changes do that day.
 */
export const parisZone = 'Europe/Paris';

export const minute = 60_000;
export const hour = 60 * minute;
/** Wall-clock length of a day: 24 h even when 23 or 25 hours elapse. */
export const wallDay = 24 * hour;

/** A Paris calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** A stretch of one Paris day with one UTC offset: two of them on the days the clocks change, one on others. */
export interface DayPart {
  readonly start: number;
  readonly end: number;
  /** Wall clock = instant + offset, in ms. */
  readonly offset: number;
}

export interface ParisDay {
  readonly date: CalendarDate;
  /** Instants of this midnight and of the next one: 23, 24 or 25 hours apart. */
  readonly start: number;
  readonly end: number;
  /** What the clock reads at `start`, as if it were UTC: `start + offset`. */
  readonly wallStart: number;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly parts: readonly DayPart[];
}

/** Days already worked out; emptied when full so that a long-lived wall screen never grows. */
const days = new Map<CalendarDate, ParisDay>();
const dayLimit = 4000;

/** The Paris day of a calendar date. Throws RangeError when the date does not exist. */
export function parisDay(date: CalendarDate): ParisDay {
  const known = days.get(date);
  if (known !== undefined) return known;
  const plain = Temporal.PlainDate.from(date);
  const start = plain.toZonedDateTime(parisZone);
  const end = plain.add({ days: 1 }).toZonedDateTime(parisZone);
  const offset = start.offsetNanoseconds / 1e6;
  const parts: DayPart[] = [];
  const change = start.getTimeZoneTransition('next');
  const first = { start: start.epochMilliseconds, offset };
  if (change !== null && change.epochMilliseconds < end.epochMilliseconds) {
    parts.push({ ...first, end: change.epochMilliseconds });
    parts.push({
      start: change.epochMilliseconds,
      end: end.epochMilliseconds,
      offset: change.offsetNanoseconds / 1e6,
    });
  } else {
    parts.push({ ...first, end: end.epochMilliseconds });
  }
  const day: ParisDay = {
    date: plain.toString(),
    start: start.epochMilliseconds,
    end: end.epochMilliseconds,
    wallStart: start.epochMilliseconds + offset,
    weekday: plain.dayOfWeek,
    parts,
  };
  if (days.size >= dayLimit) days.clear();
  days.set(date, day);
  return day;
}

let lastDay: ParisDay | undefined;

/** The Paris day an instant falls in. */
export function parisDayOf(instant: number): ParisDay {
  if (lastDay !== undefined && instant >= lastDay.start && instant < lastDay.end) return lastDay;
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.floor(instant)).toZonedDateTimeISO(parisZone);
  lastDay = parisDay(zoned.toPlainDate().toString());
  return lastDay;
}

/** The calendar date `count` days later (earlier when negative). */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + count)).toISOString().slice(0, 10);
}

/** The wall-clock reading at an instant: ms after midnight, 0 ≤ value < 24 h. */
export function wallTimeOf(instant: number): number {
  const day = parisDayOf(instant);
  const part = day.parts.find((candidate) => instant < candidate.end) ?? day.parts[0];
  return instant + (part?.offset ?? 0) - day.wallStart;
}

/**
 * The instants at which the wall clock of `date` reads from `from` (included) to `to` (excluded), in ms after midnight.
 * The hour skipped in spring yields nothing; the hour lived twice in autumn yields two stretches.
 */
export function instantsOf(date: CalendarDate, from: number, to: number): { start: number; end: number }[] {
  const day = parisDay(date);
  const stretches: { start: number; end: number }[] = [];
  for (const part of day.parts) {
    const start = Math.max(part.start, day.wallStart + from - part.offset);
    const end = Math.min(part.end, day.wallStart + to - part.offset);
    if (start < end) stretches.push({ start, end });
  }
  return stretches;
}

/**
 * The instant of a wall-clock position: the later side of the gap in spring, the first passage in autumn
 * (Temporal's "compatible" rule). `wall` may be 24 h, meaning the next midnight.
 */
export function instantOf(date: CalendarDate, wall: number): number {
  const day = parisDay(date);
  if (wall >= wallDay) return day.end;
  let skipped = day.start;
  for (const part of day.parts) {
    const instant = day.wallStart + wall - part.offset;
    if (instant >= part.end) skipped = instant;
    else return instant >= part.start ? instant : skipped;
  }
  return day.end;
}
