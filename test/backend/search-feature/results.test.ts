import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerOf } from '../../../main/backend/viewer.ts';
import type { Params, Result } from '../../../shared/contract/index.ts';
import type { ResultUnit } from '../../../shared/contract/search.ts';
import { openDesk, type SearchTestDesk } from './desk.ts';

let desk: SearchTestDesk;

beforeAll(() => {
  desk = openDesk(500);
}, 120_000);
afterAll(() => {
  desk[Symbol.dispose]();
});

type Question = Params<'search.results'>;

/** Every row of a question, a page at a time. */
async function everyUnit(question: Question): Promise<ResultUnit[]> {
  const rows: ResultUnit[] = [];
  for (;;) {
    const page = await desk.ask('search.results', { ...question, offset: rows.length, limit: 200 });
    rows.push(...page.units);
    if (page.units.length === 0 || rows.length >= page.total.units) return rows;
  }
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).toSorted();
const facets = (question: Params<'search.facets'>): Promise<Result<'search.facets'>> =>
  desk.ask('search.facets', question);

describe('rows', () => {
  it('without a text are every visible offer that is not closed', async () => {
    const expected = desk.copy
      .prepare('SELECT id FROM healthcare_service WHERE sensitive = 0 AND closed_from IS NULL ORDER BY id')
      .pluck()
      .all();
    const rows = await everyUnit({});
    const found = new Set(ids(rows));
    expect(expected.length).toBeGreaterThan(300);
    expect(expected.filter((id) => !found.has(id as string))).toEqual([]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const sensitive = desk.copy
      .prepare('SELECT id FROM healthcare_service WHERE sensitive = 1')
      .pluck()
      .all();
    expect(sensitive.length).toBeGreaterThan(0);
    expect(sensitive.filter((id) => found.has(id as string))).toEqual([]);
  });

  it('show sensitive units to a profile that may see them, and to no other', async () => {
    const before = await desk.ask('search.results', {});
    desk.viewer = viewerOf('samu');
    const samu = await desk.ask('search.results', {});
    desk.viewer = viewerOf('urgences');
    expect(samu.total.units).toBeGreaterThan(before.total.units);
    expect((await desk.ask('search.results', {})).total.units).toBe(before.total.units);
  });

  it('answer the words of the text, whatever their order and accents', async () => {
    const one = await everyUnit({ text: 'réanimation' });
    const other = await everyUnit({ text: 'REANIMATION' });
    expect(one.length).toBeGreaterThan(0);
    expect(ids(other)).toEqual(ids(one));
    expect(one[0]?.name.toLowerCase()).toContain('réanimation');
  });

  it('carry what an emergency desk reads: type, house, opening, ages, phone', async () => {
    const [row] = await everyUnit({ text: 'réanimation adulte' });
    expect(row).toMatchObject({
      unitType: { system: 'TRE_R244' },
      establishmentId: expect.any(String) as string,
    });
    expect(row?.establishment).not.toBeNull();
    expect(row?.distance).toBeNull();
  });

  it('say a distance only from a place, and that it is unknown when there is no position', async () => {
    const rows = await everyUnit({ place: 'commune:94028', sort: 'distance' });
    const known = rows.flatMap(({ distance }) =>
      distance === null || distance.km === null ? [] : [distance.km],
    );
    expect(known.length).toBeGreaterThan(100);
    expect(known.map((km) => Math.round(km * 10))).toEqual(
      known.map((km) => Math.round(km * 10)).toSorted((a, b) => a - b),
    );
    expect(Math.max(...known)).toBeLessThan(200);
    expect((await desk.ask('search.results', { place: 'commune:99999' })).place).toBeNull();
  });

  it('reads "near there" in the text itself', async () => {
    const results = await desk.ask('search.results', { text: 'réanimation créteil', place: 'commune:75056' });
    if (results.understood.near !== null) expect(results.place?.name).toBe('Créteil');
    expect(results.total.units).toBeGreaterThan(0);
  });
});

describe('filters', () => {
  const cases: readonly [string, Question['filters'], (row: ResultUnit) => boolean][] = [
    [
      'département',
      { departments: ['94', '93'] },
      ({ department }) => department === '94' || department === '93',
    ],
    ['unit type', { unitTypes: ['121'] }, ({ unitType }) => unitType?.code === '121'],
    ['children', { audience: 'child' }, ({ child }) => child],
    ['age', { age: 4 }, ({ ageRange }) => (ageRange?.low ?? 0) <= 4 && (ageRange?.high ?? 99) >= 4],
    [
      'open now',
      { openNow: true },
      ({ opening, offerClosed }) => opening?.status === 'open' && offerClosed === null,
    ],
    ['beds', { bedsAvailable: true }, ({ beds }) => (beds?.available ?? 0) > 0],
    [
      'radius',
      { within: { around: 'commune:94028', km: 12 } },
      ({ distance }) => distance !== null && distance.km !== null && distance.km <= 12,
    ],
  ];
  it.each(cases)('%s: keeps exactly the rows that say so', async (_name, filters, says) => {
    const place = 'commune:94028';
    const all = await everyUnit({ place });
    const kept = await everyUnit({ place, filters });
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(all.length);
    expect(ids(kept)).toEqual(ids(all.filter(says)));
  });

  it('long stay is a field of activity of its own: the units of type 249', async () => {
    const long = await everyUnit({ filters: { fields: ['SLD'] } });
    const type = await everyUnit({ filters: { unitTypes: ['249'] } });
    expect(type.length).toBeGreaterThan(0);
    expect(ids(long)).toEqual(ids(type));
    const counted = (await facets({})).fields.find(({ value }) => value === 'SLD');
    expect(counted?.units ?? 0).toBe(type.length);
  });

  it('combine', async () => {
    const both = await everyUnit({ filters: { departments: ['94'], audience: 'child' } });
    const department = await everyUnit({ filters: { departments: ['94'] } });
    expect(ids(both)).toEqual(ids(department.filter(({ child }) => child)));
  });

  it('equipment are all wanted at once', async () => {
    const { equipment } = await facets({});
    const [first, second] = equipment;
    if (first === undefined || second === undefined) throw new Error('the region has no equipment');
    const one = await everyUnit({ filters: { equipment: [first.value] } });
    const other = new Set(ids(await everyUnit({ filters: { equipment: [second.value] } })));
    const both = await everyUnit({ filters: { equipment: [first.value, second.value] } });
    expect(one).toHaveLength(first.units);
    expect(ids(both)).toEqual(ids(one).filter((id) => other.has(id)));
  });

  it('closed offers come back when asked, and say since when', async () => {
    const open = await everyUnit({});
    const all = await everyUnit({ filters: { closed: true } });
    expect(all.length).toBeGreaterThan(open.length);
    expect(open.every(({ offerClosed }) => offerClosed === null)).toBe(true);
    expect(all.filter(({ offerClosed }) => offerClosed !== null)).toHaveLength(all.length - open.length);
  });
});

describe('counts', () => {
  it('of each value are the rows that choosing it gives', async () => {
    const filters = { departments: ['94', '75', '93'], audience: 'adult' as const };
    const counted = await facets({ text: '', filters });
    expect(counted.total).toBe((await everyUnit({ filters })).length);
    const lists = [
      ['departments', counted.departments],
      ['fields', counted.fields],
      ['unitTypes', counted.unitTypes.slice(0, 4)],
      ['careModes', counted.careModes],
      ['sectors', counted.sectors.slice(0, 2)],
      ['equipment', counted.equipment.slice(0, 2)],
      ['aptitudes', counted.aptitudes.slice(0, 2)],
    ] as const;
    for (const [name, values] of lists) {
      expect(values.length, name).toBeGreaterThan(0);
      for (const { value, units } of values) {
        const { total } = await desk.ask('search.results', {
          filters: { ...filters, [name]: [value] },
          limit: 1,
        });
        expect(total.units, `${name} ${value}`).toBe(units);
      }
    }
    const one = async (change: Question['filters']): Promise<number> =>
      (await desk.ask('search.results', { filters: { ...filters, ...change }, limit: 1 })).total.units;
    expect(counted.openNow).toBe(await one({ openNow: true }));
    expect(counted.child).toBe(await one({ audience: 'child' }));
    expect(counted.bedsAvailable).toBe(await one({ bedsAvailable: true }));
  });

  it('tell what dropping one filter would bring back', async () => {
    const filters = { departments: ['94'], unitTypes: ['308'], age: 4 };
    const counted = await facets({ filters });
    const without = await everyUnit({ filters: { unitTypes: ['308'], age: 4 } });
    expect(counted.leftOut.departments ?? 0).toBe(without.length - counted.total);
  });
});

describe('establishments', () => {
  it('gather the same units', async () => {
    const question = { text: 'urgences', view: 'establishments' as const, limit: 200 };
    const { establishments, total } = await desk.ask('search.results', question);
    expect(establishments.reduce((sum, { units }) => sum + units, 0)).toBe(total.units);
    expect(establishments.every(({ openUnits, units }) => openUnits <= units)).toBe(true);
  });

  it('are found by their own name', async () => {
    const name = desk.copy
      .prepare<[], string>(
        "SELECT name FROM organization WHERE level = 'EG' AND name IS NOT NULL ORDER BY id LIMIT 1",
      )
      .pluck()
      .get();
    const { establishments } = await desk.ask('search.results', { text: name ?? '', view: 'establishments' });
    expect(establishments[0]?.name).toBe(name);
  });
});

describe('changes', () => {
  it('of beds and of the directory are in the next answer', async () => {
    const before = await everyUnit({ filters: { bedsAvailable: true } });
    const [unit] = before;
    if (unit === undefined) throw new Error('no unit with beds');
    const locations = desk.copy
      .prepare<[string], string>(
        'SELECT location_id FROM healthcare_service_location WHERE healthcare_service_id = ?',
      )
      .pluck()
      .all(unit.id);
    for (const id of locations)
      desk.region.writer
        .prepare("UPDATE capacity SET count = 0 WHERE location_id = ? AND status = '02'")
        .run(id);
    desk.tell({ scopes: ['beds'], locationIds: locations });
    const after = await everyUnit({ filters: { bedsAvailable: true } });
    expect(ids(after)).not.toContain(unit.id);
    desk.region.writer
      .prepare("UPDATE healthcare_service SET closed_from = '2020-01-01' WHERE id = ?")
      .run(unit.id);
    desk.tell({ scopes: ['directory'] });
    expect(ids(await everyUnit({}))).not.toContain(unit.id);
  });
});
