import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSearch, type Search } from '../../../main/backend/search/index.ts';
import { createGazetteer } from '../../../main/backend/gazetteer/index.ts';
import { ensureGazetteer } from '../../../scripts/gazetteer.ts';
import { goldenDocuments, goldenQueries, successAtFive, type GoldenDocument } from './golden.ts';
import { fillRegion, openRegion, regionNow } from './region.ts';

let folder: string;
let reader: Database;
let search: Search;
let documents: GoldenDocument[];

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'golden-'));
  const region = openRegion(folder);
  fillRegion(region, 3000, 20261123);
  region.index();
  reader = region.openReader();
  region.close();
  const gazetteer = createGazetteer(ensureGazetteer(folder));
  search = createSearch(reader, { gazetteer, now: () => regionNow });
  documents = goldenDocuments(reader);
}, 240_000);
afterAll(() => {
  reader.close();
  rmSync(folder, { recursive: true });
});

test('the set is large enough and every answer exists in the region', () => {
  const queries = goldenQueries(documents);
  expect(queries.length).toBeGreaterThanOrEqual(80);
  const impossible = queries.filter(({ right }) => !documents.some(right)).map(({ query }) => query);
  expect(impossible).toEqual([]);
});

test('Success@5 is at least 97 %', () => {
  const byRef = new Map(
    documents.map((document) => [`${document.refType}|${document.name}|${document.detail}`, document]),
  );
  const found = successAtFive(goldenQueries(documents), (query) =>
    search
      .suggest(query)
      .best.flatMap(({ refType, name, detail }) => byRef.get(`${refType}|${name}|${detail}`) ?? []),
  );
  expect(found.percent, `missed: ${found.missed.join(', ')}`).toBeGreaterThanOrEqual(97);
});
