import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { say, Sentence } from './say.ts';

/** Where browsers of the Chromium family are installed, by operating system; first found wins. */
function installedPaths(): readonly string[] {
  const { env, platform } = process;
  if (platform === 'win32') {
    const folders = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']];
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'Chromium/Application/chrome.exe',
    ];
    return folders.flatMap((folder) =>
      folder === undefined ? [] : programs.map((program) => path.join(folder, program)),
    );
  }
  if (platform === 'darwin') {
    const programs = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return programs.map((program) => `/Applications/${program}.app/Contents/MacOS/${program}`);
  }
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return names.flatMap((name) =>
    [...folders, '/usr/bin', '/snap/bin'].map((folder) => path.join(folder, name)),
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The Chromium that Playwright downloaded, when there is one. */
async function playwrightBrowser(): Promise<string | null> {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return isExecutable(file) ? file : null;
}

/**
 * An installed browser: `CHROMIUM_PATH`, then an installed Chrome, Chromium or Edge, then Playwright's. Null when there
 * is none. Throws a `Sentence` when `CHROMIUM_PATH` names something that cannot be run.
 */
export async function findBrowser(): Promise<string | null> {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '') {
    if (isExecutable(asked)) return asked;
    throw new Sentence(`CHROMIUM_PATH désigne « ${asked} », qui ne peut pas être exécuté.`);
  }
  return installedPaths().find(isExecutable) ?? (await playwrightBrowser());
}

/** A browser for tests; installed from Debian's packages when there is none and we may. Throws a `Sentence` otherwise. */
export async function requireBrowser(): Promise<string> {
  const found = await findBrowser();
  if (found !== null) return found;
  if (isRootOnDebian()) {
    say('Aucun navigateur : installation de chromium avec apt-get…');
    const installed =
      run('apt-get', ['update', '-q']) &&
      run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
    const after = installed ? await findBrowser() : null;
    if (after !== null) return after;
  }
  throw new Sentence(
    'Les tests ont besoin d’un navigateur : installez Chrome, Chromium ou Edge, ou donnez son chemin dans CHROMIUM_PATH.',
  );
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

function isRootOnDebian(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    return (
      /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8')) &&
      isExecutable('/usr/bin/apt-get')
    );
  } catch {
    return false;
  }
}

/** Flags every start of a browser needs here: root has no sandbox of its own on Linux, and nothing may phone home. */
export function browserFlags(): readonly string[] {
  return [
    '--disable-background-networking',
    '--no-first-run',
    '--no-default-browser-check',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}
