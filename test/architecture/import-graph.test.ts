import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cruiseOptions } from './rooms.ts';

const root = path.resolve(import.meta.dirname, '../..');

async function violationsIn(baseDir: string, folders: readonly string[]): Promise<string[]> {
  const { output } = await cruise([...folders], { ...cruiseOptions, baseDir });
  const { summary } = output as ICruiseResult;
  return summary.violations.map((one) => `${one.rule.name} | ${one.from} → ${one.to}`).sort();
}

describe('the import graph', () => {
  test('keeps to the table of the rooms, without a cycle', { timeout: 120_000 }, async () => {
    const folders = ['shared', 'main', 'preload', 'renderer', 'scripts'];
    expect(await violationsIn(root, folders)).toEqual([]);
  });
});

/** Each line breaks one rule: proves that the rule sees it. */
const broken = [
  ['shared/a.ts', "import 'node:fs';", 'shared: no Node'],
  ['shared/b.ts', "import 'axios';", 'shared: packages'],
  ['shared/c.ts', "import '../main/page-folder.ts';", 'shared: other rooms'],
  [
    'shared/d.ts',
    "import type { X } from '../main/page-folder.ts'; export type Y = X;",
    'shared: other rooms',
  ],
  ['main/backend/a.ts', "import 'electron';", 'backend: never'],
  ['main/backend/b.ts', "import '../demo-region/ok.ts';", 'backend: other rooms'],
  ['main/backend/features/x/a.ts', "import '../y/ok.ts';", 'a feature keeps to itself'],
  ['renderer/features/x/a.ts', "import '../y/ok.ts';", 'a feature keeps to itself'],
  ['main/demo-region/a.ts', "import '../backend/ok.ts';", 'demo-region: other rooms'],
  ['main/electron/policies/a.ts', "import 'electron';", 'policies: packages'],
  ['main/electron/policies/b.ts', "import 'node:fs';", 'policies: little Node'],
  ['main/electron/a.ts', "import '../backend/ok.ts';", 'electron: types only'],
  ['main/electron/b.ts', "import 'better-sqlite3';", 'electron: packages'],
  ['main/web-host/a.ts', "import '../electron/ok.ts';", 'hosts: other rooms'],
  ['main/web-host/b.ts', "import 'electron';", 'hosts: never'],
  ['preload/a.ts', "import '../shared/ok.ts';", 'preload: types only'],
  ['preload/b.ts', "import 'node:path';", 'preload: no Node'],
  ['preload/c.ts', "import 'zod';", 'preload: packages'],
  ['renderer/a.ts', "import 'electron';", 'renderer: never'],
  ['renderer/b.ts', "import 'node:fs';", 'renderer: no Node'],
  [
    'renderer/c.ts',
    "import type { X } from '../main/backend/ok.ts'; export type Y = X;",
    'renderer: other rooms',
  ],
  ['main/backend/c.ts', "import '../../test/ok.ts';", 'product code knows no test and no script'],
  ['main/backend/d.ts', "import './missing.ts';", 'nothing unresolvable'],
  ['shared/e.ts', "import { f } from './f.ts'; export const e = f;", 'no cycle'],
] as const;

const innocent = [
  ['main/page-folder.ts', "import './electron/policies/ok.ts'; export type X = 1;"],
  ['main/demo-region/ok.ts', "import 'node:fs'; import '../../shared/ok.ts';"],
  ['main/backend/ok.ts', "import 'node:fs'; import 'axios'; import '../../shared/ok.ts'; export type X = 1;"],
  ['main/backend/features/y/ok.ts', "import '../../ok.ts';"],
  ['main/electron/policies/ok.ts', "import 'node:path';"],
  [
    'main/electron/ok.ts',
    "import 'electron'; import '../page-folder.ts'; import type { X } from '../backend/ok.ts'; export type Y = X;",
  ],
  ['main/web-host/ok.ts', "import 'ws'; import '../backend/ok.ts'; import '../electron/policies/ok.ts';"],
  ['preload/ok.ts', "import 'electron'; import type { X } from '../shared/ok.ts'; export type Y = X;"],
  ['renderer/ok.ts', "import 'react'; import '../shared/ok.ts';"],
  ['renderer/features/y/ok.ts', "import '../../ok.ts';"],
  ['shared/ok.ts', "import 'zod'; export type X = 1;"],
  ['shared/f.ts', "import { e } from './e.ts'; export const f = () => e;"],
  ['test/ok.ts', ''],
] as const;

describe('the rules', () => {
  let folder: string;
  let found: string[];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'vigie-rooms-'));
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [file, text] of [...broken, ...innocent]) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text === '' ? 'export {};' : text);
    }
    found = await violationsIn(folder, ['shared', 'main', 'preload', 'renderer', 'test']);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(broken)('%s is caught', (file, _text, rule) => {
    expect(found.filter((one) => one.includes(` ${file} →`)).map((one) => one.split(' | ')[0])).toContain(
      rule,
    );
  });

  test.each(innocent.filter(([file]) => file !== 'shared/f.ts'))('%s is let through', (file) => {
    expect(found.filter((one) => one.includes(` ${file} →`))).toEqual([]);
  });
});
