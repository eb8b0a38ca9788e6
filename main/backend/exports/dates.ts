import { hour, parisDayOf, parisZone, wallTimeOf } from '../../../shared/domain/calendar/paris-time.ts';

/** A moment as the Paris wall clock reads it. */
export interface WallTime {
  /** The reading as if it were UTC, in epoch milliseconds: what a spreadsheet stores. */
  readonly wall: number;
  /** Set in the hour lived twice when the clocks go back. */
  readonly passage?: 'first' | 'second';
}

/** A date as it can be written: a wall-clock reading, or the text as sent when it is partial or not a date. */
export type ReadDate = WallTime | { readonly text: string };

/** Offsets by hour: they only change on the hour, and 30 000 rows share few of them. */
const hours = new Map<number, { readonly offset: number; readonly passage?: 'first' | 'second' }>();
const hourLimit = 20_000;

/** Paris wall-clock reading of an instant in epoch milliseconds. */
export function parisWall(instant: number): WallTime {
  const key = Math.floor(instant / hour);
  let known = hours.get(key);
  if (known === undefined) {
    const start = key * hour;
    const day = parisDayOf(start);
    const offset = day.wallStart + wallTimeOf(start) - start;
    const [before, after] = day.parts;
    known = { offset };
    if (before !== undefined && after !== undefined && after.offset < before.offset) {
      if (start === before.end - hour) known = { offset, passage: 'first' };
      if (start === after.start) known = { offset, passage: 'second' };
    }
    if (hours.size >= hourLimit) hours.clear();
    hours.set(key, known);
  }
  const wall = instant + known.offset;
  return known.passage === undefined ? { wall } : { wall, passage: known.passage };
}

const dateOnly = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const instantText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Years a spreadsheet and a reader can both take; beyond, the date is a typing mistake and stays as sent. */
const earliest = Date.UTC(1900, 2, 1);
const latest = Date.UTC(9999, 11, 31);

/** Reads what the ROR sends: epoch milliseconds, a date, an instant with its offset; `2026`, `2026-11` stay text. */
export function readDate(value: string | number): ReadDate {
  if (typeof value === 'string' && dateOnly.test(value)) {
    const wall = Date.parse(`${value}T00:00:00Z`);
    const exists = Number.isFinite(wall) && new Date(wall).toISOString().startsWith(value);
    return exists && wall >= earliest ? { wall } : { text: value };
  }
  const instant =
    typeof value === 'number' ? value : instantText.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isFinite(instant) && instant >= earliest && instant <= latest) return parisWall(instant);
  return { text: String(value) };
}

/** `2026-11-23`: read as a date by every spreadsheet whatever its language, and sorts as text. */
export function isoDay(time: WallTime): string {
  return new Date(time.wall).toISOString().slice(0, 10);
}

/** `2026-11-23 14:32` in Paris time; the hour lived twice says which passage. */
export function isoMinute(time: WallTime): string {
  return new Date(time.wall).toISOString().slice(0, 16).replace('T', ' ') + passageMark(time);
}

/** `23/11/2026`. */
export function frenchDay(time: WallTime): string {
  return isoDay(time).split('-').reverse().join('/');
}

/** `23/11/2026 14:32` in Paris time. */
export function frenchMinute(time: WallTime): string {
  return `${frenchDay(time)} ${new Date(time.wall).toISOString().slice(11, 16)}${passageMark(time)}`;
}

function passageMark(time: WallTime): string {
  if (time.passage === undefined) return '';
  return time.passage === 'first' ? ' (heure d’été)' : ' (heure d’hiver)';
}

/** Spreadsheet day number (system 1900) of a wall-clock reading, to the minute when `dayOnly` is false. */
export function serialDay(time: WallTime, dayOnly: boolean): number {
  const days = time.wall / 86_400_000 + 25_569;
  return dayOnly ? Math.floor(days) : Math.round(days * 86_400) / 86_400;
}

const longFormat = new Intl.DateTimeFormat('fr-FR', {
  timeZone: parisZone,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `lun. 23 nov. 2026, 14:32` in Paris time. */
export function longMoment(instant: number): string {
  const { passage } = parisWall(instant);
  return longFormat.format(instant) + passageMark(passage === undefined ? { wall: 0 } : { wall: 0, passage });
}
