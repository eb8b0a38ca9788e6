import type { Events } from '../../../shared/contract/index.ts';
import type { BatchResult } from './ingest/ingest.ts';

export type DataChange = Events['data.changed'];

/** More Locations than this are not named: reading everything again is then quicker. */
const mostNamed = 500;

/** Gathers what commits changed until it is told. */
export class Gathered {
  #beds = false;
  #directory = false;
  readonly #locations = new Set<string>();

  add(batch: Pick<BatchResult, 'directory' | 'locationIds'>): void {
    this.#directory ||= batch.directory;
    if (batch.locationIds.length > 0) this.#beds = true;
    if (this.#locations.size <= mostNamed) for (const id of batch.locationIds) this.#locations.add(id);
  }

  directory(): void {
    this.#directory = true;
  }

  /** The event to send, or null when nothing changed; starts afresh. */
  take(at: number): DataChange | null {
    if (!this.#beds && !this.#directory) return null;
    const change: DataChange = {
      scopes: [
        ...(this.#beds ? (['beds'] as const) : []),
        ...(this.#directory ? (['directory'] as const) : []),
      ],
      locationIds: this.#locations.size > mostNamed ? [] : [...this.#locations],
      at: new Date(at).toISOString(),
    };
    this.#beds = false;
    this.#directory = false;
    this.#locations.clear();
    return change;
  }
}

/** Tells the features, then the pages, what was committed. */
export class DataChanges {
  readonly #listeners = new Set<(change: DataChange) => void>();
  readonly #emit: (change: DataChange) => void;

  constructor(emit: (change: DataChange) => void) {
    this.#emit = emit;
  }

  on(listener: (change: DataChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: DataChange | null): void {
    if (change === null) return;
    for (const listener of this.#listeners) listener(change);
    this.#emit(change);
  }
}
