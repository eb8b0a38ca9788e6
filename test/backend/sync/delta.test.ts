import { expect, it, describe } from 'vitest';
import type { Events } from '../../../shared/contract/index.ts';
import { temporaryFolder, testBackend, until, type TestBackend } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

const changes = (test: TestBackend): readonly Events['data.changed'][] =>
  test.events.flatMap(({ name, payload }) =>
    name === 'data.changed' ? [payload as Events['data.changed']] : [],
  );

describe('delta', () => {
  it('brings the beds that changed, and names their Locations', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const copy = test.open();
    const history = copy
      .prepare<[string], number>(
        'SELECT count(*) FROM capacity_point p JOIN capacity_series s ON s.pk = p.series WHERE s.location_id = ?',
      )
      .pluck();
    const [id] = region.control.bedLocationIds();
    if (id === undefined) throw new Error('no bed Location');
    const before = history.get(id) ?? 0;
    const told = changes(test).length;
    region.control.setCapacity(id, { available: 7 });
    await test.backend.sync('beds');
    expect(changes(test).slice(told)).toMatchObject([{ scopes: ['beds'], locationIds: [id] }]);
    const available = copy
      .prepare<[string], number>(
        "SELECT sum(count) FROM capacity WHERE location_id = ? AND status = '02' AND temporality = '01'",
      )
      .pluck();
    expect(available.get(id)).toBe(7);
    expect(history.get(id)).toBeGreaterThan(before);
  });

  it('asks from the server’s own date, five minutes back, and only for Locations on the bed lane', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url, { now: () => Date.UTC(2099, 0, 1) });
    await test.backend.sync('full');
    const watermark = Number(
      test.open().prepare("SELECT value FROM meta WHERE key = 'watermark.Location'").pluck().get(),
    );
    region.control.clearRequests();
    await test.backend.sync('beds');
    const [request, ...others] = region.control.requests();
    expect(others).toEqual([]);
    const url = new URL(request?.url ?? '', region.url);
    expect(url.pathname).toBe('/fhir/Location');
    const since = Date.parse(url.searchParams.get('_lastUpdated')?.slice(2) ?? '');
    expect(since).toBe(Math.floor((watermark - 5 * 60_000) / 1000) * 1000);
    expect(watermark).toBeLessThanOrEqual(Date.now());
  });

  it('does not advance when a page is missing, and catches up later', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const copy = test.open();
    const mark = copy.prepare("SELECT value FROM meta WHERE key = 'watermark.Location'").pluck();
    const before = mark.get();
    const ids = region.control.updateBeds(20);
    region.control.setFault('truncated@/Location');
    expect((await test.failure('beds')).code).toBe('region_bad_answer');
    expect(mark.get()).toBe(before);
    region.control.clearFault();
    await test.backend.sync('beds');
    for (const id of ids) {
      const json = copy
        .prepare<[string], Buffer>("SELECT json FROM resource WHERE type = 'Location' AND id = ?")
        .pluck()
        .get(id);
      expect(JSON.parse(json?.toString('utf8') ?? '')).toEqual(region.control.getResource('Location', id));
    }
  });

  it('moves the offers of an establishment that moved', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const copy = test.open();
    const row = copy
      .prepare<[], { eg: string; ej: string; offers: number }>(
        'SELECT eg_id AS eg, ej_id AS ej, count(*) AS offers FROM healthcare_service WHERE eg_id IS NOT NULL AND ej_id IS NOT NULL GROUP BY 1 ORDER BY offers DESC LIMIT 1',
      )
      .get();
    const other = copy
      .prepare<[string], string>("SELECT id FROM organization WHERE level = 'EJ' AND id <> ? LIMIT 1")
      .pluck()
      .get(row?.ej ?? '');
    const eg = region.control.getResource('Organization', row?.eg ?? '');
    if (row === undefined || other === undefined || eg === undefined)
      throw new Error('unexpected demo region');
    region.control.addRawResource({ ...eg, partOf: { reference: `Organization/${other}` } });
    await test.backend.sync('delta');
    const moved = copy
      .prepare('SELECT count(*) FROM healthcare_service WHERE eg_id = ? AND ej_id = ?')
      .pluck()
      .get(row.eg, other);
    expect(moved).toBe(row.offers);
    expect(changes(test).at(-1)?.scopes).toContain('directory');
  });

  it('tolerates a cycle of organizations', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    for (const [id, parent] of [
      ['boucle-1', 'boucle-2'],
      ['boucle-2', 'boucle-1'],
    ] as const) {
      region.control.addRawResource({
        resourceType: 'Organization',
        id,
        name: id,
        partOf: { reference: `Organization/${parent}` },
      });
    }
    await test.backend.sync('delta');
    expect(test.open().prepare("SELECT eg_id, ej_id FROM organization WHERE id = 'boucle-1'").get()).toEqual({
      eg_id: null,
      ej_id: null,
    });
  });

  it('falls back to a full pull when it never had one', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('delta');
    expect((await test.status()).lastFullSyncAt).not.toBeNull();
  });

  it('runs by itself, first in full, then at the pace of its lanes', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url, {
      autoSync: true,
      schedule: { bedsSeconds: 0.05, deltaSeconds: 3600 },
    });
    await until('a full pull', async () => (await test.status()).lastFullSyncAt !== null);
    const [id] = region.control.bedLocationIds();
    if (id === undefined) throw new Error('no bed Location');
    region.control.setCapacity(id, { available: 11 });
    await until('the new figure', () => changes(test).some((change) => change.locationIds.includes(id)));
  });
});
