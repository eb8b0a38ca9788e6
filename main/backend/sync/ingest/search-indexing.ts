import type { Database } from 'better-sqlite3';
import { SearchIndexer } from '../../search/index.ts';
import type { Ingest, MapResource } from './ingest.ts';

/** Keeps the search index in step with what was committed, a short transaction at a time. */
export class SearchIndexing {
  readonly #indexer: SearchIndexer;
  readonly #ingest: Ingest;
  readonly #waiting;

  constructor(database: Database, map: MapResource, ingest: Ingest) {
    this.#ingest = ingest;
    this.#indexer = new SearchIndexer(database, (json) => {
      try {
        const mapped = map(JSON.parse(json.toString()));
        return mapped.kept ? mapped.record : null;
      } catch {
        // What the mapper fails on has kept its former rows and is counted by the ingest; it is not searched.
        return null;
      }
    });
    this.#waiting = database
      .prepare<[], number>("SELECT EXISTS (SELECT 1 FROM search_dirty WHERE type <> 'Location')")
      .pluck();
  }

  /** Indexes up to `limit` records; says whether some are left and whether it was about more than places. */
  step(limit: number): { readonly left: boolean; readonly changed: boolean } {
    const changed = this.#waiting.get() === 1;
    let done = 0;
    try {
      this.#ingest.transaction(() => {
        done = this.#indexer.step(limit);
      });
    } catch (thrown) {
      this.#indexer.reset();
      throw thrown;
    }
    return { left: done > 0, changed };
  }
}
