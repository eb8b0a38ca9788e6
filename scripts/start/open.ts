import { spawn } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { browserFlags } from '../browser.ts';
import { electronBinary, fetchElectron } from '../electron-binary.ts';
import { say } from '../say.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** How long the Electron binary may take to arrive, in milliseconds. */
const fetchLimitMs = 6000;
/** A fetch that failed is not tried again before this, in milliseconds: a second start begins at once. */
const retryAfterMs = 24 * 3600_000;
/** A window that closes sooner than this was never seen, in milliseconds. */
const seenMs = 3000;

/** Whether a window could be shown at all. */
export function hasDisplay(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/** Electron's program, fetched if that takes a few seconds at most. Null, after one line that says so, when it cannot be had. */
export async function obtainElectron(): Promise<string | null> {
  const present = electronBinary();
  if (present !== null) return present;
  const marker = path.join(root, '.cache/electron-unavailable');
  const failedAt = (await stat(marker).catch(() => null))?.mtimeMs ?? 0;
  if (Date.now() - failedAt > retryAfterMs) {
    say('Electron : téléchargement…');
    const fetched = await fetchElectron(fetchLimitMs);
    if (fetched !== null) return fetched;
    await mkdir(path.dirname(marker), { recursive: true });
    await writeFile(marker, '');
  }
  say('Electron n’a pas pu être téléchargé : Vigie s’ouvre dans un navigateur installé.');
  return null;
}

/** Opens the built shell; resolves with its exit code when its window is closed. */
export function openElectron(
  program: string,
  args: readonly string[],
): { exited: Promise<number>; stop: () => void } {
  const child = spawn(program, [root, ...args], { stdio: 'inherit', windowsHide: false });
  const exited = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
  return { exited, stop: () => void child.kill() };
}

/**
 * Opens `address` in a window of its own of an installed browser, with a browser profile of its own: no extension, no
 * history, no other tab. `closed` says whether a person closed it; a browser that could not start is not "closed".
 */
export function openBrowser(
  program: string,
  address: string,
  profileDir: string,
): { closed: Promise<boolean>; stop: () => Promise<void> } {
  const startedAt = performance.now();
  const child = spawn(
    program,
    [
      `--app=${address}`,
      `--user-data-dir=${path.join(profileDir, 'navigateur')}`,
      '--window-size=1366,768',
      ...browserFlags(),
    ],
    { stdio: 'ignore', detached: process.platform !== 'win32' },
  );
  const closed = new Promise<boolean>((resolve) => {
    child.on('exit', () => resolve(performance.now() - startedAt > seenMs));
    child.on('error', () => resolve(false));
  });
  return {
    closed,
    stop: async () => {
      child.kill();
      await closed;
    },
  };
}
