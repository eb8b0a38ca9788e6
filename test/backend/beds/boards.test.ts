import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBedFeature, type BedFeature } from '../../../main/backend/features/beds/index.ts';
import type { DepartmentBoard } from '../../../shared/contract/beds.ts';
import { hourMs } from '../../../shared/domain/freshness.ts';
import { row } from '../../shared/beds/generators.ts';
import { Region, type UnitSeed } from './region.ts';

let region: Region;
let feature: BedFeature;
beforeEach(() => {
  region = new Region();
  feature = createBedFeature(region.context);
});
afterEach(() => {
  feature.close();
  region.close();
});

const all = { audience: 'all' as const };
const list = (group: string, department: string | null = '75'): DepartmentBoard =>
  feature.handlers['beds.departmentBoard']({ ...all, group, department });

function unit(id: string, available: number | null, fields: Partial<UnitSeed> = {}): void {
  region.beds(id, [
    row({ status: '01', count: 10 }),
    ...(available === null ? [] : [row({ status: '02', count: available, source: '02' })]),
  ]);
  region.unit({ id, locations: [id], ...fields });
}

describe('regional board', () => {
  test('groups of the guide always, others when the region has them; départements in their order', () => {
    unit('a', 3, { department: '93' });
    unit('b', 1, { department: '2A' });
    unit('c', 0, { department: '971', offerType: '254' });
    const board = feature.handlers['beds.regionBoard'](all);
    expect(board.groups.map(({ id }) => id)).toEqual(['rea', 'usic', 'usinv', 'brules', 'usc']);
    expect(board.departments.map(({ code, label }) => [code, label])).toEqual([
      ['2A', 'Corse-du-Sud'],
      ['93', 'Seine-Saint-Denis'],
      ['971', 'Guadeloupe'],
    ]);
    expect(board.total.rea).toMatchObject({ units: 2, available: 4, installed: 20, state: 'free' });
    expect(board.departments[0]?.cells.rea).toMatchObject({ available: 1, state: 'tight' });
    expect(board.departments[2]?.cells).toEqual({ usc: board.total.usc });
    expect(board.total.usic).toMatchObject({ units: 0, available: null, state: 'not_transmitted' });
    expect(board.computedAt).toBe(new Date(region.now).toISOString());
  });

  test('a unit whose département is unknown counts in the region', () => {
    unit('a', 3, { department: null });
    const board = feature.handlers['beds.regionBoard'](all);
    expect(board.departments).toEqual([]);
    expect(board.total.rea).toMatchObject({ units: 1, available: 3 });
    expect(list('rea', null).units.map(({ id }) => id)).toEqual(['a']);
  });

  test.each([
    ['not_transmitted', []],
    ['installed_only', [row({ status: '01', count: 4 })]],
    ['full', [row({ status: '01', count: 4 }), row({ status: '03', count: 4 })]],
  ])('a profile that receives %s', (visibility, rows) => {
    region.beds('L', rows);
    region.unit({ id: 'u', locations: ['L'] });
    expect(feature.handlers['beds.regionBoard'](all).visibility).toBe(visibility);
    expect(list('rea').visibility).toBe(visibility);
    expect(feature.handlers['beds.unitSheet']({ id: 'u' }).visibility).toBe(visibility);
  });

  test('the settings of a group move its thresholds and its « tendu »', () => {
    unit('a', 3);
    region.now += 30 * hourMs;
    expect(list('rea').total.state).toBe('expired');
    feature.close();
    const rules = { thresholds: { freshHours: 36, toRefreshHours: 48, oldHours: 72 }, tightAtMost: 3 };
    feature = createBedFeature(region.context, { rulesOf: () => rules });
    expect(list('rea')).toMatchObject({
      total: { available: 3, state: 'tight' },
      units: [{ freshness: 'fresh' }],
    });
  });
});

describe('département board', () => {
  test('lines with most beds first, then old, unknown and closed ones', () => {
    unit('none', null);
    unit('closed', 9, { closedFrom: '2026-01-01', reopensOn: '2026-12-01' });
    unit('one', 1);
    unit('five', 5);
    unit('zero', 0);
    region.beds('old', [row({ count: 2, updatedAt: region.now - 19 * 24 * hourMs })]);
    region.unit({ id: 'old', locations: ['old'] });
    const board = list('rea');
    expect(board.units.map(({ id, state }) => [id, state])).toEqual([
      ['five', 'free'],
      ['one', 'tight'],
      ['zero', 'full'],
      ['old', 'expired'],
      ['none', 'not_transmitted'],
      ['closed', 'closed'],
    ]);
    expect(board.units[3]).toMatchObject({
      available: { count: 2, stale: true },
      staleAvailable: 2,
      upToDate: false,
    });
    expect(board.units[5]?.offerClosed).toEqual({ from: '2026-01-01', reopensOn: '2026-12-01' });
    expect(board.total).toMatchObject({
      units: 5,
      closedUnits: 1,
      unitsUpToDate: 3,
      available: 6,
      staleAvailable: 2,
    });
  });

  test('a figure carries its date, and its source when all its parts have the same', () => {
    unit('a', 3);
    region.unit({ id: 'a', locations: ['a', 'b'] });
    const older = region.now - 5 * hourMs;
    region.beds('b', [
      row({ count: 1, source: '02', updatedAt: older }),
      row({ status: '01', count: 2, source: '02' }),
    ]);
    expect(list('rea').units[0]).toMatchObject({
      available: {
        count: 4,
        updatedAt: new Date(older).toISOString(),
        source: { system: 'TRE_R335', code: '02' },
        stale: false,
      },
      installed: { count: 12, source: null },
      occupied: { count: null, updatedAt: null, source: null, stale: false },
    });
  });

  test('gender and closure splits', () => {
    region.beds('L', [
      row({ gender: '01', count: 2 }),
      row({ gender: '02', count: 1 }),
      row({ gender: '03', count: 1 }),
      row({ status: '05', closingType: '01', count: 3 }),
      row({ status: '05', closingType: '02', count: 1 }),
      row({ status: '04', count: 2 }),
    ]);
    region.unit({ id: 'u', locations: ['L'] });
    expect(list('rea').units[0]).toMatchObject({
      available: { count: 4 },
      availableFemale: 2,
      availableMale: 1,
      availableUndifferentiated: 1,
      closed: { count: 4 },
      closedReopenable: 3,
      closedNotReopenable: 1,
      reserved: { count: 2 },
    });
  });

  test('previous and next among the départements that have the group', () => {
    unit('a', 1, { department: '75' });
    unit('b', 1, { department: '77', offerType: '262' });
    unit('c', 1, { department: '78' });
    unit('d', 1, { department: '95' });
    expect(list('rea', '78')).toMatchObject({ previous: '75', next: '95' });
    expect(list('rea', '75')).toMatchObject({ previous: null, next: '78' });
    expect(list('rea', '77')).toMatchObject({
      previous: '75',
      next: '78',
      units: [],
      department: { label: 'Seine-et-Marne' },
    });
    expect(list('rea', null)).toMatchObject({ previous: null, next: null, department: null });
  });

  test('an unknown group is refused in words', () => {
    expect(() => list('dialyse')).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  test('the phone: switchboard first, appointments last, the establishment’s when the unit has none to show', () => {
    region.organization('eg', {
      name: 'CH d’essai',
      city: 'Paris',
      phones: JSON.stringify([{ value: '01 00 00 00 09', level: 1, purpose: null }]),
    });
    const phone = (value: string, level: 1 | 2 | 3, purpose: string | null): object => ({
      value,
      level,
      purpose,
    });
    const cases = [
      [[phone('rdv', 1, '02'), phone('direct', 2, null), phone('standard', 1, '06')], 'standard'],
      [[phone('rdv', 1, '02'), phone('direct', 2, null), phone('crise', 3, '06')], 'direct'],
      [[phone('crise', 3, null)], '01 00 00 00 09'],
    ] as const;
    for (const [phones, expected] of cases) {
      region.unit({
        id: 'u',
        establishment: 'eg',
        phones: phones as unknown as NonNullable<UnitSeed['phones']>,
      });
      region.announce(['directory']);
      expect(list('rea').units[0]).toMatchObject({
        phone: expected,
        establishment: 'CH d’essai',
        city: 'Paris',
        establishmentId: 'eg',
      });
    }
  });
});

describe('sensitive units', () => {
  beforeEach(() => {
    region.beds('L', [row({ count: 2 })]);
    region.unit({ id: 'open', locations: ['L'] });
    region.unit({ id: 'hidden', locations: ['L'], sensitive: true });
  });

  test('are nowhere: boards, sheets, lists of those who share a Location', () => {
    const board = list('rea');
    expect(board.units.map(({ id }) => id)).toEqual(['open']);
    expect(board.total.units).toBe(1);
    expect(board.units[0]?.sharesBedsWith).toEqual([]);
    const sheet = feature.handlers['beds.unitSheet']({ id: 'open' });
    expect(sheet.locations[0]?.sharedWith).toEqual([]);
    expect(() => feature.handlers['beds.unitSheet']({ id: 'hidden' })).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });

  test('are there for a viewer whose rights say so', () => {
    const entitled = createBedFeature(region.context, { viewer: { seesSensitive: true } });
    const board = entitled.handlers['beds.departmentBoard']({ ...all, group: 'rea', department: '75' });
    expect(board.units.map(({ id, sharesBedsWith }) => [id, sharesBedsWith])).toEqual([
      ['hidden', ['open']],
      ['open', ['hidden']],
    ]);
    expect(board.total).toMatchObject({ units: 2, available: 2 });
    entitled.close();
  });
});

describe('changes', () => {
  test('announced ones are seen at the next question, whether Locations are named or not', () => {
    unit('a', 3);
    expect(list('rea').total.available).toBe(3);
    region.beds('a', [row({ count: 5 })]);
    region.announce(['beds'], ['a']);
    expect(list('rea').total.available).toBe(5);
    region.beds('a', [row({ count: 6 })]);
    region.announce(['beds']);
    expect(list('rea').total.available).toBe(6);
    region.unit({ id: 'a', name: 'Renommée', locations: ['a'] });
    region.announce(['directory', 'beds'], ['a']);
    expect(list('rea').units[0]?.name).toBe('Renommée');
  });

  test('the passing of time alone ages figures without any reading', () => {
    unit('a', 3);
    expect(list('rea').units[0]).toMatchObject({ freshness: 'fresh', state: 'free' });
    region.now += 24 * hourMs;
    expect(list('rea').units[0]).toMatchObject({ freshness: 'expired', state: 'expired', staleAvailable: 3 });
  });
});
