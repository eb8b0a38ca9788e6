import { refuse } from './outcome.ts';

/** A FHIR date at the precision it was written: from `start` included to `end` excluded, milliseconds since 1970. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Reads a date of a search. Without a zone it is taken as UTC. Errors: 400 when it is not a date. */
function spanOf(text: string): Span {
  const match =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+ -]\d\d:\d\d)?)?)?)?$/u.exec(text);
  if (match === null) throw refuse(400, 'invalid', `Date illisible : ${text}`);
  const [, year, month, day, hour, minute, second, decimals, zone] = match;
  const iso = `${year ?? ''}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}${decimals ?? ''}`;
  // A "+" left unescaped in a query arrives as a space.
  const start = Date.parse(`${iso}${zone === undefined ? 'Z' : zone.replace(' ', '+')}`);
  if (Number.isNaN(start)) throw refuse(400, 'invalid', `Date illisible : ${text}`);
  return { start, end: endOf(start, { month, day, hour, second, decimals }) };
}

function endOf(start: number, given: Readonly<Record<string, string | undefined>>): number {
  const end = new Date(start);
  if (given['month'] === undefined) return end.setUTCFullYear(end.getUTCFullYear() + 1);
  if (given['day'] === undefined) return end.setUTCMonth(end.getUTCMonth() + 1);
  if (given['hour'] === undefined) return start + 86_400_000;
  if (given['second'] === undefined) return start + 60_000;
  return start + (given['decimals'] === undefined ? 1000 : 1);
}

/** Compiles `ge2026-06-01` and the like to a test on a date. Errors: 400 on an unknown form. */
export function dateTest(text: string): (time: number) => boolean {
  const [, prefix = 'eq', value = ''] = /^(eq|ne|ge|gt|le|lt|sa|eb)?(.+)$/u.exec(text) ?? [];
  const { start, end } = spanOf(value);
  switch (prefix) {
    case 'ge':
      return (time) => time >= start;
    case 'gt':
    case 'sa':
      return (time) => time >= end;
    case 'le':
      return (time) => time < end;
    case 'lt':
    case 'eb':
      return (time) => time < start;
    case 'ne':
      return (time) => time < start || time >= end;
    default:
      return (time) => time >= start && time < end;
  }
}

/** Compiles `gt0` and the like to a test on a number. Errors: 400 when it is not a number. */
export function numberTest(text: string): (value: number) => boolean {
  const [, prefix = 'eq', digits = ''] = /^(eq|ne|ge|gt|le|lt)?(-?[\d.]+)$/u.exec(text) ?? [];
  if (digits === '') throw refuse(400, 'invalid', `Nombre illisible : ${text}`);
  const wanted = Number(digits);
  const tests: Readonly<Record<string, (value: number) => boolean>> = {
    ge: (value) => value >= wanted,
    gt: (value) => value > wanted,
    le: (value) => value <= wanted,
    lt: (value) => value < wanted,
    ne: (value) => value !== wanted,
  };
  return tests[prefix] ?? ((value) => value === wanted);
}
