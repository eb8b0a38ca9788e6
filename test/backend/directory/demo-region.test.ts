import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DirectorySheet, TreeChildren } from '../../../shared/contract/directory.ts';
import { unknownParentKey } from '../../../shared/contract/directory.ts';
import type { DemoRegion } from '../../../main/demo-region/index.ts';
import { temporaryFolder, testBackend, type TestBackend } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

const folder = temporaryFolder();
let region: DemoRegion & AsyncDisposable;
let running: TestBackend;

beforeAll(async () => {
  region = await smallRegion();
  running = await testBackend(folder.path, region.url);
  await running.backend.sync('full');
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await region[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

/** Opens everything, level by level, as a page would. */
async function everyKey(): Promise<string[]> {
  const met: string[] = [];
  let open: (string | null)[] = [null];
  while (open.length > 0) {
    const next: string[] = [];
    for (let from = 0; from < open.length; from += 200) {
      const parents = open.slice(from, from + 200).map((key) => ({ key, limit: 100_000 }));
      const params = { parents, filters: { departments: [], fields: [], unitTypes: [], closed: true } };
      const answer = (await running.backend.call('directory.children', params)) as readonly TreeChildren[];
      for (const { nodes, total } of answer) {
        expect(nodes).toHaveLength(total);
        next.push(...nodes.filter(({ children }) => children > 0).map(({ key }) => key));
        met.push(...nodes.map(({ key }) => key));
      }
    }
    open = next;
  }
  return met;
}

test('every organization and every unit of the copy but the sensitive ones is in the tree exactly once', async () => {
  const copy = running.open();
  const ids = (sql: string): string[] => copy.prepare<[], string>(sql).pluck().all();
  const expected = [
    ...ids('SELECT id FROM organization').map((id) => `organization:${id}`),
    ...ids('SELECT id FROM healthcare_service WHERE sensitive = 0').map((id) => `healthcareService:${id}`),
  ];
  expect(expected.length).toBeGreaterThan(300);
  expect(ids('SELECT id FROM healthcare_service WHERE sensitive = 1').length).toBeGreaterThan(0);
  const met = (await everyKey()).filter((key) => key !== unknownParentKey);
  expect(met.toSorted()).toEqual(expected.toSorted());
});

test('every sheet opens, of each level and of every professional', async () => {
  const copy = running.open();
  const all = copy
    .prepare<[], { kind: string; id: string }>(
      `SELECT 'organization' AS kind, id FROM organization
       UNION ALL SELECT 'healthcareService', id FROM healthcare_service WHERE sensitive = 0
       UNION ALL SELECT 'practitionerRole', r.id FROM practitioner_role r
                   JOIN healthcare_service s ON s.id = r.healthcare_service_id WHERE s.sensitive = 0`,
    )
    .all();
  const levels = new Set<unknown>();
  for (const { kind, id } of all) {
    const sheet = (await running.backend.call('directory.sheet', { kind, id })) as DirectorySheet;
    expect(sheet).toMatchObject({ kind, id });
    levels.add(sheet.level);
  }
  expect([...levels]).toEqual(expect.arrayContaining(['EJ', 'EG', 'POLE', 'SERVICE', 'UF', 'UO', null]));
});
