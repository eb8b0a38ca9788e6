import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { findBrowser } from './browser.ts';
import { buildParts, partNames } from './build.ts';
import { requireNode24, runCommand, say, Sentence } from './say.ts';
import { startChild, type ReadyChild } from './start/children.ts';
import { hasDisplay, obtainElectron, openBrowser, openElectron } from './start/open.ts';
import { help, startOptions, type StartOptions } from './start/options.ts';
import { startRegion, writeRegionFile } from './start/region.ts';

const dist = path.resolve(import.meta.dirname, '../dist');

/** What the web host says when it listens (main/web-host.ts). */
interface HostReady {
  readonly address: string;
}

/** What must be ended, last started first. */
const endings: (() => Promise<void> | void)[] = [];

async function endAll(): Promise<void> {
  for (const end of endings.splice(0).reverse()) await end();
}

/** Resolves at Ctrl-C or at a polite request to end. A second Ctrl-C ends at once. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (): void => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

async function start(options: StartOptions, ended: Promise<void>): Promise<void> {
  const display = options.open && hasDisplay();
  await mkdir(options.profileDir, { recursive: true });
  // As root Electron has no sandbox on Linux: the shell is then not opened, the browser is told to do without.
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  const electron = display && !options.web && !root ? await obtainElectron() : null;
  await buildParts(
    electron === null
      ? ['page', 'main', ...(options.region === null ? (['region'] as const) : [])]
      : partNames,
  );

  const region = options.region ?? (await demoRegion(options));
  const regionArgs = [`--region=${region}`, `--profile-dir=${options.profileDir}`];
  if (electron !== null) {
    say('Vigie s’ouvre dans Electron.');
    const shell = openElectron(electron, regionArgs);
    endings.push(() => {
      shell.stop();
    });
    await Promise.race([shell.exited, ended]);
    return;
  }

  const host = await startChild<HostReady>(path.join(dist, 'main/web-host.cjs'), [
    ...regionArgs,
    `--page=${path.join(dist, 'page')}`,
    `--port=${options.port}`,
    '--supervised',
  ]);
  endings.push(() => host.stop());
  const failed = host.exited.then((code) => {
    throw new Sentence(`Le serveur local s’est arrêté (code ${code ?? 'inconnu'}).`);
  });
  failed.catch(() => undefined);
  offerAddresses(host);
  const opened = display ? await inBrowser(host, options.profileDir) : null;
  if (opened === null)
    say(`Vigie attend à cette adresse (elle s’ouvre une seule fois) :\n\n  ${host.ready.address}\n`);
  say('Ctrl-C arrête Vigie.');
  await Promise.race([ended, failed, ...(opened === null ? [] : [opened.closedByPerson])]);
}

async function demoRegion(options: StartOptions): Promise<string> {
  const region = await startRegion(path.join(dist, 'main/demo-region.mjs'), {
    ...options,
    speed: options.speed ?? 1,
  });
  endings.push(() => region.stop());
  void region.exited.then(() => {
    if (endings.length > 0) say('La région de démonstration s’est arrêtée : Vigie continue hors ligne.');
  });
  return writeRegionFile(options.profileDir, region.ready.url);
}

/** Opens an installed browser; null when there is none. `closedByPerson` never resolves when it could not start. */
async function inBrowser(
  host: ReadyChild<HostReady>,
  profileDir: string,
): Promise<{ closedByPerson: Promise<void> } | null> {
  const program = await findBrowser();
  if (program === null) {
    say('Aucun navigateur de la famille Chromium n’est installé.');
    return null;
  }
  say(`Vigie s’ouvre dans ${path.basename(program)} · ${new URL(host.ready.address).origin}`);
  const browser = openBrowser(program, host.ready.address, profileDir);
  endings.push(() => browser.stop());
  const closedByPerson = new Promise<void>((resolve) => {
    void browser.closed.then((byPerson) => {
      if (byPerson) {
        resolve();
        return;
      }
      say('Le navigateur n’a pas pu s’ouvrir. Vigie attend à cette adresse :');
      host.tell('address');
    });
  });
  return { closedByPerson };
}

/** Enter prints a fresh address: each one opens only once. */
function offerAddresses(host: ReadyChild<HostReady>): void {
  host.onLine((line) => {
    say(`\n  ${(JSON.parse(line) as HostReady).address}\n`);
  });
  if (!process.stdin.isTTY) return;
  const input = createInterface({ input: process.stdin });
  input.on('line', () => {
    host.tell('address');
  });
  endings.push(() => {
    input.close();
  });
}

await runCommand(async () => {
  requireNode24();
  const options = startOptions(process.argv.slice(2), process.env);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const ended = askedToEnd();
  const work = async (): Promise<number> => {
    if (options.check) {
      const { check } = await import('./start/check.ts');
      return check(options, endings);
    }
    await start(options, ended);
    return 0;
  };
  try {
    return await Promise.race([work(), ended.then(() => null)]).then((code) => {
      // Interrupted in the middle of a build or of a start: what comes up late ends with this process.
      if (code === null) endings.unshift(() => process.exit(options.check ? 130 : 0));
      return code ?? 0;
    });
  } finally {
    await endAll();
  }
});
