import { expect, test } from 'vitest';
import Holidays from 'date-holidays';
import {
  holidayZone,
  publicHoliday,
  publicHolidays,
} from '../../../shared/domain/calendar/public-holidays.ts';

const spans = Array.from({ length: 81 }, (_, index) => 2000 + index);

/** Public holidays by the reference package, without Easter and Pentecost Sundays, which the law does not list. */
function reference(year: number, holidays: Holidays): string[] {
  const sundays = new Set(['easter', 'easter 49']);
  const dates = holidays
    .getHolidays(year)
    .filter((holiday) => holiday.type === 'public' && !sundays.has(holiday.rule))
    .map((holiday) => holiday.date.slice(0, 10));
  return [...new Set(dates)].sort();
}

test('mainland holidays agree with date-holidays from 2000 to 2080', () => {
  const france = new Holidays('FR');
  for (const year of spans) {
    expect([...publicHolidays(year).keys()], String(year)).toEqual(reference(year, france));
  }
});

test('Alsace and Moselle keep Good Friday and St Stephen’s Day', () => {
  const extra = [...publicHolidays(2026, 'alsace-moselle')].filter(([date]) => publicHoliday(date) === null);
  expect(extra).toEqual([
    ['2026-04-03', 'Vendredi saint'],
    ['2026-12-26', 'Saint-Étienne'],
  ]);
  expect(holidayZone('67')).toBe('alsace-moselle');
  expect(holidayZone('75')).toBe('metropole');
  expect(holidayZone(null)).toBe('metropole');
});

test('two holidays on the same day are both named', () => {
  expect(publicHoliday('2008-05-01')).toBe('Fête du Travail et Ascension');
});

test('an ordinary day is no holiday', () => {
  expect(publicHoliday('2026-11-23')).toBeNull();
});
