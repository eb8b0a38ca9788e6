import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Events } from '../../../shared/contract/index.ts';
import type { FigureRow } from '../../../shared/domain/bed-figures.ts';
import type { BackendContext } from '../../../main/backend/context.ts';
import { copyMigrations } from '../../../main/backend/db/migrations/index.ts';
import { openForReading, openForWriting } from '../../../main/backend/db/open.ts';

export interface UnitSeed {
  readonly id: string;
  readonly name?: string | null;
  readonly offerType?: string | null;
  readonly department?: string | null;
  readonly ages?: readonly [number | null, number | null];
  readonly sensitive?: boolean;
  readonly closedFrom?: string | null;
  readonly reopensOn?: string | null;
  readonly phones?: readonly { value: string; level: 1 | 2 | 3; purpose: string | null }[];
  readonly establishment?: string | null;
  readonly locations?: readonly string[];
}

type Change = Events['data.changed'];

/** A copy database on disk filled row by row, with the context a feature is given. */
export class Region {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'vigie-beds-'));
  readonly writer: Database;
  readonly reader: Database;
  now = Date.parse('2026-03-10T12:00:00Z');
  readonly #listeners = new Set<(change: Change) => void>();
  readonly context: BackendContext;

  constructor() {
    const file = path.join(this.folder, 'copy.db');
    this.writer = openForWriting(file, 'copy', copyMigrations);
    this.reader = openForReading(file);
    const quiet = (): void => undefined;
    this.context = {
      copy: this.reader,
      now: () => this.now,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      emit: quiet,
      onDataChanged: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }

  announce(scopes: Change['scopes'], locationIds: readonly string[] = []): void {
    for (const listener of this.#listeners)
      listener({ scopes, locationIds, at: new Date(this.now).toISOString() });
  }

  organization(
    id: string,
    fields: { level?: string; name?: string; city?: string; partOf?: string; phones?: string } = {},
  ): void {
    this.writer
      .prepare(
        'INSERT OR REPLACE INTO organization (id, level, name, city, part_of, phones) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        id,
        fields.level ?? 'EG',
        fields.name ?? id,
        fields.city ?? null,
        fields.partOf ?? null,
        fields.phones ?? '[]',
      );
  }

  unit(seed: UnitSeed): void {
    this.writer
      .prepare(
        `INSERT OR REPLACE INTO healthcare_service
           (id, name, provided_by, offer_type, age_low, age_high, sensitive, closed_from, reopens_on, phones, eg_id, department)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        seed.id,
        seed.name === undefined ? `Unité ${seed.id}` : seed.name,
        seed.establishment ?? null,
        seed.offerType === undefined ? '121' : seed.offerType,
        seed.ages?.[0] ?? null,
        seed.ages?.[1] ?? null,
        seed.sensitive === true ? 1 : 0,
        seed.closedFrom ?? null,
        seed.reopensOn ?? null,
        JSON.stringify(seed.phones ?? []),
        seed.establishment ?? null,
        seed.department === undefined ? '75' : seed.department,
      );
    this.writer
      .prepare('DELETE FROM healthcare_service_location WHERE healthcare_service_id = ?')
      .run(seed.id);
    const link = this.writer.prepare('INSERT INTO healthcare_service_location VALUES (?, ?, ?)');
    (seed.locations ?? []).forEach((location, ord) => link.run(seed.id, location, ord));
  }

  beds(locationId: string, rows: readonly FigureRow[]): void {
    this.writer.prepare('INSERT OR REPLACE INTO location (id) VALUES (?)').run(locationId);
    this.writer.prepare('DELETE FROM capacity WHERE location_id = ?').run(locationId);
    const insert = this.writer.prepare(
      `INSERT INTO capacity (location_id, ord, type, status, temporality, count, source, gender, updated_at,
         closing_type, additional_bed_type, crisis, assignment) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    rows.forEach((row, ord) =>
      insert.run(
        ...[
          locationId,
          ord,
          row.type,
          row.status,
          row.temporality,
          row.count,
          row.source,
          row.gender,
          row.updatedAt,
        ],
        ...[row.closingType, row.additionalBedType, row.crisis, row.assignment],
      ),
    );
  }

  /** A resource as the region would have sent it. */
  resource(resource: { readonly resourceType: string; readonly id: string }): void {
    this.writer
      .prepare('INSERT OR REPLACE INTO resource (type, id, json) VALUES (?, ?, ?)')
      .run(resource.resourceType, resource.id, Buffer.from(JSON.stringify(resource)));
  }

  /** Empties every table the boards read. */
  clear(): void {
    this.writer.exec(
      'DELETE FROM healthcare_service; DELETE FROM healthcare_service_location; DELETE FROM capacity; DELETE FROM location; DELETE FROM organization; DELETE FROM resource;',
    );
  }

  close(): void {
    this.reader.close();
    this.writer.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
