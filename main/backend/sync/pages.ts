import { badAnswer } from '../region/client/errors.ts';
import type { RegionClient } from '../region/client/http.ts';
import { searchCeiling } from '../region/client/search.ts';
import type { IngestWorker } from './ingest/client.ts';
import type { BatchResult } from './ingest/ingest.ts';
import { pour } from './pour.ts';

export interface PagesOptions {
  readonly client: RegionClient;
  readonly ingest: IngestWorker;
  readonly pass: number;
  readonly signal: AbortSignal;
  readonly onBatch: (batch: BatchResult) => void;
  /** Called with the first page's total when the server says it. */
  readonly onTotal?: (total: number) => void;
  /** Called with the server's clock at the first page. */
  readonly onServerDate?: (date: number | null) => void;
}

export type PagesResult =
  /** Everything was read. */
  | { readonly kind: 'complete'; readonly resources: number }
  /** The search matches more than the server lets one reach: ask in smaller windows. */
  | { readonly kind: 'too_many'; readonly total: number };

/** A server that repeats itself must not be followed for ever. */
const mostPages = 5_000;

/** Reads a search page after page into the ingest worker. Stops at the first page when the total is out of reach. */
export async function readPages(first: URL, options: PagesOptions): Promise<PagesResult> {
  let resources = 0;
  const visited = new Set<string>();
  for (let url: URL | null = first; url !== null;) {
    if (visited.has(url.href) || visited.size > mostPages)
      throw badAnswer('not_fhir', { loop: url.pathname });
    const answer = await options.client.get(url, { signal: options.signal });
    if (visited.size === 0) options.onServerDate?.(answer.serverDate);
    const isFirst = visited.size === 0;
    visited.add(url.href);
    const end = await pour(answer, options.ingest, {
      pass: options.pass,
      file: null,
      onBatch: options.onBatch,
    });
    if (end.bundle === null) throw badAnswer('not_fhir', { path: url.pathname });
    const { total, next } = end.bundle;
    if (isFirst && total !== null) {
      options.onTotal?.(total);
      if (total > 0 && end.entries === 0) throw badAnswer('no_entries', { total });
      if (total > searchCeiling) return { kind: 'too_many', total };
    }
    resources += end.resources;
    url = next === null ? null : options.client.resolve(next);
  }
  return { kind: 'complete', resources };
}
