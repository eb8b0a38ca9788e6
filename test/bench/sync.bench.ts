import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { RegionClient } from '../../main/backend/region/client/http.ts';
import { kickOff, pollManifest } from '../../main/backend/region/client/export.ts';
import { regionConfigSchema } from '../../main/backend/region/config.ts';
import { ResourceSplitter } from '../../main/backend/region/splitter/index.ts';
import { startRegionProcess } from './support/region-process.ts';
import type { Bench } from './types.ts';

const run = promisify(execFile);
const here = import.meta.dirname;

async function child<T>(script: string, ...args: readonly string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [path.join(here, 'support', script), ...args]);
  return JSON.parse(stdout) as T;
}

/** Downloads the export once and writes its resources one per line: what the baseline reads. */
async function download(url: string, folder: string): Promise<void> {
  const config = regionConfigSchema.parse({ id: 'bench', name: 'Banc', baseUrl: url });
  const client = new RegionClient({ config, fetch });
  const { signal } = new AbortController();
  const { statusUrl } = await kickOff(client, config, signal);
  const manifest = await pollManifest(client, statusUrl, { signal });
  let number = 0;
  for (const file of manifest.files) {
    const answer = await client.get(client.resolve(file.url));
    const splitter = new ResourceSplitter();
    const lines: Uint8Array[] = [];
    const newline = Buffer.from('\n');
    for await (const piece of answer.body())
      for (const { json } of splitter.push(piece)) lines.push(json, newline);
    writeFileSync(path.join(folder, `${number++}.ndjson`), Buffer.concat(lines));
  }
}

/** Full sync of a region from its server, against the least any importer of the same bytes must do. */
export const bench: Bench = {
  name: 'sync',
  run: async ({ quick }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'vigie-bench-'));
    try {
      await using region = await startRegionProcess(quick ? 1_500 : 30_000);
      const bytesFolder = path.join(folder, 'bytes');
      mkdirSync(bytesFolder);
      await download(region.url, bytesFolder);
      // Alternated and the best of each kept: the machine's other work strikes both alike.
      const rounds = quick ? 1 : 3;
      let base = { ms: Infinity, cpuMs: Infinity, resources: 0, bytes: 0 };
      let sync = { ms: Infinity, cpuMs: Infinity, unchangedMs: Infinity, peakMb: 0 };
      for (let round = 0; round < rounds; round++) {
        const own = await child<typeof base>(
          'baseline-child.ts',
          bytesFolder,
          path.join(folder, `base-${round}.sqlite`),
        );
        const mine = await child<typeof sync>(
          'sync-child.ts',
          region.url,
          path.join(folder, `profile-${round}`),
        );
        base = { ...own, ms: Math.min(base.ms, own.ms), cpuMs: Math.min(base.cpuMs, own.cpuMs) };
        sync = {
          ms: Math.min(sync.ms, mine.ms),
          cpuMs: Math.min(sync.cpuMs, mine.cpuMs),
          unchangedMs: Math.min(sync.unchangedMs, mine.unchangedMs),
          peakMb: Math.max(sync.peakMb, mine.peakMb),
        };
      }
      const size = `${base.resources} resources, ${Math.round(base.bytes / 1e6)} MB`;
      return [
        { what: 'parse the bytes + insert them raw', value: base.ms, unit: 'ms', note: size },
        { what: 'full sync from the region', value: sync.ms, unit: 'ms' },
        { what: 'full sync / (parse + raw insert)', value: sync.ms / base.ms, unit: '×', budget: 2.5 },
        // What a busy machine does not blur: processor time of the backend, all threads.
        { what: 'the same in processor time', value: sync.cpuMs / base.cpuMs, unit: '×' },
        { what: 'full sync when nothing changed', value: sync.unchangedMs, unit: 'ms' },
        { what: 'backend peak memory', value: sync.peakMb, unit: 'MB', budget: 400 },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
