import type { AddressInfo } from 'node:net';
import { createControl, countResources } from './control.ts';
import { Exports } from './fhir/export.ts';
import { generateRegion } from './generate/region.ts';
import { seedServices } from './generate/services.ts';
import { Live } from './live.ts';
import { createRandom } from './random.ts';
import { buildApp } from './server/app.ts';
import { Faults } from './server/faults.ts';
import { RequestLog } from './server/log.ts';
import { Store } from './store.ts';
import type { DemoRegion, DemoRegionOptions } from './types.ts';

export type * from './types.ts';
export type { Json, JsonObject, Resource } from './json.ts';

const regionName = 'Région de démonstration';

/**
 * Starts the fictional region: generates it from its seed, then serves FHIR R4 on 127.0.0.1.
 * Errors: those of listening (port taken), TypeError on a fault written wrong.
 */
export async function startDemoRegion(options: DemoRegionOptions = {}): Promise<DemoRegion> {
  const { offers = 12_000, seed = 1, port = 0, speed = 0, fault, now = Date.now } = options;
  const began = performance.now();
  const store = new Store();
  generateRegion(store, { offers, seed, now: now() });
  seedServices(store, now());
  const generationSeconds = (performance.now() - began) / 1000;

  const faults = new Faults(seed);
  if (fault !== undefined) faults.set([fault]);
  const log = new RequestLog();
  const live = new Live(store, createRandom(seed ^ 0x11fe), now);
  const control = createControl({ store, live, faults, log, now });
  const stopping = new AbortController();
  let base = '';
  const app = await buildApp({
    store,
    regionName,
    now,
    faults,
    struck: new Map(),
    log,
    live,
    control,
    exports: new Exports(store, { polls: options.exportPolls ?? 1, slice: options.exportSlice ?? 1000 }),
    authorize: options.authorize,
    stopping: stopping.signal,
    base: () => base,
  });
  await app.listen({ host: '127.0.0.1', port });
  const origin = `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`;
  base = `${origin}/fhir`;
  live.setSpeed(speed);
  return {
    url: base,
    controlUrl: `${origin}/control`,
    regionName,
    counts: countResources(store),
    generationSeconds,
    control,
    stop: async () => {
      live.stop();
      stopping.abort();
      await app.close();
    },
  };
}
