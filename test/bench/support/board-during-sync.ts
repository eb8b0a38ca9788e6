import { setTimeout as wait } from 'node:timers/promises';
import { testBackend, temporaryFolder } from '../../support/backend.ts';
import type { BenchRow } from '../types.ts';
import { startRegionProcess } from './region-process.ts';
import { quantile } from './times.ts';

/** A page asks at most this often (ms): between two questions the backend does its other work. */
const pause = 20;

/** Below this an idle board is so quick that three times as much would measure the machine, not the product. */
const floorMs = 5;

/**
 * The board asked through the backend while it pulls a whole region from a demo region in another process: during the
 * first pull, which writes everything, and during a second one, against the same board at rest.
 */
export async function boardDuringSync(quick: boolean): Promise<readonly BenchRow[]> {
  using folder = temporaryFolder();
  await using region = await startRegionProcess(quick ? 1_500 : 30_000);
  await using test = await testBackend(folder.path, region.url);
  const { backend } = test;

  /** Asks until `ended`, and for at least `least` answers. */
  const ask = async (ended: () => boolean, least: number): Promise<number[]> => {
    const times: number[] = [];
    while (!ended() || times.length < least) {
      const start = performance.now();
      await backend.call('beds.regionBoard', { audience: 'all' });
      times.push(performance.now() - start);
      await wait(pause);
    }
    return times.toSorted((a, b) => a - b);
  };
  const during = async (): Promise<number[]> => {
    let over = false;
    const pull = backend.sync('full').finally(() => (over = true));
    const times = await ask(() => over, 1);
    await pull;
    return times;
  };

  const first = await during();
  const idle = await ask(() => true, quick ? 30 : 300);
  const second = await during();
  const base = Math.max(floorMs, quantile(idle, 0.95));
  const rows = [
    { what: 'first full pull', times: first },
    { what: 'second full pull', times: second },
  ];
  return [
    { what: 'board through the backend, idle, p95', value: quantile(idle, 0.95), unit: 'ms' },
    ...rows.flatMap(({ what, times }): BenchRow[] => [
      {
        what: `board during the ${what}, p95`,
        value: quantile(times, 0.95),
        unit: 'ms',
        note: `${times.length} questions`,
      },
      {
        what: `board during the ${what} / idle`,
        value: quantile(times, 0.95) / base,
        unit: '×',
        budget: 3,
        note: `idle counted as ${base.toFixed(1)} ms`,
      },
      { what: `slowest board during the ${what}`, value: times.at(-1) ?? 0, unit: 'ms' },
    ]),
  ];
}
