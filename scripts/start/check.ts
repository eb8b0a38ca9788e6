import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CheckFailed, runCheck } from '../../main/check.ts';
import { createFileLog } from '../../main/file-log.ts';
import { readRegion } from '../../main/region-source.ts';
import { AppError } from '../../shared/errors.ts';
import { say } from '../say.ts';
import type { StartOptions } from './options.ts';
import { startRegion, writeRegionFile } from './region.ts';

const regionEntry = path.resolve(import.meta.dirname, '../../main/demo-region/cli.ts');
/** Locations whose figures change before the delta. */
const changedLocations = 20;

/**
 * `npm start -- --check`: the main job without a window or a page, in a temporary profile. Prints one JSON line on
 * stdout and everything else on stderr; 0 when all went well, 1 otherwise. What it starts is added to `endings`.
 */
export async function check(options: StartOptions, endings: (() => Promise<void> | void)[]): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigie-check-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  try {
    let file = options.region;
    let changeBeds = (): Promise<readonly string[] | null> => Promise.resolve(null);
    if (file === null) {
      const region = await startRegion(regionEntry, { ...options, speed: options.speed ?? 0 });
      endings.push(() => region.stop());
      file = await writeRegionFile(folder, region.ready.url);
      changeBeds = () => updateBeds(region.ready.controlUrl);
    }
    const result = await runCheck({
      profileDir: folder,
      region: await readRegion(file),
      changeBeds,
      log: createFileLog(folder),
      say,
    });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  } catch (thrown) {
    if (thrown instanceof AppError) say(`${thrown.message} (${thrown.code})`);
    else if (thrown instanceof CheckFailed) say(thrown.message);
    else throw thrown;
    return 1;
  }
}

async function updateBeds(controlUrl: string): Promise<readonly string[]> {
  const answer = await fetch(`${controlUrl}/update-beds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ count: changedLocations }),
  });
  return ((await answer.json()) as { locations: string[] }).locations;
}
