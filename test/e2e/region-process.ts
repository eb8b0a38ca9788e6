import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, type ReadyChild } from '../../scripts/start/children.ts';
import type { RegionReady } from '../../scripts/start/region.ts';
import type { CapacityChange } from '../../main/demo-region/types.ts';
import type { Json, JsonObject } from '../../main/demo-region/json.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** A demonstration region in a process of its own, with its controls. */
export interface RegionProcess {
  readonly url: string;
  readonly port: number;
  readonly ready: RegionReady;
  readonly file: string;
  setFault(fault: string): Promise<void>;
  clearFault(): Promise<void>;
  updateBeds(count: number): Promise<readonly string[]>;
  setCapacity(locationId: string, change: CapacityChange): Promise<void>;
  read(query: string): Promise<JsonObject>;
  stop(): Promise<void>;
}

/** Starts a small region that stands still (speed 0). `fault` is in force from the start; `port` 0 is a free one. */
export async function startRegionProcess(
  options: { readonly offers?: number; readonly fault?: string; readonly port?: number } = {},
): Promise<RegionProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigie-region-'));
  const child: ReadyChild<RegionReady> = await startChild(path.join(dist, 'main/demo-region.mjs'), [
    '--speed=0',
    '--seed=7',
    `--offers=${options.offers ?? 600}`,
    `--port=${options.port ?? 0}`,
    '--stay-with-stdin',
    ...(options.fault === undefined ? [] : [`--fault=${options.fault}`]),
  ]);
  const { url, controlUrl } = child.ready;
  const file = path.join(folder, 'region.json');
  const described = { id: 'essai', name: 'Région d’essai', demonstration: true, baseUrl: url };
  await writeFile(file, JSON.stringify(described));
  const ask = (method: string, at: string, body?: unknown): Promise<JsonObject> =>
    fetchJson(`${controlUrl}/${at}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  const tell = async (method: string, at: string, body?: unknown): Promise<void> => {
    await ask(method, at, body);
  };
  return {
    url,
    port: Number(new URL(url).port),
    ready: child.ready,
    file,
    setFault: (fault) => tell('PUT', 'fault', { fault }),
    clearFault: () => tell('DELETE', 'fault'),
    updateBeds: async (count) => (await ask('POST', 'update-beds', { count }))['locations'] as string[],
    setCapacity: (id, change) => tell('POST', `capacity/${id}`, change),
    read: (query) => fetchJson(`${url}/${query}`),
    stop: async () => {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function fetchJson(url: string, init: RequestInit = {}): Promise<JsonObject> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return (await answer.json()) as JsonObject;
}

/** Offer types (TRE_R244) of critical care: those the boards show. */
const criticalCare = /TRE_R244[^}]*"code":"(121|287|308|262|263|264|122|123|139|124|286|254)"/;

/** A critical-care unit of the region whose beds are its own: one Location, shared with nobody. */
export interface LoneUnit {
  readonly id: string;
  readonly name: string;
  readonly locationId: string;
}

/** Finds one, from what the region itself answers; its figures have just been entered. */
export async function loneUnit(region: RegionProcess): Promise<LoneUnit> {
  for (const locationId of await region.updateBeds(60)) {
    const found = entries(await region.read(`HealthcareService?location=Location/${locationId}`));
    const [offer] = found;
    const places = offer?.['location'];
    if (found.length !== 1 || offer === undefined || !Array.isArray(places) || places.length !== 1) continue;
    if (!criticalCare.test(JSON.stringify(offer['category'] ?? null))) continue;
    const { id, name } = offer;
    const open = (await region.read(`Location/${locationId}`))['operationalStatus'] as JsonObject | undefined;
    if (typeof id === 'string' && typeof name === 'string' && open?.['code'] === '1')
      return { id, name, locationId };
  }
  throw new Error('the region has no unit with beds of its own');
}

function entries(bundle: JsonObject): JsonObject[] {
  const list: Json = bundle['entry'] ?? [];
  return Array.isArray(list) ? list.map((entry) => (entry as JsonObject)['resource'] as JsonObject) : [];
}
