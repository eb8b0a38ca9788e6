import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, testBackend, type TestBackend } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';
import type { Database } from 'better-sqlite3';

let region: Awaited<ReturnType<typeof smallRegion>>;
let folder: ReturnType<typeof temporaryFolder>;
let test: TestBackend;
let copy: Database;

beforeAll(async () => {
  region = await smallRegion();
  folder = temporaryFolder();
  test = await testBackend(folder.path, region.url);
  await test.backend.sync('full');
  copy = test.open();
});

afterAll(async () => {
  await test[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
  await region.stop();
});

/** The plan of a query, on a real copy with the statistics a sync leaves. */
const plan = (sql: string): string =>
  copy
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => detail)
    .join('\n');

describe('plans of the hot queries', () => {
  it.each([
    [
      'a resource by its key',
      "SELECT json FROM resource WHERE type = 'Location' AND id = 'x'",
      /USING INDEX resource_key \(type=\? AND id=\?\)/,
    ],
    [
      'keys and states at start, without touching the JSON',
      `SELECT r.type, r.id, r.pk, s.last_updated FROM resource r INDEXED BY resource_key JOIN resource_state s ON s.pk = r.pk`,
      /SCAN r USING COVERING INDEX resource_key/,
    ],
    [
      'counts by type',
      'SELECT type, count(*) FROM resource GROUP BY type',
      /USING COVERING INDEX resource_key/,
    ],
    [
      'offers of a place',
      "SELECT healthcare_service_id FROM healthcare_service_location WHERE location_id = 'x'",
      /USING (COVERING )?INDEX healthcare_service_location_location/,
    ],
    [
      'offers of an organization',
      "SELECT id FROM healthcare_service WHERE provided_by = 'x'",
      /USING (COVERING )?INDEX healthcare_service_provided_by/,
    ],
    [
      'units of a board',
      "SELECT id, name FROM healthcare_service WHERE offer_type IN ('121', '122') AND department = '75'",
      /USING INDEX healthcare_service_offer_type/,
    ],
    [
      'figures of a place',
      "SELECT * FROM capacity WHERE location_id = 'x' ORDER BY ord",
      /SEARCH capacity USING PRIMARY KEY/,
    ],
    [
      'history of a figure',
      "SELECT p.updated_at, p.count FROM capacity_series s JOIN capacity_point p ON p.series = s.pk WHERE s.location_id = 'x'",
      /SEARCH s USING .*INDEX.*\(location_id=\?\)\nSEARCH p USING PRIMARY KEY \(series=\?\)/,
    ],
    [
      'professionals of an offer',
      "SELECT id FROM practitioner_role WHERE healthcare_service_id = 'x'",
      /practitioner_role_service/,
    ],
  ] as const)('%s', (_what, sql, expected) => {
    expect(plan(sql)).toMatch(expected);
    expect(plan(sql)).not.toMatch(/USE TEMP B-TREE/);
  });
});
