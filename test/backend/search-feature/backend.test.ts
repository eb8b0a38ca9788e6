import { expect, it } from 'vitest';
import type { Result } from '../../../shared/contract/index.ts';
import { noSearchFilters } from '../../../shared/domain/search-filters.ts';
import { temporaryFolder, testBackend, until } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

it('what a sync brings is found once it is indexed, and says so meanwhile', async () => {
  using folder = temporaryFolder();
  await using region = await smallRegion();
  await using test = await testBackend(folder.path, region.url);
  await test.backend.sync('full');
  const ask = async (): Promise<Result<'search.results'>> =>
    (await test.backend.call('search.results', {
      text: 'réanimation',
      filters: noSearchFilters,
      place: null,
      sort: 'relevance',
      view: 'units',
      offset: 0,
      limit: 50,
    })) as Result<'search.results'>;
  await until('the index is complete', async () => !(await ask()).indexing);
  const { units, total } = await ask();
  expect(total.units).toBeGreaterThan(0);
  expect(units[0]?.name).toMatch(/réanimation/i);
  expect(test.log.filter(({ level }) => level === 'error')).toEqual([]);
});
