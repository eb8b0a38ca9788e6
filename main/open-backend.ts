import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gazetteerFile } from './backend/gazetteer/index.ts';
import { createBackend, type RunningBackend } from './backend/index.ts';
import type { Log } from './backend/context.ts';
import { readRegion } from './region-source.ts';

/** What every host starts a backend with. */
export interface HostConfig {
  readonly profileDir: string;
  /** File or URL of the region; null while none is configured. */
  readonly region: string | null;
  /** Seconds between readings of the beds; by default a minute, ten seconds for the demonstration region. */
  readonly bedsSeconds?: number;
}

/** The ingest worker that belongs to an entry: its source beside the sources, its bundle beside the bundles. */
export function ingestWorkerOf(entryUrl: string): URL {
  const relative = entryUrl.endsWith('.ts') ? './backend/sync/ingest/worker.ts' : './ingest-worker.cjs';
  return new URL(relative, entryUrl);
}

/** The gazetteer made for an entry: under `.cache` for the sources, beside the bundles; null when it was not made. */
export function gazetteerOf(entryUrl: string): string | null {
  const folder = entryUrl.endsWith('.ts') ? '../.cache/gazetteer/' : './';
  const file = fileURLToPath(new URL(folder + gazetteerFile, entryUrl));
  return existsSync(file) ? file : null;
}

/** Folder of the log of a profile. */
export function logFolder(profileDir: string): string {
  return path.join(profileDir, 'journal');
}

/** Opens the backend of a host. Throws AppError `invalid_params` when the region cannot be understood. */
export async function openBackend(config: HostConfig, entryUrl: string, log: Log): Promise<RunningBackend> {
  const region = config.region === null ? null : await readRegion(config.region);
  const bedsSeconds = config.bedsSeconds ?? (region?.demonstration === true ? 10 : null);
  return createBackend({
    profileDir: config.profileDir,
    region,
    ingestWorker: ingestWorkerOf(entryUrl),
    gazetteer: gazetteerOf(entryUrl),
    log,
    schedule: bedsSeconds === null ? {} : { bedsSeconds },
  });
}
