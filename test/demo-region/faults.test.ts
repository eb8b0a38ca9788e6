import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoRegion } from '../../main/demo-region/index.ts';
import { parseFault } from '../../main/demo-region/server/faults.ts';
import { smallRegion } from '../support/demo-region.ts';
import { allPages, exportFiles, getBundle, resources } from './http.ts';

let region: DemoRegion;
beforeAll(async () => {
  region = await smallRegion();
});
afterEach(() => region.control.clearFault());
afterAll(() => region.stop());
const get = (path = 'Location?_count=5'): Promise<Response> => fetch(`${region.url}/${path}`);

describe('faults', () => {
  it('down cuts the connection, then all works again', async () => {
    region.control.setFault('down');
    await expect(get()).rejects.toThrow(TypeError);
    region.control.clearFault();
    expect((await get()).status).toBe(200);
  });

  it('slow delays the answer', async () => {
    region.control.setFault({ kind: 'slow', value: 300 });
    const began = performance.now();
    expect((await get()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(290);
  });

  it('slow gives way to a client that gives up', async () => {
    region.control.setFault('slow:60000');
    await expect(fetch(`${region.url}/metadata`, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  });

  it.each([401, 403, 429, 500, 503])('status:%i answers so with an OperationOutcome', async (status) => {
    region.control.setFault(`status:${String(status)}`);
    const answer = await get();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '1' : null);
    expect(await answer.json()).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('says how long to wait when asked', async () => {
    region.control.setFault({ kind: 'status', value: 503, retryAfter: 7 });
    expect((await get()).headers.get('retry-after')).toBe('7');
  });

  it('truncated cuts JSON in the middle', async () => {
    region.control.setFault('truncated');
    const answer = await get();
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow(SyntaxError);
  });

  it('html answers 200 with a page', async () => {
    region.control.setFault('html');
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toMatch(/^<!doctype html>/u);
  });

  it('empty-bundle answers a Bundle without entry, files of an export included', async () => {
    region.control.setFault('empty-bundle');
    expect(await getBundle(`${region.url}/Location`)).toEqual({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 0,
    });
    const { files } = await exportFiles(region.url, '_type=HealthcareService');
    expect(files.flatMap((file) => resources(file))).toEqual([]);
    expect((await get('metadata')).status).toBe(200);
  });

  it('shrunk:40 hides the same 40 % everywhere', async () => {
    const before = (await getBundle(`${region.url}/HealthcareService`)).total ?? 0;
    region.control.setFault('shrunk:40');
    const pages = await allPages(`${region.url}/HealthcareService`);
    const ids = new Set(pages.flatMap((page) => resources(page)).map(({ id }) => id));
    expect(ids.size / before).toBeGreaterThan(0.5);
    expect(ids.size / before).toBeLessThan(0.7);
    const { files } = await exportFiles(region.url, '_type=HealthcareService');
    const exported = files
      .flatMap((file) => resources(file))
      .filter(({ resourceType }) => resourceType === 'HealthcareService');
    expect(new Set(exported.map(({ id }) => id))).toEqual(ids);
  });

  it('flaky fails about as often as asked', async () => {
    region.control.setFault('flaky:0.5');
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        get('metadata').then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    );
    const failed = answers.filter((ok) => !ok).length;
    expect(failed).toBeGreaterThan(10);
    expect(failed).toBeLessThan(50);
  });

  it('strikes only the path and as many times as asked', async () => {
    region.control.setFault(['status:500@/HealthcareService#2', 'status:403@metadata']);
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await get('HealthcareService?_count=1')).status);
    expect(statuses).toEqual([500, 500, 200]);
    expect((await get()).status).toBe(200);
    expect((await get('metadata')).status).toBe(403);
  });
});

describe('writing a fault', () => {
  it.each([
    ['down', { kind: 'down' }],
    ['slow:2500', { kind: 'slow', value: 2500 }],
    ['status:503@/Location#3', { kind: 'status', value: 503, path: '/Location', times: 3 }],
    ['flaky:0.2@\\$export', { kind: 'flaky', value: 0.2, path: '\\$export' }],
    ['truncated#1', { kind: 'truncated', times: 1 }],
  ])('%s', (text, spec) => expect(parseFault(text)).toEqual(spec));

  it.each(['', 'panne', 'status', 'slow', 'shrunk:beaucoup'])('refuses "%s"', (text) => {
    expect(() => parseFault(text)).toThrow(TypeError);
  });
});
