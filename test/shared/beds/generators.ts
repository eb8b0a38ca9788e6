import fc from 'fast-check';
import type { FigureRow } from '../../../shared/domain/bed-figures.ts';
import { hourMs } from '../../../shared/domain/freshness.ts';

export const now = Date.parse('2026-03-10T12:00:00Z');

/** A row with every attribute a real server has sent, right and wrong. */
export const anyRow: fc.Arbitrary<FigureRow> = fc.record({
  type: fc.constantFrom('01', '01', '01', null, '02'),
  status: fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('01', '02', '02', '03', '04', '05', '06') },
    { weight: 1, arbitrary: fc.constantFrom('99', null) },
  ),
  temporality: fc.constantFrom('01', '01', '01', '01', null, '02'),
  count: fc.oneof(
    { weight: 14, arbitrary: fc.integer({ min: 0, max: 12 }) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 2.5, 500, 501, 9999, null) },
  ),
  source: fc.constantFrom('01', '02', null),
  gender: fc.constantFrom(null, null, '01', '02', '03', '04'),
  updatedAt: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 30 }).map((hours) => now - hours * hourMs) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        null,
        now + 300_000,
        now + 300_001,
        now - 24 * hourMs,
        now - 24 * hourMs - 1,
      ),
    },
  ),
  closingType: fc.constantFrom(null, null, null, '01', '02'),
  additionalBedType: fc.constantFrom(null, null, null, '01'),
  crisis: fc.constantFrom(null, null, null, null, '01', '02'),
  assignment: fc.constantFrom('01', '01', '01', null, '02'),
});

/** A tidy Location: one row by status, enough installed beds, dated within the last two days. */
export const tidyRows: fc.Arbitrary<FigureRow[]> = fc
  .record({
    free: fc.integer({ min: 0, max: 10 }),
    taken: fc.integer({ min: 0, max: 10 }),
    hours: fc.integer({ min: 0, max: 48 }),
  })
  .map(({ free, taken, hours }) => {
    const updatedAt = now - hours * hourMs;
    return [
      row({ status: '01', count: free + taken, updatedAt }),
      row({ status: '02', count: free, updatedAt }),
      row({ status: '03', count: taken, updatedAt }),
    ];
  });

export const anyRows: fc.Arbitrary<FigureRow[]> = fc.oneof(
  tidyRows,
  fc.array(anyRow, { maxLength: 7 }),
  // Repeated indicators are rare at random: repeat some on purpose, with the same count or another.
  fc
    .tuple(
      fc.array(anyRow, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 1 }),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([rows, more, hours]) => [
      ...rows,
      ...rows.slice(0, 2).map((each) => ({
        ...each,
        count: each.count === null ? null : each.count + more,
        updatedAt: now - hours * 9 * hourMs,
      })),
    ]),
);

/** Units over a pool of Locations, so that some share them. */
export const anyUnits = fc.array(anyRows, { minLength: 1, maxLength: 5 }).chain((pool) => {
  const locations = pool.map((rows, index) => ({ id: `L${index}`, rows }));
  return fc.array(
    fc.record({
      offerClosed: fc.constantFrom(false, false, false, true),
      locations: fc.subarray(locations, { minLength: 0 }),
    }),
    { maxLength: 6 },
  );
});

/** An ordinary row with what the test cares about. */
export function row(fields: Partial<FigureRow>): FigureRow {
  return {
    type: '01',
    status: '02',
    temporality: '01',
    count: 0,
    source: '01',
    gender: null,
    updatedAt: now - hourMs,
    closingType: null,
    additionalBedType: null,
    crisis: null,
    assignment: '01',
    ...fields,
  };
}
