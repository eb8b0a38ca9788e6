import type { AvailableTime } from '../../../shared/domain/entities.ts';
import type { OpeningHours, OpeningState } from '../../../shared/domain/opening-hours.ts';

/**
 * The slow reference: the state of one minute, asked of the rows one by one with the wall clock given by Intl.
 * It knows nothing of intervals, days or clock changes. Dates are compared as text, days of 24 h are never assumed.
 */
const formatter = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function wallClock(instant: number): { date: string; weekday: number; minutes: number } {
  const parts = Object.fromEntries(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`,
    weekday: names.indexOf(parts['weekday'] ?? '') + 1,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

function minutesOf(time: string | null): number {
  const [hours = '0', minutes = '0'] = (time ?? '').split(':');
  return Number(hours) * 60 + Number(minutes);
}

function valid(row: AvailableTime, date: string): boolean {
  const { start, end } = row.validity ?? { start: null, end: null };
  return (start === null || start <= date) && (end === null || date <= end);
}

function onDay(row: AvailableTime, date: string, weekday: number): boolean {
  return valid(row, date) && (row.days.length === 0 || row.days.includes(weekday));
}

/** Whether a row covers the minute: today, or since yesterday evening. */
function covers(row: AvailableTime, at: { date: string; weekday: number; minutes: number }): boolean {
  const from = row.allDay ? 0 : minutesOf(row.start);
  // 23:59 is how the ROR writes the end of the day
  const to = row.allDay || row.end?.startsWith('23:59') === true ? 1440 : minutesOf(row.end);
  if (from < to) return onDay(row, at.date, at.weekday) && at.minutes >= from && at.minutes < to;
  if (onDay(row, at.date, at.weekday) && at.minutes >= from) return true;
  return onDay(row, dayBefore(at.date), at.weekday === 1 ? 7 : at.weekday - 1) && at.minutes < to;
}

export function slowStatus(hours: OpeningHours, instant: number): OpeningState {
  const at = wallClock(instant);
  for (const { during, closure } of hours.notAvailable) {
    const begun = during.start === null || during.start <= at.date;
    const over = during.end !== null && (closure ? at.date >= during.end : at.date > during.end);
    if (begun && !over) return 'closed';
  }
  const openingSaid = hours.availableTimes.some(
    (row) => row.kind?.code !== '02' && row.kind?.code !== '06' && row.kind?.code !== '07',
  );
  if (hours.availableTimes.some((row) => (row.kind?.code !== '02' || !openingSaid) && covers(row, at)))
    return 'open';
  if (hours.availableTimes.length === 0) return 'unknown';
  if (hours.availableTimes.some((row) => covers(row, at))) return 'closed';
  const expired = hours.availableTimes.every(
    (row) => (row.validity?.end ?? null) !== null && (row.validity?.end ?? '') < at.date,
  );
  return expired ? 'unknown' : 'closed';
}
