import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countFault, sumWarnings } from '../../../shared/domain/bed-entry/checks.ts';
import { criticalCareDue, dueOf, dueTimesAround } from '../../../shared/domain/bed-entry/due.ts';
import { entryFigures, installedBeds, type EntrySource } from '../../../shared/domain/bed-entry/figures.ts';
import { entryIndicators, entryKeys } from '../../../shared/domain/bed-entry/keys.ts';
import { wallTimeOf } from '../../../shared/domain/calendar/paris-time.ts';

const row = (change: Partial<EntrySource>): EntrySource => ({
  ...{ type: '01', status: '02', temporality: '01', count: 1, source: '01', gender: null, updatedAt: 1000 },
  ...{ closingType: null, additionalBedType: null, crisis: null, assignment: '01', comment: null },
  ...change,
});

describe('numbers of beds', () => {
  test.each([
    [-1, /négatif/],
    [1.5, /entier/],
    [Number.NaN, /entier/],
    [Number.POSITIVE_INFINITY, /entier/],
    [9999, /vérifiez/],
  ])('%s is refused in words', (count, words) => {
    expect(countFault(count)).toMatch(words);
  });

  test('0 to 500 are accepted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), (count) => {
        expect(countFault(count)).toBeNull();
      }),
    );
  });
});

const counts = fc.record(
  Object.fromEntries(entryKeys.map((key) => [key, fc.option(fc.integer({ min: 0, max: 30 }))])),
);

describe('sums', () => {
  test('warn exactly when the beds used, or promised, exceed those there are', () => {
    fc.assert(
      fc.property(counts, fc.option(fc.integer({ min: 0, max: 60 })), (entered, installed) => {
        const of = (pattern: RegExp): number =>
          entryKeys.filter((key) => pattern.test(key)).reduce((sum, key) => sum + (entered[key] ?? 0), 0);
        const room = (installed ?? 0) + of(/^supplementary/);
        const used = of(/^(available|occupied|reserved|closed)/);
        const promised = entryKeys.filter(
          (key) => key.startsWith('forecast') && (entered[key] ?? 0) > room,
        ).length;
        const expected = installed === null ? 0 : (used > room ? 1 : 0) + promised;
        expect(sumWarnings(entered, installed)).toHaveLength(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('say the figures', () => {
    expect(sumWarnings({ availableAny: 3, occupied: 12, supplementaryMobilised: 1 }, 12)).toEqual([
      'Libres + occupés + réservés + fermés = 15 pour 13 lits (12 installés + 1 supplémentaires).',
    ]);
    expect(sumWarnings({ availableAny: 30 }, 12)[0]).toContain('30 lits libres pour 12 lits installés');
  });
});

describe('figures of a Location', () => {
  test('every indicator that can be written is read back under its own key', () => {
    for (const key of entryKeys) {
      expect(Object.keys(entryFigures([row({ ...entryIndicators[key], count: 7 })]))).toEqual([key]);
    }
  });

  test('the withdrawn gender 03, and none, are read as indéterminé; the newest stands', () => {
    const found = entryFigures([
      row({ gender: '03', count: 4, updatedAt: 1000 }),
      row({ gender: '04', count: 2, updatedAt: 2000 }),
      row({ gender: null, count: 9, updatedAt: 500 }),
    ]);
    expect(found).toEqual({ availableAny: { count: 2, updatedAt: 2000, comment: null } });
    expect(entryKeys.some((key) => entryIndicators[key].gender === '03')).toBe(false);
  });

  test('places, other assignments and crisis plans are not entered here', () => {
    expect(
      entryFigures([
        row({ gender: '04', type: '02' }),
        row({ gender: '04', assignment: '02' }),
        row({ status: '06', additionalBedType: '01', crisis: '02' }),
      ]),
    ).toEqual({});
    expect(installedBeds([row({ status: '01', count: 14 })])).toBe(14);
    expect(installedBeds([row({ status: '01', count: -3 })])).toBeNull();
  });
});

describe('due times', () => {
  const at = (text: string): number => Date.parse(text);

  test('are 07:00, 14:00 and 20:00 on the clock of Paris, on the days the clocks change too', () => {
    const any = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') });
    fc.assert(
      fc.property(any, (now) => {
        const { last, next } = dueTimesAround(now, criticalCareDue);
        expect(last).toBeLessThanOrEqual(now);
        expect(next).toBeGreaterThan(now);
        for (const instant of [last, next]) {
          expect(criticalCareDue.times).toContain(wallTimeOf(instant) / 60_000);
        }
        expect(next - last).toBeLessThanOrEqual(12 * 3_600_000);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    // 14:00 in Paris is 13:00 UTC in winter.
    ['2026-11-23T10:59:00Z', '2026-11-23T13:10:00Z', 'late'],
    ['2026-11-23T11:00:00Z', '2026-11-23T13:10:00Z', 'done'],
    ['2026-11-23T06:30:00Z', '2026-11-23T12:20:00Z', 'done'],
    ['2026-11-23T06:30:00Z', '2026-11-23T12:30:00Z', 'soon'],
    ['2026-11-23T12:29:00Z', '2026-11-23T12:30:00Z', 'done'],
  ])('entered %s, seen %s: %s', (entered, now, state) => {
    expect(dueOf(at(entered), at(now)).state).toBe(state);
  });

  test('a unit never entered is late', () => {
    expect(dueOf(null, at('2026-11-23T10:00:00Z')).state).toBe('late');
  });
});
