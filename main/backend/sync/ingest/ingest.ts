import type { Database } from 'better-sqlite3';
import type {
  DirectoryRecord,
  DirectoryResourceType,
  NotUnderstood,
} from '../../../../shared/domain/entities.ts';
import type { MapResult } from '../../region/mapping/index.ts';
import { HistoryWriter } from './history.ts';
import { LabelWriter } from './labels.ts';
import { placeAgain, type Moved } from './placement.ts';
import { instant, isDirectoryType, rowsVersion, RowWriter } from './rows.ts';
import { digestOf, Shelf, type Stored } from './shelf.ts';
import { Tree } from './tree.ts';

/** FHIR → domain (`mapResource`); replaced in tests by one that fails. */
export type MapResource = (resource: unknown) => MapResult;

/** What one exchange (a full pull, a delta, a bed lane) has brought so far. */
export interface Pass {
  readonly kind: 'full' | 'delta';
  /** Stamp put on everything seen. */
  readonly generation: number;
  /** Server's clock at the snapshot when the server states it: an older version than ours is then a real step back. */
  readonly snapshotAt: number | null;
  readonly moved: Moved;
  /** Newest meta.lastUpdated by type, epoch ms. */
  readonly newest: Map<string, number>;
}

/** What one batch changed, after commit. */
export interface BatchResult {
  /** Directory resources in the batch, changed or not. */
  resources: number;
  changed: number;
  /** Something other than Locations changed. */
  directory: boolean;
  locationIds: string[];
  /** Not JSON, or without type or id. */
  unreadable: number;
  /** Kept as sent, but the mapper failed on them. */
  broken: number;
}

export const emptyBatch = (): BatchResult => ({
  resources: 0,
  changed: 0,
  directory: false,
  locationIds: [],
  unreadable: 0,
  broken: 0,
});

/** More remarks than this on one resource tell nothing new. */
const remarksPerResource = 20;
const head = /^\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]+)"\s*,\s*"id"\s*:\s*"([A-Za-z0-9\-.]{1,64})"/;

/**
 * Writes resources into the copy: the bytes as sent and the rows made from them. Owns the only write connection.
 * A version older than the stored one never replaces it (searches, exports and deltas may cross), so that the result
 * does not depend on the order of arrival; at equal dates the last one received wins.
 */
export class Ingest {
  readonly #database: Database;
  readonly #map: MapResource;
  readonly #now: () => number;
  #tree: Tree;
  #shelf: Shelf;
  #rows: RowWriter;
  #labels: LabelWriter;
  readonly #history: HistoryWriter;
  readonly #clearRemarks;
  readonly #remark;

  constructor(database: Database, map: MapResource, now: () => number) {
    this.#database = database;
    this.#map = map;
    this.#now = now;
    this.#tree = new Tree(database);
    this.#shelf = new Shelf(database);
    this.#rows = new RowWriter(database, this.#tree);
    this.#labels = new LabelWriter(database);
    this.#history = new HistoryWriter(database);
    this.#clearRemarks = database.prepare<[string, string]>(
      'DELETE FROM not_understood WHERE type = ? AND id = ?',
    );
    this.#remark = database.prepare<[string, string, number, string, string, string]>(
      'INSERT INTO not_understood (type, id, ord, path, reason, sample) VALUES (?, ?, ?, ?, ?, ?)',
    );
  }

  /** Applies a batch in one transaction; on any failure nothing of it is kept and the error is thrown. */
  apply(resources: readonly Buffer[], pass: Pass, alongside?: (batch: BatchResult) => void): BatchResult {
    const result = emptyBatch();
    this.transaction(() => {
      for (const bytes of resources) this.#one(bytes, pass, result);
      alongside?.(result);
    });
    return result;
  }

  /** Runs `work` in one transaction and forgets what memory believed of it when it fails. */
  transaction(work: () => void): void {
    try {
      this.#database
        .transaction(() => {
          work();
          this.#shelf.flush();
        })
        .immediate();
    } catch (thrown) {
      try {
        this.#tree = new Tree(this.#database);
        this.#shelf = new Shelf(this.#database);
        this.#rows = new RowWriter(this.#database, this.#tree);
        this.#labels = new LabelWriter(this.#database);
      } catch {
        // The database itself cannot be read: the first error says why.
      }
      throw thrown;
    }
  }

  /** Deletes resources that left the region, with their rows. Inside the caller's transaction. */
  remove(gone: readonly { readonly type: string; readonly id: string }[], moved: Moved): void {
    for (const { type, id } of gone) {
      this.#shelf.remove(type, id);
      this.#clearRemarks.run(type, id);
      this.#rows.remove(type, id, moved);
    }
  }

  /** Places offers and organizations again; inside the caller's transaction. */
  placeAgain(moved: Moved | 'everything'): number {
    return placeAgain(this.#database, this.#tree, moved);
  }

  #one(bytes: Buffer, pass: Pass, result: BatchResult): void {
    const digest = digestOf(bytes);
    // Most servers write type and id first; reading them there spares parsing what is stored already.
    const early = head.exec(bytes.toString('latin1', 0, 160));
    if (early !== null && this.#isKnown(early[1] ?? '', early[2] ?? '', digest, pass)) {
      result.resources++;
      return;
    }
    const parsed = parse(bytes);
    if (parsed === null) {
      result.unreadable++;
      return;
    }
    const { type } = parsed;
    if (!isDirectoryType(type)) return;
    // Without an id only the mapper can name it (it makes an id of the content).
    const mapped = parsed.id === null ? this.#tryMap(parsed.resource, type) : null;
    const id = parsed.id ?? mapped?.record?.id;
    if (id === undefined) {
      result.unreadable++;
      return;
    }
    result.resources++;
    if (early === null && this.#isKnown(type, id, digest, pass)) return;
    const incoming = { type, id, bytes, digest, lastUpdated: instant(lastUpdatedOf(parsed.resource)) };
    this.#write(incoming, mapped ?? this.#tryMap(parsed.resource, type), pass, result);
  }

  /** Whether these bytes are stored and their rows up to date; if so they count as seen. */
  #isKnown(type: string, id: string, digest: string, pass: Pass): boolean {
    const stored = this.#shelf.find(type, id);
    if (stored?.digest !== digest || stored.mapped !== rowsVersion) return false;
    this.#shelf.seen(stored, pass.generation);
    noteNewest(pass, type, stored.lastUpdated);
    return true;
  }

  #write(incoming: Incoming, mapped: Mapped, pass: Pass, result: BatchResult): void {
    const { type, id, bytes, digest, lastUpdated } = incoming;
    const { record } = mapped;
    const stored = this.#shelf.find(type, id);
    noteNewest(pass, type, lastUpdated);
    if (record?.resourceType === 'Location')
      this.#history.note(id, record.capacities, lastUpdated, this.#now());
    if (stored !== undefined && isOlder(lastUpdated, stored, pass)) {
      this.#shelf.seen(stored, pass.generation);
      return;
    }
    const state = {
      lastUpdated,
      mapped: mapped.broken ? 0 : rowsVersion,
      generation: pass.generation,
      digest,
    };
    if (stored === undefined) this.#shelf.insert(type, id, bytes, state);
    else {
      this.#shelf.replace(type, id, bytes, state);
      this.#clearRemarks.run(type, id);
    }
    let ord = 0;
    for (const remark of mapped.notUnderstood) {
      if (ord === remarksPerResource) break;
      this.#remark.run(type, id, ord++, remark.path, remark.reason, remark.sample);
    }
    result.changed++;
    if (type === 'Location') result.locationIds.push(id);
    if (type !== 'Location' || stored === undefined) result.directory = true;
    if (mapped.broken) result.broken++;
    // Rows of an earlier version are worth more than an empty record.
    if (record === null || (mapped.broken && stored !== undefined)) return;
    this.#rows.write(record, stored !== undefined, pass.moved);
    this.#labels.note(record, lastUpdated ?? 0);
  }

  /** A mapper that fails costs the rows of this version only: the bytes are kept, and so are the previous rows. */
  #tryMap(resource: unknown, type: DirectoryResourceType): Mapped {
    try {
      const mapped = this.#map(resource);
      if (!mapped.kept) return broken(type, mapped.reason);
      const only = mapped.notUnderstood.length === 1 ? mapped.notUnderstood[0] : undefined;
      // How the mapper says that it gave up: one remark on the resource as a whole.
      return { ...mapped, broken: only?.path === type && only.reason === 'wrong_shape' };
    } catch (thrown) {
      return broken(type, thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
    }
  }
}

interface Incoming {
  readonly type: DirectoryResourceType;
  readonly id: string;
  readonly bytes: Buffer;
  readonly digest: string;
  readonly lastUpdated: number | null;
}

interface Mapped {
  readonly record: DirectoryRecord | null;
  readonly notUnderstood: readonly NotUnderstood[];
  readonly broken: boolean;
}

function broken(type: DirectoryResourceType, why: string): Mapped {
  const remark: NotUnderstood = { path: type, reason: 'wrong_shape', sample: why.slice(0, 120) };
  return { record: null, notUnderstood: [remark], broken: true };
}

function noteNewest(pass: Pass, type: string, lastUpdated: number | null): void {
  if (lastUpdated === null) return;
  const known = pass.newest.get(type);
  if (known === undefined || known < lastUpdated) pass.newest.set(type, lastUpdated);
}

/** Whether the stored version must be kept. See `Pass.snapshotAt` for the one case where an older version is the truth. */
function isOlder(lastUpdated: number | null, stored: Stored, pass: Pass): boolean {
  if (lastUpdated === null || stored.lastUpdated === null || lastUpdated >= stored.lastUpdated) return false;
  const steppedBack =
    pass.snapshotAt !== null &&
    stored.lastUpdated <= pass.snapshotAt &&
    stored.generation !== pass.generation;
  return !steppedBack;
}

interface Parsed {
  readonly type: string;
  /** Null when the resource has none a reference could use. */
  readonly id: string | null;
  readonly resource: { readonly meta?: unknown };
}

function parse(bytes: Buffer): Parsed | null {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { resourceType, id } = value as { resourceType?: unknown; id?: unknown };
  if (typeof resourceType !== 'string') return null;
  return { type: resourceType, id: typeof id === 'string' && id.trim() !== '' ? id : null, resource: value };
}

function lastUpdatedOf(resource: Parsed['resource']): string | null {
  const meta = resource.meta;
  if (typeof meta !== 'object' || meta === null) return null;
  const { lastUpdated } = meta as { lastUpdated?: unknown };
  return typeof lastUpdated === 'string' ? lastUpdated : null;
}
