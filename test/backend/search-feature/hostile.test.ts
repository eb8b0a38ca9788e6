import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type SearchTestDesk } from './desk.ts';

let desk: SearchTestDesk;
let before: unknown;
const documents = (): unknown => desk.copy.prepare('SELECT count(*) FROM search_document').pluck().get();

beforeAll(() => {
  desk = openDesk(120);
  before = documents();
}, 120_000);
afterAll(() => {
  desk[Symbol.dispose]();
});

const hostile: readonly string[] = [
  '',
  ' ',
  'a'.repeat(500),
  'réa '.repeat(120),
  '🏥🚑 réa',
  '🏥',
  '"',
  '""réa"',
  "l'hôpital d'",
  '*',
  'réa*',
  '***',
  'NEAR(réa, 3)',
  'réa NEAR( hôpital',
  'AND OR NOT',
  'name : réa',
  '{name acronym} : x',
  '-réa ^réa +réa',
  "'; DROP TABLE search_document; --",
  '1; DELETE FROM resource',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '\u202Eréa\u0000\uFFFD\uD800',
  '%_\\',
  '🧑‍⚕️'.repeat(60),
  '\n\t\r',
];

it.each(hostile)('%j is answered without an error and touches nothing', async (text) => {
  const suggestions = await desk.ask('search.suggest', { text, place: 'commune:94028' });
  const results = await desk.ask('search.results', { text });
  const counted = await desk.ask('search.facets', { text });
  await desk.ask('search.places', { text: text.slice(0, 500) });
  expect(counted.total).toBe(results.total.units);
  expect(suggestions.groups.every(({ suggestions: list }) => list.length <= 5)).toBe(true);
  expect(documents()).toBe(before);
});

it('a text that only holds operators finds what its words find', async () => {
  const plain = await desk.ask('search.results', { text: 'rea' });
  const quoted = await desk.ask('search.results', { text: '"rea" * ()' });
  expect(quoted.total.units).toBe(plain.total.units);
  expect(plain.total.units).toBeGreaterThan(0);
});

it('filters of any shape narrow or find nothing, never fail', async () => {
  const values = ["' OR 1=1 --", '<b>', '🏥', '|', 'x'.repeat(40)];
  for (const filters of [
    { unitTypes: values },
    { fields: values },
    { careModes: values },
    { equipment: values },
    { aptitudes: values },
    { sectors: values },
    { within: { around: 'commune:xx', km: 3 } },
    { within: { around: "organization:'--", km: 3 } },
  ]) {
    expect((await desk.ask('search.results', { filters })).total.units).toBe(0);
  }
});

it('a text longer than any query is refused by the contract, in words', async () => {
  await expect(desk.ask('search.suggest', { text: 'x'.repeat(2001) })).rejects.toThrow();
});

it('an empty region answers with nothing', async () => {
  using empty = openDesk(0);
  expect((await empty.ask('search.results', { text: 'réa' })).total).toEqual({ units: 0, establishments: 0 });
  expect((await empty.ask('search.suggest', { text: 'réa' })).groups).toEqual([]);
  expect((await empty.ask('search.facets', {})).bedsAvailable).toBeNull();
});
