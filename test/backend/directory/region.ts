import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import type { TreeNode } from '../../../shared/contract/directory.ts';
import type { Events } from '../../../shared/contract/index.ts';
import { directoryFilters, type DirectoryFiltersInput } from '../../../shared/domain/directory-filters.ts';
import type { BackendContext } from '../../../main/backend/context.ts';
import { copyMigrations } from '../../../main/backend/db/migrations/index.ts';
import { openForReading, openForWriting } from '../../../main/backend/db/open.ts';
import {
  createDirectoryFeature,
  type DirectoryFeature,
} from '../../../main/backend/features/directory/index.ts';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';
import { Ingest, type Pass } from '../../../main/backend/sync/ingest/ingest.ts';
import { ordinaryViewer, type Viewer } from '../../../main/backend/viewer.ts';

export type Json = Readonly<Record<string, unknown>>;

const nos = (table: string): string =>
  `https://mos.esante.gouv.fr/NOS/${table}/FHIR/${table.replace('_', '-')}`;
export const coded = (table: string, code: string, display?: string): Json => ({
  coding: [{ system: nos(table), code, ...(display === undefined ? {} : { display }) }],
});
const SD = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';

export const levels = { EJ: 'EJ', EG: 'EG', POLE: '1', SERVICE: '2', UF: '3' } as const;

/** An Organization as the region would send it. */
export function organization(
  id: string,
  level: keyof typeof levels,
  partOf: string | null,
  more: Json = {},
): Json {
  const table =
    level === 'EJ' || level === 'EG' ? 'TRE_R67-TypeStructure-EJ-EG' : 'TRE_R207-TypeOrganisationInterne';
  return {
    resourceType: 'Organization',
    id,
    meta: { lastUpdated: '2026-03-01T08:00:00Z' },
    type: [coded(table, levels[level])],
    name: `Nom ${id}`,
    ...(partOf === null ? {} : { partOf: { reference: `Organization/${partOf}` } }),
    ...more,
  };
}

/** An offer; `sensitive` and `closed` (since, until) are said in the region's own way. */
export function offer(
  id: string,
  providedBy: string | null,
  {
    sensitive = false,
    type = '121',
    field = '01',
    closed,
    ...more
  }: Json & {
    readonly sensitive?: boolean;
    readonly type?: string;
    readonly field?: string;
    readonly closed?: string;
  } = {},
): Json {
  return {
    resourceType: 'HealthcareService',
    id,
    meta: { lastUpdated: '2026-03-02T08:00:00Z' },
    extension: [{ url: `${SD}ror-healthcareservice-sensitive-unit`, valueBoolean: sensitive }],
    name: `Unité ${id}`,
    category: [coded('TRE_R244-CategorieOrganisation', type)],
    type: [coded('TRE_R227-ChampActivite', field)],
    ...(providedBy === null ? {} : { providedBy: { reference: `Organization/${providedBy}` } }),
    ...(closed === undefined
      ? {}
      : { notAvailable: [{ id: 'closingReopeningDate', during: { start: closed } }] }),
    ...more,
  };
}

/** A number with its confidentiality level. */
export function telecom(value: string, level: string | null): Json {
  return {
    system: 'phone',
    value,
    extension:
      level === null
        ? []
        : [
            {
              url: `${SD}ror-telecom-confidentiality-level`,
              valueCodeableConcept: coded('TRE_R283-NiveauConfidentialite', level),
            },
          ],
  };
}

/** A copy on disk, written by the real ingest, with the feature on top of it. */
export class DirectoryRegion {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'vigie-directory-'));
  readonly writer: Database;
  readonly reader: Database;
  now = Date.parse('2026-03-10T12:00:00Z');
  viewer: Viewer = ordinaryViewer;
  readonly feature: DirectoryFeature;
  readonly #ingest: Ingest;
  readonly #listeners = new Set<(change: Events['data.changed']) => void>();
  #generation = 0;

  constructor() {
    const file = path.join(this.folder, 'copy.db');
    this.writer = openForWriting(file, 'copy', copyMigrations);
    this.reader = openForReading(file);
    this.#ingest = new Ingest(this.writer, mapResource, () => this.now);
    const quiet = (): void => undefined;
    const context: BackendContext = {
      copy: this.reader,
      now: () => this.now,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      emit: quiet,
      onDataChanged: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      viewer: () => this.viewer,
    };
    this.feature = createDirectoryFeature(context);
  }

  /** Takes resources in as a full pull would, and says that the directory changed. */
  put(...resources: readonly Json[]): void {
    const pass = this.#pass();
    this.#ingest.apply(
      resources.map((resource) => Buffer.from(JSON.stringify(resource))),
      pass,
    );
    this.#ingest.transaction(() => this.#ingest.placeAgain('everything'));
    this.change();
  }

  /** Takes resources away, as the end of a full pull does. */
  remove(...gone: readonly { readonly type: string; readonly id: string }[]): void {
    const pass = this.#pass();
    this.#ingest.transaction(() => {
      this.#ingest.remove(gone, pass.moved);
      this.#ingest.placeAgain(pass.moved);
    });
    this.change();
  }

  children(key: string | null, filters: DirectoryFiltersInput = {}, limit = 100_000): readonly TreeNode[] {
    const [found] = this.feature.handlers['directory.children']({
      parents: [{ key, limit }],
      filters: directoryFilters.parse(filters),
    });
    return found?.nodes ?? [];
  }

  close(): void {
    this.feature.close();
    this.reader.close();
    this.writer.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #pass(): Pass {
    this.#generation += 1;
    return {
      kind: 'delta',
      generation: this.#generation,
      snapshotAt: null,
      moved: { organizations: new Set(), locations: new Set() },
      newest: new Map(),
    };
  }

  /** Says that the directory changed. */
  change(): void {
    for (const listener of this.#listeners)
      listener({ scopes: ['directory'], locationIds: [], at: new Date(this.now).toISOString() });
  }
}
