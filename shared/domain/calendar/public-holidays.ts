import { gregorianEaster } from 'date-easter';
import { addDays, type CalendarDate } from './paris-time.ts';

/** Where the hospital stands: Alsace and Moselle keep two more days (Code du travail, L3134-13). */
export type HolidayZone = 'metropole' | 'alsace-moselle';

/** Fixed days of Code du travail L3133-1, `MM-DD`. */
const fixed: readonly (readonly [string, string])[] = [
  ['01-01', 'Jour de l’an'],
  ['05-01', 'Fête du Travail'],
  ['05-08', 'Victoire 1945'],
  ['07-14', 'Fête nationale'],
  ['08-15', 'Assomption'],
  ['11-01', 'Toussaint'],
  ['11-11', 'Armistice 1918'],
  ['12-25', 'Noël'],
];

/** Days counted from Easter Sunday. */
const movable: readonly (readonly [number, string])[] = [
  [1, 'Lundi de Pâques'],
  [39, 'Ascension'],
  [50, 'Lundi de Pentecôte'],
];

const years = new Map<string, ReadonlyMap<CalendarDate, string>>();

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** French public holidays of a year: date → name. When two fall on the same day both are named. */
export function publicHolidays(
  year: number,
  zone: HolidayZone = 'metropole',
): ReadonlyMap<CalendarDate, string> {
  const key = `${String(year)}/${zone}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const easter = gregorianEaster(year);
  const sunday = `${String(year).padStart(4, '0')}-${pad(easter.month)}-${pad(easter.day)}`;
  const holidays = new Map<CalendarDate, string>();
  const add = (date: CalendarDate, name: string): void => {
    const other = holidays.get(date);
    holidays.set(date, other === undefined ? name : `${other} et ${name}`);
  };
  for (const [day, name] of fixed) add(`${String(year).padStart(4, '0')}-${day}`, name);
  for (const [offset, name] of movable) add(addDays(sunday, offset), name);
  if (zone === 'alsace-moselle') {
    add(addDays(sunday, -2), 'Vendredi saint');
    add(`${String(year).padStart(4, '0')}-12-26`, 'Saint-Étienne');
  }
  const sorted = new Map([...holidays].sort(([a], [b]) => (a < b ? -1 : 1)));
  if (years.size > 400) years.clear();
  years.set(key, sorted);
  return sorted;
}

/** The name of the public holiday on a date, or null. */
export function publicHoliday(date: CalendarDate, zone: HolidayZone = 'metropole'): string | null {
  return publicHolidays(Number(date.slice(0, 4)), zone).get(date) ?? null;
}

const alsaceMoselle = new Set(['57', '67', '68']);

/** The holiday zone of a département code. */
export function holidayZone(department: string | null): HolidayZone {
  return department !== null && alsaceMoselle.has(department) ? 'alsace-moselle' : 'metropole';
}
