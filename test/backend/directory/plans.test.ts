import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from 'better-sqlite3';
import { directoryFilters } from '../../../shared/domain/directory-filters.ts';
import {
  countOffers,
  readCells,
  readLabels,
  readNames,
  readOffer,
  readOffersOf,
} from '../../../main/backend/features/directory/offer-queries.ts';
import { readForest } from '../../../main/backend/features/directory/organizations.ts';
import {
  hasCapacity,
  readPhones,
  readRolesOf,
  readRolesOfPerson,
  RecordReader,
} from '../../../main/backend/features/directory/records.ts';
import { readRemoved } from '../../../main/backend/features/directory/removed.ts';
import { DirectoryRegion } from './region.ts';

let region: DirectoryRegion;
beforeAll(() => {
  region = new DirectoryRegion();
});
afterAll(() => {
  region.close();
});

/** What SQLite would do for every statement that `read` prepares. */
function plansOf(read: (copy: Database) => unknown): string[] {
  const plans: string[] = [];
  const spy = new Proxy(region.reader, {
    get: (target, name) => {
      if (name !== 'prepare') throw new Error(`unexpected use of ${String(name)}`);
      return (sql: string) => {
        plans.push(
          ...target
            .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll('?', "'x'")}`)
            .all()
            .map((row) => row.detail),
        );
        return target.prepare(sql);
      };
    },
  });
  read(spy);
  return plans;
}

const none = directoryFilters.parse({});
const some = directoryFilters.parse({ departments: ['75'], unitTypes: ['121', '262'] });

test.each([
  ['units of an organization', (copy: Database) => readOffersOf(copy, 'o', none, false), 'provided_by'],
  [
    'filtered units of an organization',
    (copy: Database) => readOffersOf(copy, 'o', some, false),
    'provided_by|offer_type',
  ],
  ['units without provider', (copy: Database) => readOffersOf(copy, null, none, false), 'provided_by'],
  ['one unit', (copy: Database) => readOffer(copy, 'u', false), 'PRIMARY KEY'],
  ['labels', (copy: Database) => readLabels(copy, 'TRE_R244'), 'PRIMARY KEY'],
  ['roles of a unit', (copy: Database) => readRolesOf(copy, 'u', 10), 'practitioner_role_service'],
  [
    'roles of a person',
    (copy: Database) => readRolesOfPerson(copy, 'p', 10),
    'practitioner_role_practitioner',
  ],
  ['capacities of a unit', (copy: Database) => hasCapacity(copy, 'u'), 'PRIMARY KEY'],
  ['phones of a unit', (copy: Database) => readPhones(copy, 'healthcareService', 'u'), 'PRIMARY KEY'],
  ['a resource as sent', (copy: Database) => new RecordReader(copy).read('Location', 'l'), 'resource_key'],
  ['what was removed', (copy: Database) => readRemoved(copy, 'organization', 'o'), 'PRIMARY KEY'],
])('%s are found by a key, never by reading a table', (_what, read, index) => {
  const plan = plansOf(read);
  expect(plan.join('\n')).toMatch(new RegExp(`SEARCH .*(${index})`));
  expect(plan.filter((step) => /^SCAN (?!CONSTANT)/.test(step))).toEqual([]);
});

test.each([
  ['counts of the tree', (copy: Database) => countOffers(copy, none, false)],
  ['values of a filter', (copy: Database) => readCells(copy, false)],
  ['organizations', (copy: Database) => readForest(copy)],
  ['names', (copy: Database) => readNames(copy, false)],
])('%s take one pass over one table', (_what, read) => {
  const plan = plansOf(read);
  expect(plan.filter((step) => /^(SCAN|SEARCH) /.test(step))).toHaveLength(1);
});
