import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bedsOf, splitByGender } from '../../../shared/domain/bed-figures.ts';
import { prepareLocation } from '../../../shared/domain/bed-prepare.ts';
import { readLocation } from '../../../shared/domain/bed-reading.ts';
import { totalsOf } from '../../../shared/domain/bed-totals.ts';
import { anyRow, anyRows, anyUnits, now } from './generators.ts';
import { numbersOf, referenceCell, type ReferenceUnit } from './reference.ts';

function countedUnits(units: readonly ReferenceUnit[]): Parameters<typeof totalsOf>[0] {
  return units.map(({ offerClosed, locations }) => ({
    offerClosed,
    locations: locations.map(({ id, rows }) => prepareLocation(id, rows)),
  }));
}

const maxAge = fc.constantFrom(null, 1, 8, 12, 24);
const runs = { numRuns: 3000 };

describe('totals of a cell', () => {
  test('equal a slow reference, whatever the servers send', () => {
    fc.assert(
      fc.property(anyUnits, maxAge, (units, maxAgeHours) => {
        const cell = totalsOf(countedUnits(units), { now, maxAgeHours, tightAtMost: 1 });
        expect(numbersOf(cell)).toEqual(referenceCell(units, now, maxAgeHours));
      }),
      runs,
    );
  });

  test('do not depend on the order of units, Locations or rows', () => {
    fc.assert(
      fc.property(anyUnits, maxAge, (units, maxAgeHours) => {
        const options = { now, maxAgeHours, tightAtMost: 1 };
        const reversed = units.toReversed().map((unit) => ({
          ...unit,
          locations: unit.locations.toReversed().map(({ id, rows }) => ({ id, rows: rows.toReversed() })),
        }));
        expect(totalsOf(countedUnits(reversed), options)).toEqual(totalsOf(countedUnits(units), options));
      }),
      runs,
    );
  });

  test('count no more units up to date under a lower limit of age', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const at = (maxAgeHours: number | null): number =>
          totalsOf(countedUnits(units), { now, maxAgeHours, tightAtMost: 1 }).unitsUpToDate;
        expect(at(1)).toBeLessThanOrEqual(at(24));
      }),
      runs,
    );
  });

  test('other temporalities and other assignments change nothing that is counted', () => {
    const foreign = fc.array(
      fc
        .tuple(anyRow, fc.boolean())
        .map(([each, forecast]) =>
          forecast
            ? { ...each, temporality: '03' }
            : { ...each, status: '04', assignment: '03', type: '01', count: 3 },
        ),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(anyRows, foreign, (rows, more) => {
        const read = (all: typeof rows): unknown => {
          const { available, installed, occupied, closed, supplementary } = readLocation(
            prepareLocation('L', all),
            {
              now,
              maxAgeHours: 24,
            },
          );
          return [available, installed, occupied, closed, supplementary].map(({ count, staleCount }) => [
            count,
            staleCount,
          ]);
        };
        expect(read([...rows, ...more])).toEqual(read(rows));
      }),
      runs,
    );
  });
});

describe('beds of one status', () => {
  test('the split by gender always adds up to the figure', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { available } = readLocation(prepareLocation('L', rows), { now, maxAgeHours: 24 });
        const { female, male, undifferentiated } = splitByGender(available.fresh);
        fc.pre(available.count !== null);
        expect((female ?? 0) + (male ?? 0) + (undifferentiated ?? 0)).toBe(available.count);
        expect(undifferentiated ?? 0).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  test('lie between the largest row and the sum of all rows', () => {
    fc.assert(
      fc.property(
        fc.array(
          anyRow.map((each) => ({ ...each, count: Math.abs(Math.trunc(each.count ?? 0)) })),
          { minLength: 1 },
        ),
        (rows) => {
          const counts = rows.map(({ count }) => count);
          expect(bedsOf(rows)).toBeGreaterThanOrEqual(Math.max(...counts));
          expect(bedsOf(rows)).toBeLessThanOrEqual(counts.reduce((a, b) => a + b, 0));
        },
      ),
      runs,
    );
  });
});
