import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const sources = ['shared', 'main', 'preload', 'renderer', 'scripts', 'test'];

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

async function manifest(): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Manifest;
}

async function sourceFiles(): Promise<string[]> {
  const found = await Promise.all(
    sources.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    }),
  );
  return found.flat().filter((file) => /\.(ts|tsx|css|js)$/.test(file));
}

function lineCount(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

describe('files', () => {
  test('none is longer than 400 lines; the preload not longer than 60', async () => {
    const files = await sourceFiles();
    expect(files.length).toBeGreaterThan(50);
    const tooLong: string[] = [];
    for (const file of files) {
      const lines = lineCount(await readFile(file, 'utf8'));
      const relative = path.relative(root, file);
      if (lines > (relative.startsWith('preload') ? 60 : 400)) tooLong.push(`${relative}: ${lines}`);
    }
    expect(tooLong).toEqual([]);
  });

  test('no check is silenced, no test is left out', async () => {
    const forbidden = [
      /@ts-(ignore|nocheck|expect-error)/,
      /eslint-disable/,
      /prettier-ignore/,
      /\b(it|test|describe)\.(skip|only|todo|fixme)\b/,
    ];
    const found: string[] = [];
    for (const file of await sourceFiles()) {
      if (file === import.meta.filename) continue;
      const text = await readFile(file, 'utf8');
      if (forbidden.some((pattern) => pattern.test(text))) found.push(path.relative(root, file));
    }
    expect(found).toEqual([]);
  });
});

describe('dependencies', () => {
  test('are pinned exactly', async () => {
    const { dependencies, devDependencies } = await manifest();
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  test('each one stands in the table of the README, with its reason; nothing else does', async () => {
    const { dependencies, devDependencies } = await manifest();
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    const section = readme.split(/^## /m).find((part) => part.startsWith('Dependencies'));
    if (section === undefined) throw new Error('README.md has no section “## Dependencies”');
    const rows = section.split('\n').filter((line) => line.startsWith('|') && line.includes('`'));
    const reasons = new Map(
      rows.flatMap((row) => {
        const [, names = '', ...rest] = row.split('|').map((cell) => cell.trim());
        const reason = rest.join(' ').trim();
        return [...names.matchAll(/`([^`]+)`/g)].map((name) => [name[1] ?? '', reason] as const);
      }),
    );
    expect([...reasons.keys()].sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
    expect([...reasons].filter(([, reason]) => reason === '')).toEqual([]);
  });
});
