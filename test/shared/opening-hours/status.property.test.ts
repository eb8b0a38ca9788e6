import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { AvailableTime } from '../../../shared/domain/entities.ts';
import { isOpenAt, openingStatus, type OpeningHours } from '../../../shared/domain/opening-hours.ts';
import { slowStatus } from './reference.ts';

const minute = 60_000;

/** Days around both clock changes of 2026, a year's end and an ordinary week. */
const dates = fc.constantFrom(
  ...['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'],
  ...['2026-11-20', '2026-11-23', '2026-11-29', '2026-12-31', '2027-01-01'],
);
const times = fc
  .oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(0, 60, 120, 150, 179, 180, 210, 240, 1439))
  .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00`);

const period = fc
  .tuple(fc.option(dates, { nil: null }), fc.option(dates, { nil: null }))
  .map(([a, b]) => (a !== null && b !== null && a > b ? { start: b, end: a } : { start: a, end: b }));

const row: fc.Arbitrary<AvailableTime> = fc
  .record({
    days: fc.oneof(
      fc.constant([]),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    ),
    start: times,
    end: times,
    allDay: fc.integer({ min: 0, max: 4 }).map((value) => value === 0),
    kind: fc.option(
      fc.constantFrom('01', '02', '06', '07').map((code) => ({ system: 'TRE_R252', code, display: null })),
      { nil: null },
    ),
    validity: fc.option(period, { nil: null, freq: 2 }),
  })
  .filter(({ start, end, allDay }) => allDay || start !== end || start === '00:00:00')
  .map((value) => {
    if (value.allDay) return { ...value, start: null, end: null };
    return value.start === value.end ? { ...value, end: '23:59:00' } : value;
  });

const hours: fc.Arbitrary<OpeningHours> = fc.record({
  availableTimes: fc.array(row, { maxLength: 5 }),
  notAvailable: fc.array(
    fc
      .record({ description: fc.constant(null), during: period, closure: fc.boolean() })
      .filter(({ during }) => during.start !== null || during.end !== null),
    { maxLength: 2 },
  ),
});

/** Minutes from the Friday before a clock change, or before the year's end, to the Wednesday after. */
const instants = fc
  .tuple(
    fc
      .constantFrom('2026-03-27T00:00Z', '2026-10-23T00:00Z', '2026-11-20T00:00Z', '2026-12-30T00:00Z')
      .map(Date.parse),
    fc.integer({ min: 0, max: 5 * 1440 }),
  )
  .map(([start, minutes]) => start + minutes * minute);

test('agrees with the slow reference at any minute', () => {
  fc.assert(
    fc.property(hours, fc.array(instants, { minLength: 20, maxLength: 20 }), (value, moments) => {
      for (const instant of moments) {
        const expected = slowStatus(value, instant);
        expect(openingStatus(value, instant).status).toBe(expected);
        expect(isOpenAt(value, instant)).toBe(expected);
      }
    }),
    { numRuns: 1500 },
  );
});

test('"until" is the first minute at which the slow reference changes', () => {
  fc.assert(
    fc.property(hours, instants, (value, instant) => {
      const found = openingStatus(value, instant);
      const limit = instant + 4 * 1440 * minute;
      let change = instant;
      do change += minute;
      while (change < limit && slowStatus(value, change) === found.status);
      if (change < limit) {
        expect(found.until).toBe(change);
        expect(found.next).toBe(slowStatus(value, change));
      } else expect(found.until === null || found.until >= limit).toBe(true);
    }),
    { numRuns: 120 },
  );
});

test('a change announced far ahead is true, and none is announced where none comes in two years', () => {
  fc.assert(
    fc.property(hours, instants, (value, instant) => {
      const found = openingStatus(value, instant);
      if (found.until !== null) {
        expect(slowStatus(value, found.until)).toBe(found.next);
        expect(slowStatus(value, found.until - minute)).toBe(found.status);
        return;
      }
      for (let day = 0; day < 730; day += 1) {
        for (const at of [1, 9, 17])
          expect(slowStatus(value, instant + (day * 24 + at) * 60 * minute)).toBe(found.status);
      }
    }),
    { numRuns: 60 },
  );
});

test('odd rows never throw and never make a closed offer out of hours that cannot be read', () => {
  const text = fc.option(fc.oneof(fc.string(), times, fc.constantFrom('25:00:00', '24:00:00', '9h', '')), {
    nil: null,
  });
  const oddRow = fc.record({
    days: fc.array(fc.integer({ min: -1, max: 9 }), { maxLength: 3 }),
    start: text,
    end: text,
    allDay: fc.constant(false),
    kind: fc.constant(null),
    validity: fc.option(
      fc.record({
        start: fc.option(fc.string(), { nil: null }),
        end: fc.option(fc.constantFrom('9999-12-31', '2026-02-31', 'demain', '2026'), { nil: null }),
      }),
      { nil: null },
    ),
  });
  fc.assert(
    fc.property(fc.array(oddRow, { minLength: 1, maxLength: 3 }), instants, (availableTimes, instant) => {
      const found = openingStatus({ availableTimes, notAvailable: [] }, instant);
      const usable = availableTimes.some(
        ({ start, end }) => /^\d/.test(start ?? '') && /^\d/.test(end ?? ''),
      );
      if (!usable && availableTimes.every((odd) => odd.days.length === 0 && odd.validity === null))
        expect(found.status).toBe('unknown');
      expect(['open', 'closed', 'unknown']).toContain(found.status);
    }),
    { numRuns: 500 },
  );
});
