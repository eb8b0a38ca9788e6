import { addDays, instantOf, parisDay, parisDayOf, type CalendarDate } from '../calendar/paris-time.ts';

/**
 * Reads FHIR `date` and `dateTime` values of any precision as Paris days and instants. Years outside 1900–2200 are
 * the "no limit" markers some systems send (`9999-12-31`) and read as absent.
 */
const shape =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

interface Read {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
  /** The very instant when the value has a time of day. */
  readonly instant: number | null;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Undefined when the value is not a date (without an offset, a dateTime is Paris time); null when it means "no limit". */
function read(value: string): Read | null | undefined {
  const match = shape.exec(value.trim());
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (year < 1900 || year > 2200) return null;
  const month = match[2] === undefined ? null : Number(match[2]);
  const day = match[3] === undefined ? null : Number(match[3]);
  if (month !== null && (month < 1 || month > 12)) return undefined;
  const lastOfMonth = new Date(Date.UTC(year, month ?? 12, 0)).getUTCDate();
  if (day !== null && (day < 1 || day > lastOfMonth)) return undefined;
  const first = `${String(year)}-${pad(month ?? 1)}-${pad(day ?? 1)}`;
  const last = `${String(year)}-${pad(month ?? 12)}-${pad(day ?? lastOfMonth)}`;
  if (match[4] === undefined) return { first, last, instant: null };
  if (Number(match[4]) > 23 || Number(match[5]) > 59 || Number(match[6] ?? 0) > 59) return undefined;
  const wall = (Number(match[4]) * 3600 + Number(match[5]) * 60 + Number(match[6] ?? 0)) * 1000;
  const instant =
    match[7] === undefined
      ? instantOf(first, wall)
      : Date.parse(`${first}T${match[4]}:${match[5] ?? '00'}:${match[6] ?? '00'}${match[7]}`);
  if (Number.isNaN(instant)) return undefined;
  const date = parisDayOf(instant).date;
  return { first: date, last: date, instant };
}

/** First Paris day of a period start: null without limit, undefined when unreadable. */
export function startDate(value: string | null): CalendarDate | null | undefined {
  if (value === null || value === '') return null;
  const found = read(value);
  return found === undefined || found === null ? found : found.first;
}

/** Last Paris day of a period end, included; a dateTime at midnight ends the day before. */
export function endDate(value: string | null): CalendarDate | null | undefined {
  if (value === null || value === '') return null;
  const found = read(value);
  if (found === undefined || found === null) return found;
  return found.instant !== null && found.instant === parisDay(found.last).start
    ? addDays(found.last, -1)
    : found.last;
}

/** Instant at which a period starts: null without limit, undefined when unreadable. */
export function startInstant(value: string | null): number | null | undefined {
  if (value === null || value === '') return null;
  const found = read(value);
  if (found === undefined || found === null) return found;
  return found.instant ?? parisDay(found.first).start;
}

/** Instant at which a period ends, excluded. A FHIR period contains its last day; a reopening date does not. */
export function endInstant(value: string | null, lastDayIncluded: boolean): number | null | undefined {
  if (value === null || value === '') return null;
  const found = read(value);
  if (found === undefined || found === null) return found;
  return found.instant ?? (lastDayIncluded ? parisDay(found.last).end : parisDay(found.first).start);
}
