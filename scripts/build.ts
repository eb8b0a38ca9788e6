import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build, type InlineConfig } from 'vite';
import { ensureGazetteer } from './gazetteer.ts';
import { requireNode24, runCommand, say } from './say.ts';

const root = path.resolve(import.meta.dirname, '..');

interface Part {
  readonly name: string;
  /** What is said while it is built. */
  readonly label: string;
  /** Files and folders whose content decides whether it is up to date. */
  readonly inputs: readonly string[];
  /** Files that must exist afterwards. */
  readonly outputs: readonly string[];
  readonly config: InlineConfig;
}

const common = ['package-lock.json', 'scripts/build.ts', 'shared'];

/**
 * One CommonJS file per entry, with every library inside but those that cannot be: `electron` is given by its host,
 * better-sqlite3 has a native file. CommonJS because a sandboxed preload has no modules and the others stay alike; the
 * demonstration region is a module because its command awaits at its top level.
 */
function nodePart(
  name: string,
  label: string,
  inputs: readonly string[],
  entries: Readonly<Record<string, string>>,
  format: 'cjs' | 'es' = 'cjs',
): Part {
  const extension = format === 'cjs' ? 'cjs' : 'mjs';
  return {
    name,
    label,
    inputs: [...common, ...inputs],
    outputs: Object.keys(entries).map((entry) => `dist/${entry}.${extension}`),
    config: {
      configFile: false,
      root,
      logLevel: 'warn',
      resolve: { conditions: ['node', 'import', 'default'] },
      ssr: { noExternal: true, external: ['electron', 'better-sqlite3'], target: 'node' },
      build: {
        ssr: true,
        outDir: path.join(root, 'dist'),
        emptyOutDir: false,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          input: Object.fromEntries(
            Object.entries(entries).map(([entry, file]) => [entry, path.join(root, file)]),
          ),
          output: {
            format,
            entryFileNames: `[name].${extension}`,
            chunkFileNames: `${name}/chunks/[name]-[hash].${extension}`,
          },
        },
      },
    },
  };
}

const parts = {
  page: {
    name: 'page',
    label: 'la page',
    inputs: [...common, 'renderer', 'vite.config.ts'],
    outputs: ['dist/page/index.html'],
    config: { configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' },
  },
  main: nodePart('main', 'le service local', ['main'], {
    'main/web-host': 'main/web-host.ts',
    'main/backend-process': 'main/backend-process.ts',
    'main/ingest-worker': 'main/backend/sync/ingest/worker.ts',
  }),
  region: nodePart(
    'region',
    'la région de démonstration',
    ['main/demo-region'],
    { 'main/demo-region': 'main/demo-region/cli.ts' },
    'es',
  ),
  electron: nodePart('electron', 'la fenêtre', ['main/electron', 'main/page-folder.ts'], {
    'electron/main': 'main/electron/main.ts',
  }),
  preload: nodePart('preload', 'le lien avec la page', ['preload'], {
    'preload/preload': 'preload/preload.ts',
  }),
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as PartName[];

/** Builds what is not up to date, one process at a time, and says so. Rejects with the bundler's error. */
export async function buildParts(names: readonly PartName[]): Promise<void> {
  const unlock = await lock();
  try {
    await buildStale(names);
    // The local service reads it beside its bundle; made once, in about two seconds.
    if (names.includes('main')) ensureGazetteer(path.join(root, 'dist/main'));
  } finally {
    await unlock();
  }
}

/** Two builds at once would empty each other's folders. A lock whose holder is dead is taken over. */
async function lock(): Promise<() => Promise<void>> {
  const file = path.join(root, '.cache/build/lock');
  await mkdir(path.dirname(file), { recursive: true });
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (thrown) {
      if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'EEXIST') throw thrown;
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) await rm(file, { force: true });
    else await wait(100);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function buildStale(names: readonly PartName[]): Promise<void> {
  for (const name of names) {
    const part: Part = parts[name];
    const stamp = path.join(root, '.cache/build', part.name);
    const digest = await digestOf(part.inputs);
    const last = await readFile(stamp, 'utf8').catch(() => '');
    if (last === digest && part.outputs.every((output) => existsSync(path.join(root, output)))) continue;
    const startedAt = performance.now();
    await rm(stamp, { force: true });
    await rm(path.join(root, 'dist', part.name, 'chunks'), { recursive: true, force: true });
    await build(part.config);
    await mkdir(path.dirname(stamp), { recursive: true });
    await writeFile(stamp, digest);
    say(
      `Construction : ${part.label} · ${((performance.now() - startedAt) / 1000).toFixed(1).replace('.', ',')} s`,
    );
  }
}

/** Digest of the content and names of files and folders, whatever their dates. */
async function digestOf(inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of await filesOf(path.join(root, input))) {
      hash
        .update(path.relative(root, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesOf(fileOrFolder: string): Promise<string[]> {
  const entries = await readdir(fileOrFolder, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return existsSync(fileOrFolder) ? [fileOrFolder] : [];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.main) {
  await runCommand(async () => {
    requireNode24();
    await buildParts(partNames);
    return 0;
  });
}
