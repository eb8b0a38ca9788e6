import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { createBackend } from '../../main/backend/index.ts';
import { ingestWorkerEntry, until } from '../support/backend.ts';
import { startRegionProcess } from './support/region-process.ts';
import type { Bench } from './types.ts';

/**
 * Node's fetch, telling when the last byte of each answer has come. Searches by date ask from `since()`: the overlap
 * of deltas would bring the changes of earlier rounds again, in more pages, and hide what one answer costs.
 */
function watchedFetch(since: () => string | null, onEnd: () => void): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const from = since();
    if (from !== null && url.searchParams.has('_lastUpdated'))
      url.searchParams.set('_lastUpdated', `ge${from}`);
    const response = await fetch(input instanceof Request ? new Request(url, input) : url, init);
    if (response.body === null) return response;
    const watched = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        flush: () => {
          onEnd();
        },
      }),
    );
    return new Response(watched, response);
  };
}

function reading(file: string): Disposable & { readonly database: InstanceType<typeof SqliteDatabase> } {
  const database = new SqliteDatabase(file, { readonly: true });
  return {
    database,
    [Symbol.dispose]: () => {
      database.close();
    },
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** 200 changed Locations on a full region: from the end of the HTTP answer to committed and told. */
export const bench: Bench = {
  name: 'delta',
  run: async ({ quick }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vigie-bench-'));
    let ended = 0;
    let told = 0;
    let since: string | null = null;
    await using region = await startRegionProcess(quick ? 1_500 : 30_000);
    const backend = await createBackend({
      profileDir: folder,
      region: { id: 'bench', name: 'Banc', baseUrl: region.url },
      ingestWorker: ingestWorkerEntry,
      autoSync: false,
      fetch: watchedFetch(
        () => since,
        () => {
          ended = performance.now();
        },
      ),
    });
    backend.onAny((name) => {
      if (name === 'data.changed') told = performance.now();
    });
    try {
      await backend.sync('full');
      await backend.sync('beds');
      // Deltas come minutes apart: the search index has long been brought up to date when the next one does.
      using copy = reading(path.join(folder, 'regions/bench/copy.sqlite'));
      const indexed = (): Promise<void> =>
        until(
          'the search index',
          () => copy.database.prepare('SELECT 1 FROM search_dirty LIMIT 1').get() === undefined,
          300_000,
        );
      const after: number[] = [];
      const whole: number[] = [];
      let changed = 0;
      for (let round = 0; round < (quick ? 3 : 12); round++) {
        await indexed();
        since = new Date().toISOString();
        const reply = (await region.control('POST', 'update-beds', { count: 200 })) as {
          locations: string[];
        };
        changed = reply.locations.length;
        told = 0;
        const began = performance.now();
        await backend.sync('beds');
        if (told === 0) throw new Error('no change was told');
        // The first rounds warm the code up, as an hour of running does.
        if (round < 2 && !quick) continue;
        after.push(told - ended);
        whole.push(performance.now() - began);
      }
      return [
        {
          what: 'end of the answer to committed and told (median)',
          value: median(after),
          unit: 'ms',
          budget: 100,
          note: `${changed} Locations`,
        },
        { what: 'end of the answer to committed and told (worst)', value: Math.max(...after), unit: 'ms' },
        { what: 'whole bed exchange, network included (median)', value: median(whole), unit: 'ms' },
      ];
    } finally {
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
