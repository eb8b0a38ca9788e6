import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild } from '../../scripts/start/children.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** The web host in a process of its own, as `npm start` runs it. */
export interface HostProcess {
  /** An address to open once. */
  newAddress(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts the built web host on a profile; beds are read every second. */
export async function startHostProcess(options: {
  readonly profileDir: string;
  readonly regionFile: string;
}): Promise<HostProcess> {
  const child = await startChild<{ address: string }>(
    path.join(dist, 'main/web-host.cjs'),
    [
      `--profile-dir=${options.profileDir}`,
      `--region=${options.regionFile}`,
      `--page=${path.join(dist, 'page')}`,
      '--beds-seconds=1',
      '--supervised',
    ],
    { stderr: 'ignore' },
  );
  const addresses = [child.ready.address];
  const waiting: ((address: string) => void)[] = [];
  child.onLine((line) => {
    const { address } = JSON.parse(line) as { address: string };
    waiting.shift()?.(address);
  });
  return {
    newAddress: () => {
      const first = addresses.shift();
      if (first !== undefined) return Promise.resolve(first);
      return new Promise((resolve) => {
        waiting.push(resolve);
        child.tell('address');
      });
    },
    stop: () => child.stop(),
  };
}

/** A profile folder that is removed at the end. */
export async function temporaryProfile(): Promise<{
  readonly folder: string;
  readonly remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigie-profile-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
