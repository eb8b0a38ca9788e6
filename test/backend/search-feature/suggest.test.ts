import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type SearchTestDesk } from './desk.ts';

let desk: SearchTestDesk;

beforeAll(() => {
  desk = openDesk(600);
}, 120_000);
afterAll(() => {
  desk[Symbol.dispose]();
});

it('groups what is found by category, with counts, the best category first', async () => {
  const { groups } = await desk.ask('search.suggest', { text: 'réa' });
  expect(groups.map(({ category }) => category)).toContain('unit');
  for (const { count, suggestions } of groups) {
    expect(suggestions.length).toBeGreaterThan(0);
    expect(count).toBeGreaterThanOrEqual(suggestions.length);
  }
});

it('expands an acronym and says so', async () => {
  const { groups } = await desk.ask('search.suggest', { text: 'usinv', category: 'unit' });
  const [first] = groups[0]?.suggestions ?? [];
  expect(groups).toHaveLength(1);
  expect(`${first?.name ?? ''} ${first?.because ?? ''}`.toLowerCase()).toContain('neurovasculaire');
  expect(first?.target.kind).toBe('healthcareService');
});

it('gives critical-care units their beds with a date, and other units none', async () => {
  const critical = await desk.ask('search.suggest', { text: 'réanimation', category: 'unit', limit: 10 });
  const beds = critical.groups[0]?.suggestions.flatMap(({ beds: each }) => each ?? []) ?? [];
  expect(beds.some(({ updatedAt }) => updatedAt !== null)).toBe(true);
  const other = await desk.ask('search.suggest', { text: 'consultation', category: 'unit', limit: 10 });
  expect(other.groups[0]?.suggestions.every(({ beds: each }) => each === null)).toBe(true);
});

it('measures from the place of care', async () => {
  const near = await desk.ask('search.suggest', {
    text: 'urgences',
    category: 'unit',
    place: 'commune:94028',
  });
  expect(near.groups[0]?.suggestions.some(({ distanceKm }) => distanceKm !== null)).toBe(true);
  const nowhere = await desk.ask('search.suggest', { text: 'urgences', category: 'unit' });
  expect(nowhere.groups[0]?.suggestions.every(({ distanceKm }) => distanceKm === null)).toBe(true);
});

it('leads equipment and aptitudes to the units that have them', async () => {
  const { groups } = await desk.ask('search.suggest', { text: 'IRM', category: 'equipment' });
  const [found] = groups[0]?.suggestions ?? [];
  if (found === undefined) throw new Error('no equipment');
  const { total } = await desk.ask('search.results', {
    filters: { equipment: [found.target.id], closed: true },
  });
  expect(found.target.kind).toBe('equipment');
  expect(total.units).toBeGreaterThan(0);
  expect(total.units).toBeLessThanOrEqual(found.units ?? 0);
});

it('finds places of care: communes of the region first, establishments too', async () => {
  const [first] = await desk.ask('search.places', { text: 'saint-denis' });
  expect(first).toMatchObject({ ref: 'commune:93066', department: '93' });
  expect(await desk.ask('search.place', { ref: 'commune:93066' })).toEqual(first);
  const house = desk.copy
    .prepare<[], { id: string; name: string }>(
      "SELECT id, name FROM organization WHERE level = 'EG' AND name IS NOT NULL ORDER BY id LIMIT 1",
    )
    .get();
  const found = await desk.ask('search.places', { text: house?.name ?? '' });
  expect(found.map(({ ref }) => ref)).toContain(`organization:${house?.id ?? ''}`);
  expect(await desk.ask('search.place', { ref: 'organization:gone' })).toBeNull();
});
