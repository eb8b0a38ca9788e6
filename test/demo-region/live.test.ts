import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { capacityRows, rowCode, rowCount } from '../../main/demo-region/generate/capacity.ts';
import type { DemoRegion, JsonObject, Resource } from '../../main/demo-region/index.ts';
import { rhythm } from '../../main/demo-region/live.ts';
import { smallRegion } from '../support/demo-region.ts';
import { getBundle, getJson, getResource, resources, send } from './http.ts';

let region: DemoRegion;
beforeAll(async () => {
  region = await smallRegion();
});
afterAll(() => region.stop());

const location = (id: string): Promise<Resource> => getResource(`${region.url}/Location/${id}`);
function sums(resource: Resource): Record<string, number> {
  const result: Record<string, number> = {};
  for (const row of capacityRows(resource)) {
    if (rowCode(row, 'temporalityCapacity') !== '01' || rowCode(row, 'temporaryAssignement') !== '01')
      continue;
    const status = rowCode(row, 'capacityStatus') ?? '';
    result[status] = (result[status] ?? 0) + rowCount(row);
  }
  return result;
}

describe('bed entries', () => {
  it('follow three rounds a day and average one', () => {
    const hours = Array.from({ length: 240 }, (_unused, index) => rhythm(index / 10));
    expect(hours.reduce((sum, value) => sum + value, 0) / hours.length).toBeCloseTo(1, 1);
    for (const peak of [7, 14, 20]) expect(rhythm(peak)).toBeGreaterThan(rhythm(peak - 3) * 2);
  });

  it('change distinct places now, within their beds, and show in a delta', async () => {
    const began = Date.now();
    const before = new Map<string, Resource | undefined>(
      region.control.bedLocationIds().map((id) => [id, region.control.getResource('Location', id)]),
    );
    const ids = region.control.updateBeds(40);
    expect(new Set(ids).size).toBe(40);
    const delta = await getBundle(`${region.url}/Location?_lastUpdated=ge${new Date(began).toISOString()}`);
    expect(new Set(resources(delta).map(({ id }) => id))).toEqual(new Set(ids));
    for (const id of ids) {
      const after = await location(id);
      const {
        '01': installed = 0,
        '02': free = 0,
        '03': occupied = 0,
        '04': reserved = 0,
        '05': closed = 0,
      } = sums(after);
      expect(free + occupied + reserved + closed, id).toBeLessThanOrEqual(
        Math.max(installed, reserved + closed),
      );
      expect(after).not.toEqual(before.get(id));
    }
  });

  it('come by themselves at the pace asked, and stop', async () => {
    const fresh = async (): Promise<number> =>
      (
        await getBundle(
          `${region.url}/Location?_summary=count&_lastUpdated=ge${new Date(began).toISOString()}`,
        )
      ).total ?? 0;
    const began = Date.now();
    region.control.setSpeed(20_000);
    await vi.waitFor(async () => expect(await fresh()).toBeGreaterThan(10), {
      timeout: 20_000,
      interval: 100,
    });
    region.control.setSpeed(0);
    const stopped = await getResource(`${region.url}/Location?_sort=-_lastUpdated&_count=1`);
    expect(await getResource(`${region.url}/Location?_sort=-_lastUpdated&_count=1`)).toMatchObject({
      entry: (stopped as JsonObject)['entry'],
    });
  });

  it('set given figures, adding those the place did not have', async () => {
    const [id = ''] = region.control.bedLocationIds(['262']);
    region.control.setCapacity(id, {
      installed: 12,
      available: { '01': 2, '02': 1 },
      occupied: 8,
      closed: 1,
      reserved: 0,
    });
    const rows = capacityRows(await location(id)).filter(
      (row) => rowCode(row, 'temporalityCapacity') === '01' && rowCode(row, 'temporaryAssignement') === '01',
    );
    const count = (status: string, gender: string | null): number[] =>
      rows
        .filter(
          (row) =>
            rowCode(row, 'capacityStatus') === status && rowCode(row, 'genderCapacityAvailable') === gender,
        )
        .map(rowCount);
    expect([count('01', null), count('02', '01'), count('02', '02'), count('03', null)]).toEqual([
      [12],
      [2],
      [1],
      [8],
    ]);
    region.control.setCapacity(id, { available: 5 });
    expect(sums(await location(id))['02']).toBe(5);
    expect(() => region.control.setCapacity('0', { available: 1 })).toThrow(RangeError);
  });
});

describe('other controls', () => {
  it('log requests with their answers', async () => {
    region.control.clearRequests();
    await fetch(`${region.url}/Location/0`);
    await vi.waitFor(() =>
      expect(region.control.requests()).toMatchObject([
        { method: 'GET', url: '/fhir/Location/0', status: 404 },
      ]),
    );
  });

  it('add a resource as given, however odd', async () => {
    region.control.addRawResource({
      resourceType: 'Organization',
      id: 'bizarre',
      name: ['a', 3],
      partOf: 'rien',
      identifier: 7,
    });
    expect(await getResource(`${region.url}/Organization/bizarre`)).toMatchObject({
      name: ['a', 3],
      partOf: 'rien',
      identifier: 7,
    });
  });

  it('remove a part of the region and what only it used', async () => {
    await using other = await smallRegion({ seed: 11 });
    const removed = other.control.removeResources(0.4);
    const { byType } = other.control.counts();
    expect(removed).toBeGreaterThan(300);
    expect(byType['HealthcareService']).toBeGreaterThan(140);
    expect(byType['HealthcareService']).toBeLessThan(220);
    const roles = resources(
      await getBundle(`${other.url}/PractitionerRole?_include=PractitionerRole:service`),
    );
    const offers = new Set(
      roles
        .filter(({ resourceType }) => resourceType === 'HealthcareService')
        .map(({ id }) => `HealthcareService/${id}`),
    );
    for (const role of roles)
      if (role.resourceType === 'PractitionerRole')
        expect(offers).toContain((role['healthcareService'] as { reference: string }[])[0]?.reference);
  });

  it('ask every request for its credentials when told to', async () => {
    await using other = await smallRegion({
      authorize: (authorization) => (authorization === 'Bearer bon' ? undefined : 401),
    });
    expect((await fetch(`${other.url}/metadata`)).status).toBe(401);
    expect((await fetch(`${other.url}/metadata`, { headers: { authorization: 'Bearer bon' } })).status).toBe(
      200,
    );
  });
});

describe('controls over HTTP', () => {
  const post = (path: string, body: JsonObject, method = 'POST'): Promise<Response> =>
    send(method, `${region.controlUrl}/${path}`, body);

  it('do what the object does', async () => {
    expect((await post('fault', { fault: 'status:503' }, 'PUT')).status).toBe(200);
    expect((await fetch(`${region.url}/metadata`)).status).toBe(503);
    expect((await post('fault', { kind: 'html' }, 'PUT')).status).toBe(200);
    expect((await fetch(`${region.url}/metadata`)).headers.get('content-type')).toContain('html');
    await fetch(`${region.controlUrl}/fault`, { method: 'DELETE' });
    expect((await fetch(`${region.url}/metadata`)).status).toBe(200);
    const { locations } = (await (await post('update-beds', { count: 3 })).json()) as { locations: string[] };
    expect(locations).toHaveLength(3);
    expect((await post(`capacity/${locations[0] ?? ''}`, { installed: 9, available: 4 })).status).toBe(200);
    expect(sums(await location(locations[0] ?? ''))).toMatchObject({ '01': 9, '02': 4 });
    expect(
      (await post('resource', { resourceType: 'Organization', id: 'ajoutee', name: 'Ajoutée' })).status,
    ).toBe(200);
    expect(await getResource(`${region.url}/Organization/ajoutee`)).toMatchObject({ name: 'Ajoutée' });
    expect((await post('speed', { speed: 0 }, 'PUT')).status).toBe(200);
    expect(await getJson(`${region.controlUrl}/requests`)).toHaveProperty('requests.0.method', 'GET');
    expect(await getJson(`${region.controlUrl}/received`)).toEqual({ questionnaireResponses: [], tasks: [] });
    expect(await getJson(`${region.controlUrl}/`)).toHaveProperty('counts.resources');
  });

  it('refuse nonsense and pages of a browser', async () => {
    expect((await post('fault', { fault: 'panne' }, 'PUT')).status).toBe(400);
    expect((await post('capacity/0', { available: 1 })).status).toBe(400);
    expect((await post('update-beds', {})).status).toBe(400);
    expect(
      (await fetch(`${region.controlUrl}/requests`, { headers: { origin: 'https://ailleurs.invalid' } }))
        .status,
    ).toBe(403);
  });
});
