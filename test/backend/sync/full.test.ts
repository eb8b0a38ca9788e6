import { expect, it, describe } from 'vitest';
import { readPull } from '../../../main/backend/sync/ingest/pull.ts';
import { directoryContent, temporaryFolder, testBackend, until } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

const exported = (url: string) => url.includes('$export-file');

describe('full pull', () => {
  it('stores every exported resource as sent, with its rows and placement', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const copy = test.open();
    const status = await test.status();
    expect(status).toMatchObject({
      online: true,
      offlineSince: null,
      problem: null,
      syncing: null,
      notices: [],
    });
    expect(status.lastFullSyncAt).not.toBeNull();
    expect(status.counts).toMatchObject({ HealthcareService: 300 });
    for (const [type, table] of [
      ['HealthcareService', 'healthcare_service'],
      ['Location', 'location'],
      ['Organization', 'organization'],
      ['Practitioner', 'practitioner'],
      ['PractitionerRole', 'practitioner_role'],
    ] as const) {
      const count = copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
      expect(count).toBe(status.counts[type]);
    }
    const stored = copy.prepare<[], { id: string; json: Buffer }>(
      "SELECT id, json FROM resource WHERE type = 'Location' ORDER BY id LIMIT 50",
    );
    for (const { id, json } of stored.all()) {
      expect(JSON.parse(json.toString('utf8'))).toEqual(region.control.getResource('Location', id));
    }
    const placed = copy
      .prepare<[], { total: number; eg: number; ej: number; department: number }>(
        'SELECT count(*) AS total, count(eg_id) AS eg, count(ej_id) AS ej, count(department) AS department FROM healthcare_service',
      )
      .get();
    // The demo region leaves some parents and addresses out on purpose.
    expect(placed?.total).toBe(300);
    expect(placed?.department).toBeGreaterThan(270);
    expect(placed?.eg).toBeGreaterThan(240);
    expect(placed?.ej).toBeGreaterThan(200);
    expect(copy.prepare('SELECT count(*) FROM capacity').pluck().get()).toBeGreaterThan(0);
    expect(copy.prepare('SELECT count(*) FROM capacity_point').pluck().get()).toBeGreaterThan(0);
  });

  it('writes nothing and tells nobody when nothing changed', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const copy = test.open();
    const before = directoryContent(copy);
    const told = test.events.filter(({ name }) => name === 'data.changed').length;
    await test.backend.sync('full');
    await test.backend.sync('delta');
    await test.backend.sync('beds');
    expect(directoryContent(copy)).toEqual(before);
    expect(test.events.filter(({ name }) => name === 'data.changed')).toHaveLength(told);
  });

  it('searches page by page where the server has no export, with the same result', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    using other = temporaryFolder();
    await using exporting = await testBackend(folder.path, region.url);
    await exporting.backend.sync('full');
    region.control.setFault('status:404@export');
    await using searching = await testBackend(other.path, region.url);
    await searching.backend.sync('full');
    expect(searching.log.map(({ code }) => code)).toContain('export_unavailable');
    const [a, b] = [exporting.open(), searching.open()];
    const offers = (database: typeof a): unknown[] =>
      database.prepare('SELECT * FROM healthcare_service ORDER BY id').all();
    expect(offers(b)).toEqual(offers(a));
  });

  it('deletes what left the region and keeps the history of its beds', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const copy = test.open();
    const points = () => copy.prepare('SELECT count(*) FROM capacity_point').pluck().get();
    const offers = () => copy.prepare('SELECT count(*) FROM healthcare_service').pluck().get();
    const pointsBefore = points();
    region.control.removeResources(0.05);
    await test.backend.sync('full');
    const status = await test.status();
    expect(offers()).toBe(region.control.counts().byType['HealthcareService']);
    expect(offers()).toBeLessThan(300);
    expect(status.problem).toBeNull();
    expect(points()).toBe(pointsBefore);
    expect(copy.prepare('SELECT count(*) FROM resource_state').pluck().get()).toBe(
      copy.prepare('SELECT count(*) FROM resource').pluck().get(),
    );
  });

  it('resumes after a cut with the files already stored, also in another process', async () => {
    await using region = await smallRegion({ exportSlice: 60 });
    using folder = temporaryFolder();
    {
      await using test = await testBackend(folder.path, region.url);
      region.control.setFault('down@export-file/.*/4.json');
      const error = await test.failure('full');
      expect(error.code).toBe('region_unreachable');
      const pull = readPull(test.open());
      expect(pull?.files).toHaveLength(3);
    }
    region.control.clearFault();
    region.control.clearRequests();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const files = region.control.requests().filter(({ url }) => exported(url));
    expect(files.map(({ url }) => /(\d+)\.json/.exec(url)?.[1])).toEqual(['4', '5']);
    expect(region.control.requests().some(({ url }) => url.includes('$export?'))).toBe(false);
    expect((await test.status()).counts).toMatchObject({ HealthcareService: 300 });
    expect(readPull(test.open())).toBeNull();
  });

  it('starts again when the server has forgotten the job', async () => {
    await using region = await smallRegion({ exportSlice: 100 });
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    region.control.setFault('down@export-file/.*/2.json');
    await test.failure('full');
    region.control.setFault('status:404@poll-status#1');
    await test.backend.sync('full');
    expect((await test.status()).counts).toMatchObject({ HealthcareService: 300 });
  });

  it('tells its progress', async () => {
    await using region = await smallRegion({ exportSlice: 30 });
    region.control.setFault('slow:120@export-file');
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url);
    await test.backend.sync('full');
    const steps = test.events.flatMap(({ name, payload }) =>
      name === 'status.changed' && 'syncing' in payload && payload.syncing !== null ? [payload.syncing] : [],
    );
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.every(({ kind }) => kind === 'full')).toBe(true);
    const done = steps.map((step) => step.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(steps.at(-1)?.expected).toBeGreaterThan(100);
    await until('the end to be told', () => {
      const last = test.events.findLast(({ name }) => name === 'status.changed')?.payload;
      return last !== undefined && 'syncing' in last && last.syncing === null;
    });
  });
});
