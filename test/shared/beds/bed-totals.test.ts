import { describe, expect, test } from 'vitest';
import type { BoardCell } from '../../../shared/contract/beds.ts';
import { splitByGender, type FigureRow } from '../../../shared/domain/bed-figures.ts';
import { prepareLocation } from '../../../shared/domain/bed-prepare.ts';
import { exclusionsOf } from '../../../shared/domain/bed-reading.ts';
import { bedStateOf, totalsOf } from '../../../shared/domain/bed-totals.ts';
import { hourMs } from '../../../shared/domain/freshness.ts';
import { now, row } from './generators.ts';

const options = { now, maxAgeHours: 24, tightAtMost: 1 };
const unit = (
  ...locations: FigureRow[][]
): { offerClosed: false; locations: ReturnType<typeof prepareLocation>[] } => ({
  offerClosed: false,
  locations: locations.map((rows, index) => prepareLocation(`L${index}`, rows)),
});
const cellOf = (...rows: FigureRow[]): BoardCell => totalsOf([unit(rows)], options);

describe('the worked Location of the guide', () => {
  // ror-fhir §3: three undifferentiated beds available, two closed that can reopen, no installed count.
  const rows = [
    row({ status: '02', count: 3, gender: '03', source: '02' }),
    row({ status: '05', count: 2, closingType: '01' }),
  ];

  test('available and closed are read, installed stays unknown', () => {
    expect(cellOf(...rows)).toMatchObject({
      units: 1,
      unitsUpToDate: 1,
      available: 3,
      closed: 2,
      installed: null,
      occupied: null,
      supplementary: null,
      staleAvailable: null,
      state: 'free',
      problems: {},
    });
  });

  test('a day later it is expired: known, not counted, never zero', () => {
    const later = totalsOf([unit(rows)], { ...options, now: now + 24 * hourMs });
    expect(later).toMatchObject({
      available: null,
      staleAvailable: 3,
      unitsUpToDate: 0,
      closed: null,
      state: 'expired',
    });
    expect(later.newestAt).toBe(new Date(now - hourMs).toISOString());
  });

  test('any age is summed when asked', () => {
    const asked = totalsOf([unit(rows)], { ...options, now: now + 400 * hourMs, maxAgeHours: null });
    expect(asked).toMatchObject({ available: 3, staleAvailable: null, unitsUpToDate: 1, state: 'free' });
  });
});

describe('available beds by gender', () => {
  const available = (...rows: FigureRow[]): number | null => cellOf(...rows).available;

  test('women, men and either are parts of one figure', () => {
    expect(
      available(
        row({ gender: '01', count: 2 }),
        row({ gender: '02', count: 1 }),
        row({ gender: '04', count: 3 }),
      ),
    ).toBe(6);
  });

  test('a row without gender beside gendered rows is their total, not one more part', () => {
    const rows = [row({ count: 4 }), row({ gender: '01', count: 2 }), row({ gender: '02', count: 1 })];
    expect(available(...rows)).toBe(4);
    expect(splitByGender(rows)).toEqual({ female: 2, male: 1, undifferentiated: 1 });
  });

  test('a total smaller than its parts never adds to them', () => {
    expect(
      available(row({ count: 1 }), row({ gender: '01', count: 2 }), row({ gender: '02', count: 1 })),
    ).toBe(3);
  });

  test('a recent total replaces older parts, an older total does not replace recent parts', () => {
    const old = now - 30 * hourMs;
    const recentTotal = [row({ count: 1 }), row({ gender: '01', count: 2, updatedAt: old })];
    expect(cellOf(...recentTotal)).toMatchObject({ available: 1, staleAvailable: null, unitsUpToDate: 1 });
    const oldTotal = [row({ count: 5, updatedAt: old }), row({ gender: '01', count: 2 })];
    expect(cellOf(...oldTotal)).toMatchObject({ available: 2, staleAvailable: 3, unitsUpToDate: 0 });
  });

  test('a patient is offered her own beds and the undifferentiated ones', () => {
    const rows = [
      row({ gender: '01', count: 2 }),
      row({ gender: '02', count: 1 }),
      row({ gender: '03', count: 3 }),
    ];
    expect(totalsOf([unit(rows)], { ...options, patientGender: 'female' }).available).toBe(5);
    expect(totalsOf([unit(rows)], { ...options, patientGender: 'male' }).available).toBe(4);
  });
});

describe('what is never added', () => {
  test('forecasts', () => {
    const rows = [row({ count: 1 }), row({ temporality: '03', count: 7 })];
    expect(cellOf(...rows).available).toBe(1);
    expect(totalsOf([unit(rows)], { ...options, temporality: '03' }).available).toBe(7);
  });

  test('other assignments, which are flagged when there is nothing else', () => {
    const ordinary = row({ count: 11 });
    const covid = row({ count: 11, assignment: '03' });
    expect(cellOf(ordinary, covid)).toMatchObject({ available: 11, problems: {} });
    expect(cellOf(covid)).toMatchObject({
      available: null,
      unitsUpToDate: 0,
      problems: { only_other_assignment: 1 },
    });
  });

  test('places beside beds', () => {
    const rows = [row({ count: 2 }), row({ count: 9, type: '02' })];
    expect(cellOf(...rows).available).toBe(2);
    expect(exclusionsOf(prepareLocation('L', rows), options)[1]).toBe('not_beds');
  });

  test('plans for different crises, which speak of the same supplementary beds', () => {
    const rows = [
      row({ status: '01', count: 10 }),
      row({ status: '06', count: 4, additionalBedType: '02', crisis: '01' }),
      row({ status: '06', count: 6, additionalBedType: '02', crisis: '02' }),
      row({ status: '06', count: 1, additionalBedType: '01' }),
    ];
    expect(cellOf(...rows)).toMatchObject({ installed: 10, supplementary: 7 });
  });

  test('the same Location used by two units', () => {
    const shared = prepareLocation('shared', [row({ count: 3 })]);
    const units = [
      { offerClosed: false, locations: [shared] },
      { offerClosed: false, locations: [shared, prepareLocation('own', [row({ count: 1 })])] },
    ];
    expect(totalsOf(units, options)).toMatchObject({ units: 2, unitsUpToDate: 2, available: 4 });
  });

  test('units whose offer is closed', () => {
    const closed = { ...unit([row({ count: 5 })]), offerClosed: true };
    expect(totalsOf([closed], options)).toMatchObject({
      units: 0,
      closedUnits: 1,
      available: null,
      state: 'closed',
    });
  });
});

describe('figures that cannot be right', () => {
  test.each([
    ['negative', { count: -1 }],
    ['absurd', { count: 9999 }],
    ['absurd', { count: 501 }],
    ['not_integer', { count: 2.5 }],
    ['missing_count', { count: null }],
    ['future_date', { updatedAt: now + 6 * 60_000 }],
    ['unknown_status', { status: '99' }],
    ['unknown_status', { status: null }],
  ] as const)('%s: marked, not counted, counted as a problem', (problem, fields) => {
    const rows = [row({ count: 1, ...fields }), row({ status: '01', count: 8 })];
    expect(cellOf(...rows)).toMatchObject({
      available: null,
      installed: 8,
      problems: { [problem]: 1 },
      unitsUpToDate: 0,
    });
    expect(exclusionsOf(prepareLocation('L', rows), options)[0]).toBe(problem);
  });

  test('500 beds and a clock five minutes ahead are still believed', () => {
    expect(cellOf(row({ count: 500, updatedAt: now + 5 * 60_000 }))).toMatchObject({
      available: 500,
      problems: {},
    });
  });

  test('two counts for one indicator: neither is believed; the same count twice is one figure', () => {
    const conflict = [row({ count: 3 }), row({ count: 4, updatedAt: now })];
    expect(cellOf(...conflict)).toMatchObject({ available: null, problems: { conflicting_duplicate: 2 } });
    const repeated = [row({ count: 3 }), row({ count: 3, updatedAt: now - 30 * hourMs })];
    expect(cellOf(...repeated)).toMatchObject({ available: 3, staleAvailable: null, problems: {} });
    const old = [row({ count: 3, assignment: null }), row({ count: 4 })];
    expect(cellOf(...old)).toMatchObject({ available: null, problems: { conflicting_duplicate: 2 } });
  });

  test('more available than installed and supplementary', () => {
    const rows = [row({ count: 9 }), row({ status: '01', count: 8 })];
    expect(cellOf(...rows)).toMatchObject({
      available: null,
      installed: 8,
      problems: { exceeds_installed: 1 },
    });
    expect(cellOf(...rows, row({ status: '06', count: 1 }))).toMatchObject({ available: 9, problems: {} });
  });
});

describe('coverage', () => {
  const fresh = [row({ count: 1 })];
  const stale = [row({ count: 1, updatedAt: now - 25 * hourMs })];

  test.each([
    ['every Location fresh', [fresh, fresh], 1, 2, null],
    ['one Location too old', [fresh, stale], 0, 1, 1],
    ['a Location that carries no beds is not waited for', [fresh, []], 1, 1, null],
    [
      'a Location that gives installed beds only leaves the unit incomplete',
      [fresh, [row({ status: '01', count: 4 })]],
      0,
      1,
      null,
    ],
    ['nothing transmitted', [[]], 0, null, null],
    ['no Location', [], 0, null, null],
  ])('%s', (_what, locations, upToDate, available, staleAvailable) => {
    expect(totalsOf([unit(...locations)], options)).toMatchObject({
      units: 1,
      unitsUpToDate: upToDate,
      available,
      staleAvailable,
    });
  });
});

describe('state', () => {
  const facts = { allClosed: false, available: null, staleAvailable: null, installed: null, closed: null };
  test.each([
    ['not_transmitted', {}, 1],
    ['full', { available: 0 }, 1],
    ['tight', { available: 1 }, 1],
    ['free', { available: 2 }, 1],
    ['tight', { available: 3 }, 3],
    ['tight', { available: 1 }, 0],
    ['expired', { staleAvailable: 0 }, 1],
    ['tight', { available: 1, staleAvailable: 9 }, 1],
    ['closed', { allClosed: true, available: 4 }, 1],
    ['closed', { available: 0, installed: 6, closed: 6 }, 1],
    ['closed', { staleAvailable: 2, installed: 6, closed: 7 }, 1],
    ['full', { available: 0, installed: 6, closed: 5 }, 1],
    ['full', { available: 0, installed: 0, closed: 0 }, 1],
    ['free', { available: 2, installed: 6, closed: 6 }, 1],
  ] as const)('%s for %o (tight ≤ %i)', (state, some, tightAtMost) => {
    expect(bedStateOf({ ...facts, ...some }, tightAtMost)).toBe(state);
  });
});
