import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../node_modules/electron');

/**
 * The Electron program when it was already fetched, else null. Reads the marker that Electron's installer leaves:
 * requiring the `electron` package itself would start a download.
 */
export function electronBinary(): string | null {
  try {
    const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
    const file = path.join(
      override ?? path.join(folder, 'dist'),
      readFileSync(path.join(folder, 'path.txt'), 'utf8'),
    );
    return existsSync(file) ? file : null;
  } catch {
    return null;
  }
}

/** Runs Electron's own installer for at most `limitMs`; it is ended after that. Null when the program could not be had. */
export async function fetchElectron(limitMs: number): Promise<string | null> {
  const installer = path.join(folder, 'install.js');
  if (!existsSync(installer)) return null;
  const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
  const deadline = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  clearTimeout(deadline);
  return electronBinary();
}
