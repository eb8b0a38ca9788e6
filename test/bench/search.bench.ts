import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeRegion, multiply } from './support/search/corpus.ts';
import { engineNames, type EngineName } from './support/search/engines.ts';
import type { EngineMeasure } from './support/search/measure-engine.ts';
import type { Bench, BenchRow } from './types.ts';

function measure(engine: EngineName, file: string, goldenFile: string, stride: number): EngineMeasure {
  const script = path.join(import.meta.dirname, 'support/search/measure-engine.ts');
  const run = spawnSync(process.execPath, ['--expose-gc', script, engine, file, goldenFile, String(stride)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (run.status !== 0) throw new Error(`${engine}: ${run.stderr.slice(-2000)}`);
  return JSON.parse(run.stdout) as EngineMeasure;
}

/** Engines that scan everything at each keystroke are asked fewer of them. */
const strides: Readonly<Record<EngineName, number>> = {
  vigie: 1,
  minisearch: 5,
  flexsearch: 3,
  orama: 5,
  fuse: 60,
};

/** Search (F1): golden set and keystrokes of ours beside four in-memory engines on the same documents. */
export const bench: Bench = {
  name: 'search',
  run: ({ quick }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'search-bench-'));
    try {
      const offers = quick ? 2000 : 30_000;
      const region = makeRegion(folder, offers);
      const rows: BenchRow[] = [
        {
          what: `index of ${String(offers)} offers (${String(region.documents)} documents), in steps during a sync`,
          value: region.indexMs / 1000,
          unit: 's',
        },
        { what: 'copy database, index included', value: statSync(region.file).size / 1e6, unit: 'MB' },
      ];
      for (const engine of engineNames) {
        const found = measure(engine, region.file, region.file, strides[engine]);
        const ours = engine === 'vigie';
        const missed =
          found.missed.length === 0
            ? ''
            : `missed: ${found.missed.slice(0, 6).join(', ')}${found.missed.length > 6 ? '…' : ''}`;
        rows.push(
          {
            what: `${engine}: Success@5 of ${String(found.queries)} queries`,
            value: found.success,
            unit: '%',
            note: missed,
            ...(ours ? { budget: 97, min: true } : {}),
          },
          { what: `${engine}: keystroke p50`, value: found.p50, unit: 'ms' },
          {
            what: `${engine}: keystroke p95`,
            value: found.p95,
            unit: 'ms',
            note: `${String(found.keystrokes)} keystrokes, CPU mean ${found.cpuMean.toFixed(2)} ms`,
            ...(ours ? { budget: 4 } : {}),
          },
          {
            what: `${engine}: ready after start`,
            value: found.buildMs,
            unit: 'ms',
            ...(ours ? { budget: 200 } : {}),
          },
          { what: `${engine}: memory`, value: found.memoryMb, unit: 'MB' },
        );
      }
      if (!quick) {
        const large = path.join(folder, 'large.db');
        const documents = multiply(region.file, large, 17);
        const found = measure('vigie', large, region.file, 1);
        rows.push(
          {
            what: `500 000 offers (${String(documents)} documents): keystroke p50`,
            value: found.p50,
            unit: 'ms',
          },
          {
            what: '500 000 offers: keystroke p95',
            value: found.p95,
            unit: 'ms',
            budget: 20,
            note: `CPU mean ${found.cpuMean.toFixed(2)} ms`,
          },
          { what: '500 000 offers: ready after start', value: found.buildMs, unit: 'ms', budget: 200 },
        );
      }
      return Promise.resolve(rows);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
