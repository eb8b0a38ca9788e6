import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ordinaryViewer,
  readCapacities,
  readLinks,
  readSharing,
  readUnits,
} from '../../../main/backend/features/beds/queries.ts';
import { readParents, readRecord } from '../../../main/backend/features/beds/sheet-queries.ts';
import { Region } from './region.ts';

let region: Region;
beforeAll(() => {
  region = new Region();
});
afterAll(() => {
  region.close();
});

/** What SQLite would do for every statement that `read` prepares. */
function plansOf(read: (copy: Region['reader']) => unknown): string {
  const plans: string[] = [];
  const spy = new Proxy(region.reader, {
    get: (target, name) => {
      if (name !== 'prepare') throw new Error(`unexpected use of ${String(name)}`);
      return (sql: string) => {
        const bare = sql.replaceAll(/@\w+|\?/g, 'NULL');
        plans.push(
          ...target
            .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${bare}`)
            .all()
            .map((row) => row.detail),
        );
        return target.prepare(sql);
      };
    },
  });
  read(spy);
  return plans.join('\n');
}

test.each([
  ['units', (copy: Region['reader']) => readUnits(copy, { all: true }, ordinaryViewer)],
  ['one unit', (copy: Region['reader']) => readUnits(copy, { id: 'u' }, ordinaryViewer)],
  ['links', (copy: Region['reader']) => readLinks(copy, { all: true }, ordinaryViewer)],
  ['sharing', (copy: Region['reader']) => readSharing(copy, { all: true }, ordinaryViewer)],
  ['capacities', (copy: Region['reader']) => readCapacities(copy, ['L'])],
  ['a resource', (copy: Region['reader']) => readRecord(copy, 'Location', 'L')],
])('%s are found by their keys, never by reading a whole table', (_what, read) => {
  const plan = plansOf(read);
  expect(plan).toMatch(/SEARCH/);
  expect(plan).not.toMatch(/SCAN (s|l|x|y|h|o|capacity|resource|healthcare_service|organization)\b/);
});

test('parents are walked by key', () => {
  const plan = plansOf((copy) => readParents(copy, 'u'));
  expect(plan).toMatch(/SEARCH o USING PRIMARY KEY/);
  expect(plan).not.toMatch(/SCAN (o|organization|healthcare_service)\b/);
});
