import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  addDays,
  hour,
  instantOf,
  instantsOf,
  minute,
  parisDay,
  parisDayOf,
  wallDay,
  wallTimeOf,
} from '../../../shared/domain/calendar/paris-time.ts';

const wallFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

describe('days of 23, 24 and 25 hours', () => {
  test.each([
    ['2026-03-29', 23, 2],
    ['2026-10-25', 25, 2],
    ['2026-11-23', 24, 1],
  ])('%s lasts %i hours', (date, hours, parts) => {
    const day = parisDay(date);
    expect(day.end - day.start).toBe(hours * hour);
    expect(day.parts).toHaveLength(parts);
    expect(day.parts.at(-1)?.end).toBe(day.end);
  });

  test('the hour skipped in spring has no instant, the hour lived twice in autumn has two stretches', () => {
    expect(instantsOf('2026-03-29', 2 * hour, 3 * hour)).toEqual([]);
    const twice = instantsOf('2026-10-25', 2 * hour, 3 * hour);
    expect(twice).toEqual([
      { start: Date.parse('2026-10-25T02:00+02:00'), end: Date.parse('2026-10-25T03:00+02:00') },
      { start: Date.parse('2026-10-25T02:00+01:00'), end: Date.parse('2026-10-25T03:00+01:00') },
    ]);
  });

  test('an instant for a wall-clock time: after the gap, first passage, next midnight', () => {
    expect(instantOf('2026-03-29', 2.5 * hour)).toBe(Date.parse('2026-03-29T03:30+02:00'));
    expect(instantOf('2026-03-29', 1.5 * hour)).toBe(Date.parse('2026-03-29T01:30+01:00'));
    expect(instantOf('2026-03-29', 3.5 * hour)).toBe(Date.parse('2026-03-29T03:30+02:00'));
    expect(instantOf('2026-10-25', 2.5 * hour)).toBe(Date.parse('2026-10-25T02:30+02:00'));
    expect(instantOf('2026-10-25', 3.5 * hour)).toBe(Date.parse('2026-10-25T03:30+01:00'));
    expect(instantOf('2026-10-25', wallDay)).toBe(Date.parse('2026-10-26T00:00+01:00'));
  });
});

test('reads the same clock as Intl at any minute from 1990 to 2090', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_519_200, max: 63_115_200 }), (minutes) => {
      const instant = minutes * minute;
      const wall = wallTimeOf(instant) / minute;
      const read = `${parisDayOf(instant).date} ${String(Math.floor(wall / 60)).padStart(2, '0')}:${String(wall % 60).padStart(2, '0')}`;
      expect(read).toBe(wallFormat.format(instant));
    }),
    { numRuns: 2000 },
  );
});

test('every wall-clock minute is found again at the instants it stands for', () => {
  const dates = fc.constantFrom(
    '2026-03-28',
    '2026-03-29',
    '2026-03-30',
    '2026-10-24',
    '2026-10-25',
    '2026-10-26',
  );
  fc.assert(
    fc.property(dates, fc.integer({ min: 0, max: 1439 }), (date, at) => {
      for (const { start, end } of instantsOf(date, at * minute, (at + 1) * minute)) {
        expect(wallTimeOf(start)).toBe(at * minute);
        expect(parisDayOf(start).date).toBe(date);
        expect(end - start).toBe(minute);
      }
    }),
  );
});

test('dates are added across months, years and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(parisDay('2026-11-23').weekday).toBe(1);
});
