import type { Database } from 'better-sqlite3';
import type {
  DirectoryRecord,
  HealthcareService,
  Location,
  Organization,
  Practitioner,
  PractitionerRole,
} from '../../../../shared/domain/entities.ts';
import {
  locationText,
  organizationDraft,
  roleDraft,
  serviceDraft,
  type LocationText,
  type OrganizationText,
  type Surroundings,
} from './document.ts';
import { DocumentWriter } from './writer.ts';

/**
 * Version of what the documents hold. Raise it when the words, the synonyms or the columns change: every record is
 * then indexed again, a step at a time, while the old documents keep answering.
 */
export const searchVersion = '1';

/** Reads a stored resource as a domain record; null when it cannot be. */
export type ReadRecord = (json: Buffer) => DirectoryRecord | null;

interface OrganizationRow extends OrganizationText {
  readonly id: string;
  readonly level: string;
  readonly partOf: string | null;
  readonly egId: string | null;
  readonly ejId: string | null;
  readonly department: string | null;
}

/** Parents first, so that a unit is written once with the names it will keep. */
const order = ['Organization', 'Location', 'Practitioner', 'HealthcareService', 'PractitionerRole'] as const;

const organizationColumns = `id, level, coalesce(name, '') AS name, finess, city, postal_code AS postalCode, commune, latitude, longitude,
  part_of AS partOf, eg_id AS egId, ej_id AS ejId, department`;

/** Keeps the search index in step with the directory. One writer: the ingest worker, on its own connection. */
export class SearchIndexer {
  readonly #database: Database;
  readonly #read: ReadRecord;
  readonly #writer: DocumentWriter;
  readonly #statements;
  readonly #organizations = new Map<string, OrganizationRow | null>();

  constructor(database: Database, read: ReadRecord) {
    this.#database = database;
    this.#read = read;
    this.#writer = new DocumentWriter(database);
    this.#statements = {
      dirty: database
        .prepare<[string, number], string>('SELECT id FROM search_dirty WHERE type = ? LIMIT ?')
        .pluck(),
      clean: database.prepare<[string, string]>('DELETE FROM search_dirty WHERE type = ? AND id = ?'),
      mark: database.prepare<[string, string]>('INSERT OR IGNORE INTO search_dirty (type, id) VALUES (?, ?)'),
      resource: database
        .prepare<[string, string], Buffer>('SELECT json FROM resource WHERE type = ? AND id = ?')
        .pluck(),
      organization: database.prepare<[string], OrganizationRow>(
        `SELECT ${organizationColumns} FROM organization WHERE id = ?`,
      ),
      placed: database.prepare<
        [string],
        {
          provided_by: string | null;
          eg_id: string | null;
          ej_id: string | null;
          department: string | null;
          name: string | null;
          sensitive: number;
        }
      >('SELECT provided_by, eg_id, ej_id, department, name, sensitive FROM healthcare_service WHERE id = ?'),
      unitsOfLocation: database
        .prepare<[string], string>(
          'SELECT healthcare_service_id FROM healthcare_service_location WHERE location_id = ?',
        )
        .pluck(),
      unitsOfOrganization: database
        .prepare<[string, string], string>(
          'SELECT id FROM healthcare_service WHERE eg_id = ? UNION SELECT id FROM healthcare_service WHERE provided_by = ?',
        )
        .pluck(),
      organizationsBelow: database
        .prepare<[string], string>('SELECT id FROM organization WHERE part_of = ?')
        .pluck(),
      rolesOfUnit: database
        .prepare<[string], string>('SELECT id FROM practitioner_role WHERE healthcare_service_id = ?')
        .pluck(),
      rolesOfPerson: database
        .prepare<[string], string>('SELECT id FROM practitioner_role WHERE practitioner_id = ?')
        .pluck(),
      signature: database
        .prepare<[string], string>('SELECT signature FROM search_location WHERE id = ?')
        .pluck(),
      sign: database.prepare<[string, string]>(
        'INSERT OR REPLACE INTO search_location (id, signature) VALUES (?, ?)',
      ),
      unsign: database.prepare<[string]>('DELETE FROM search_location WHERE id = ?'),
      shown: database
        .prepare<[string], string>(
          `SELECT json_array(name, detail, labels) FROM search_document d JOIN search_label l ON l.pk = d.pk
         WHERE ref_type = 'Organization' AND ref_id = ?`,
        )
        .pluck(),
    };
  }

  /**
   * Indexes up to `limit` changed records. Call it in short transactions until it returns 0: after each pass of a
   * sync and when the worker starts (which also resumes what a stop interrupted or a new version asks for).
   */
  step(limit = 500): number {
    this.#begin();
    this.#organizations.clear();
    let left = limit;
    for (const type of order) {
      while (left > 0) {
        const ids = this.#statements.dirty.all(type, left);
        if (ids.length === 0) break;
        for (const id of ids) {
          this.#one(type, id);
          this.#statements.clean.run(type, id);
        }
        left -= ids.length;
      }
    }
    if (left > 0) this.#database.exec('DELETE FROM search_dirty'); // types that are not searched
    return left > 0 ? 0 : limit;
  }

  /** After a transaction that held a step was rolled back. */
  reset(): void {
    this.#writer.reset();
  }

  /** A new version of the index asks for everything again. */
  #begin(): void {
    const version = this.#database
      .prepare<[], string>("SELECT value FROM search_meta WHERE key = 'version'")
      .pluck()
      .get();
    if (version === searchVersion) return;
    this.#database.exec(
      'INSERT OR IGNORE INTO search_dirty (type, id) SELECT type, id FROM resource; DELETE FROM search_location',
    );
    this.#database
      .prepare("INSERT OR REPLACE INTO search_meta (key, value) VALUES ('version', ?)")
      .run(searchVersion);
  }

  #record(type: string, id: string): DirectoryRecord | null {
    const json = this.#statements.resource.get(type, id);
    return json === undefined ? null : this.#read(json);
  }

  #one(type: (typeof order)[number], id: string): void {
    const record = this.#record(type, id);
    switch (type) {
      case 'Organization':
        this.#organization(id, record as Organization | null);
        return;
      case 'Location':
        this.#location(id, record as Location | null);
        return;
      case 'Practitioner':
        for (const role of this.#statements.rolesOfPerson.all(id))
          this.#statements.mark.run('PractitionerRole', role);
        return;
      case 'HealthcareService':
        this.#service(id, record as HealthcareService | null);
        return;
      case 'PractitionerRole':
        this.#role(id, record as PractitionerRole | null);
        return;
    }
  }

  #organization(id: string, record: Organization | null): void {
    this.#organizations.delete(id);
    const before = this.#statements.shown.get(id);
    if (record === null) this.#writer.remove('Organization', id);
    else {
      const row = this.#row(id);
      this.#writer.put(
        organizationDraft(
          record,
          this.#surroundings(
            row?.partOf ?? null,
            row?.egId ?? null,
            row?.ejId ?? null,
            row?.department ?? null,
          ),
        ),
      );
    }
    if (before === this.#statements.shown.get(id)) return;
    for (const unit of this.#statements.unitsOfOrganization.all(id, id))
      this.#statements.mark.run('HealthcareService', unit);
    for (const below of this.#statements.organizationsBelow.all(id))
      this.#statements.mark.run('Organization', below);
  }

  #location(id: string, record: Location | null): void {
    const before = this.#statements.signature.get(id);
    const text = record === null ? null : JSON.stringify(locationText(record));
    if (text === (before ?? null)) return;
    if (text === null) this.#statements.unsign.run(id);
    else this.#statements.sign.run(id, text);
    for (const unit of this.#statements.unitsOfLocation.all(id))
      this.#statements.mark.run('HealthcareService', unit);
  }

  #service(id: string, record: HealthcareService | null): void {
    const row = this.#statements.placed.get(id);
    if (record === null || row === undefined) {
      this.#writer.remove('HealthcareService', id);
      return;
    }
    const locations = record.locations.flatMap((location) => {
      const text = this.#statements.signature.get(location);
      return text === undefined ? [] : [JSON.parse(text) as LocationText];
    });
    const surroundings = this.#surroundings(row.provided_by, row.eg_id, row.ej_id, row.department);
    if (!this.#writer.put(serviceDraft(record, surroundings, locations))) return;
    for (const role of this.#statements.rolesOfUnit.all(id))
      this.#statements.mark.run('PractitionerRole', role);
  }

  #role(id: string, record: PractitionerRole | null): void {
    if (record === null) {
      this.#writer.remove('PractitionerRole', id);
      return;
    }
    const person =
      record.practitioner === null
        ? null
        : (this.#record('Practitioner', record.practitioner) as Practitioner | null);
    const unitId = record.healthcareServices[0];
    const unit = unitId === undefined ? undefined : this.#statements.placed.get(unitId);
    const surroundings = this.#surroundings(
      unit?.provided_by ?? record.organization,
      unit?.eg_id ?? null,
      unit?.ej_id ?? null,
      unit?.department ?? null,
    );
    this.#writer.put(
      roleDraft(record, person, { name: unit?.name ?? null, sensitive: unit?.sensitive === 1 }, surroundings),
    );
  }

  #row(id: string): OrganizationRow | null {
    const known = this.#organizations.get(id);
    if (known !== undefined) return known;
    const row = this.#statements.organization.get(id) ?? null;
    this.#organizations.set(id, row);
    return row;
  }

  #surroundings(
    parent: string | null,
    egId: string | null,
    ejId: string | null,
    department: string | null,
  ): Surroundings {
    const parents: string[] = [];
    let current = parent;
    // Chains are short; a longer one loops.
    for (let depth = 0; current !== null && depth < 8; depth += 1) {
      const row = this.#row(current);
      if (row === null || row.id === egId || row.id === ejId) break;
      if (row.name !== '') parents.push(row.name);
      current = row.partOf;
    }
    return {
      eg: egId === null ? null : this.#row(egId),
      ej: ejId === null ? null : this.#row(ejId),
      parents,
      department,
    };
  }
}
