import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { openForReading, openForWriting } from '../../../main/backend/db/open.ts';
import { sqlMigration } from '../../../main/backend/db/migrate.ts';
import { copyMigrations } from '../../../main/backend/db/migrations/index.ts';
import { sql as searchSql } from '../../../main/backend/db/migrations/copy-0002-search.ts';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';
import { SearchIndexer } from '../../../main/backend/search/index.ts';
import { Ingest } from '../../../main/backend/sync/ingest/ingest.ts';
import type { DirectoryRecord } from '../../../shared/domain/entities.ts';
import { generateRegion } from '../../../main/demo-region/generate/region.ts';
import { Store } from '../../../main/demo-region/store.ts';

/** A Monday morning in Paris, the instant every test region is generated and asked at. */
export const regionNow = Date.parse('2026-11-23T10:00:00+01:00');

export const readRecord = (json: Buffer): DirectoryRecord | null => {
  const result = mapResource(JSON.parse(json.toString()) as unknown);
  return result.kept ? result.record : null;
};

/** The steps of the copy database with the index, whether or not it is listed there yet. */
export const migrations = copyMigrations.some(({ name }) => name.includes('search'))
  ? copyMigrations
  : [...copyMigrations, sqlMigration(copyMigrations.length + 1, 'copy-search', searchSql)];

export const types = [
  'Organization',
  'Location',
  'HealthcareService',
  'Practitioner',
  'PractitionerRole',
] as const;

export interface TestRegion {
  readonly file: string;
  /** Write connection, as the ingest worker has it. */
  readonly writer: Database;
  readonly ingest: Ingest;
  readonly indexer: SearchIndexer;
  readonly openReader: () => Database;
  /** Applies resources as one batch of a delta and brings the index up to date. */
  readonly apply: (resources: readonly unknown[]) => void;
  /** Brings the index up to date, `step` records at a time. */
  readonly index: (step?: number) => void;
  readonly close: () => void;
}

function newPass(): Parameters<Ingest['apply']>[1] {
  return {
    generation: 1,
    newest: new Map(),
    moved: { organizations: new Set<string>(), locations: new Set<string>() },
    snapshotAt: null,
  } as unknown as Parameters<Ingest['apply']>[1];
}

/** An empty copy database with everything that writes to it. */
export function openRegion(folder: string): TestRegion {
  const file = path.join(folder, 'copy.db');
  const writer = openForWriting(file, 'copy', migrations);
  const ingest = new Ingest(writer, mapResource, () => regionNow);
  const indexer = new SearchIndexer(writer, readRecord);
  const index = (step = 1000): void => {
    while (writer.transaction(() => indexer.step(step))() > 0);
  };
  return {
    file,
    writer,
    ingest,
    indexer,
    index,
    openReader: () => openForReading(file),
    apply: (resources) => {
      const pass = newPass();
      ingest.apply(
        resources.map((resource) => Buffer.from(JSON.stringify(resource))),
        pass,
      );
      ingest.transaction(() => {
        ingest.placeAgain(pass.moved);
      });
      index();
    },
    close: () => writer.close(),
  };
}

/** Fills a copy database with the demonstration region, without its network. */
export function fillRegion(region: TestRegion, offers: number, seed: number): void {
  const store = new Store();
  generateRegion(store, { offers, seed, now: regionNow });
  const pass = newPass();
  for (const type of types) {
    let batch: Buffer[] = [];
    for (const entry of store.list(type)) {
      batch.push(entry.body);
      if (batch.length === 2000) {
        region.ingest.apply(batch, pass);
        batch = [];
      }
    }
    region.ingest.apply(batch, pass);
  }
  region.ingest.transaction(() => {
    region.ingest.placeAgain('everything');
  });
}
