import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { ManyRows, type Value } from './statements.ts';

/** What is known of a stored resource without reading it. */
export interface Stored {
  readonly pk: number;
  lastUpdated: number | null;
  /** Version of the rows made from it; 0 when the mapper failed. */
  mapped: number;
  /** Full pull in which it was last seen. */
  generation: number;
  digest: string;
}

/** Two documents with the same digest are the same bytes. */
export const digestOf = (bytes: Buffer): string => hash('sha256', bytes, 'base64');

/**
 * The resources as sent, with their keys, dates and digests in memory (about 15 MB for 70 000): most of what a sync
 * brings is already there, and telling so must not cost a query. States are written together at the end of a
 * transaction by `flush`.
 */
export class Shelf {
  /** By type, then id: joining them into one key would cost more than the look-up. */
  readonly #known = new Map<string, Map<string, Stored>>();
  readonly #dirty = new Set<Stored>();
  readonly #insert;
  readonly #update;
  readonly #drop;
  readonly #dropState;
  readonly #states: ManyRows;
  /** Keys of resources whose bytes changed, for the search index. */
  #changed: Value[] = [];
  readonly #searchDirty: ManyRows;

  constructor(database: Database) {
    const rows = database
      .prepare(
        `SELECT r.type, r.id, r.pk, s.last_updated, s.mapped, s.generation, s.digest
         FROM resource r INDEXED BY resource_key JOIN resource_state s ON s.pk = r.pk`,
      )
      .raw();
    type Row = [string, string, number, number | null, number, number, string];
    for (const [type, id, pk, lastUpdated, mapped, generation, digest] of rows.iterate() as Iterable<Row>) {
      this.#of(type).set(id, { pk, lastUpdated, mapped, generation, digest });
    }
    this.#insert = database.prepare<[string, string, Buffer]>(
      'INSERT INTO resource (type, id, json) VALUES (?, ?, ?)',
    );
    this.#update = database.prepare<[Buffer, number]>('UPDATE resource SET json = ? WHERE pk = ?');
    this.#drop = database.prepare<[number]>('DELETE FROM resource WHERE pk = ?');
    this.#dropState = database.prepare<[number]>('DELETE FROM resource_state WHERE pk = ?');
    this.#states = new ManyRows(
      database,
      'resource_state',
      ['pk', 'last_updated', 'mapped', 'generation', 'digest'],
      64,
    );
    this.#searchDirty = new ManyRows(database, 'search_dirty', ['type', 'id'], 64);
  }

  find(type: string, id: string): Stored | undefined {
    return this.#known.get(type)?.get(id);
  }

  insert(type: string, id: string, bytes: Buffer, state: Omit<Stored, 'pk'>): void {
    const pk = Number(this.#insert.run(type, id, bytes).lastInsertRowid);
    const stored: Stored = { pk, ...state };
    this.#of(type).set(id, stored);
    this.#dirty.add(stored);
    this.#changed.push(type, id);
  }

  replace(type: string, id: string, bytes: Buffer, state: Omit<Stored, 'pk'>): void {
    const stored = this.find(type, id);
    if (stored === undefined) return;
    this.#update.run(bytes, stored.pk);
    Object.assign(stored, state);
    this.#dirty.add(stored);
    this.#changed.push(type, id);
  }

  /** Marks as seen in a full pull. */
  seen(stored: Stored, generation: number): void {
    if (stored.generation === generation) return;
    stored.generation = generation;
    this.#dirty.add(stored);
  }

  remove(type: string, id: string): void {
    const stored = this.find(type, id);
    if (stored === undefined) return;
    this.#known.get(type)?.delete(id);
    this.#dirty.delete(stored);
    this.#drop.run(stored.pk);
    this.#dropState.run(stored.pk);
  }

  /** Writes the states changed since the last time; inside the transaction that changed them. */
  flush(): void {
    const values: Value[] = [];
    for (const { pk, lastUpdated, mapped, generation, digest } of this.#dirty) {
      values.push(pk, lastUpdated, mapped, generation, digest);
    }
    this.#states.insert(values);
    this.#dirty.clear();
    this.#searchDirty.insert(this.#changed);
    this.#changed = [];
  }

  #of(type: string): Map<string, Stored> {
    let known = this.#known.get(type);
    if (known === undefined) this.#known.set(type, (known = new Map<string, Stored>()));
    return known;
  }
}
