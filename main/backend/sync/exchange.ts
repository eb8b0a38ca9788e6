import type { DirectoryResourceType } from '../../../shared/domain/entities.ts';
import type { Log } from '../context.ts';
import type { RegionClient } from '../region/client/http.ts';
import { searchUrl } from '../region/client/search.ts';
import type { RegionConfig } from '../region/config.ts';
import type { IngestWorker } from './ingest/client.ts';
import type { BatchResult } from './ingest/ingest.ts';
import { readPages } from './pages.ts';

/** What every exchange with the region needs. */
export interface ExchangeContext {
  readonly client: RegionClient;
  readonly config: RegionConfig;
  readonly ingest: IngestWorker;
  readonly log: Log;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** After each commit. */
  readonly onBatch: (batch: BatchResult) => void;
  /** Resources the exchange will bring, when the server says it. */
  readonly onExpected: (expected: number) => void;
}

/** Searches overlap by this much (ms): server clocks, and writes that commit after their date. */
const overlap = 5 * 60_000;

/** Which types a lane reads: bed changes touch Locations only, everything else moves slowly. */
export const laneTypes: Readonly<Record<'delta' | 'beds', readonly DirectoryResourceType[]>> = {
  delta: ['Organization', 'Location', 'HealthcareService', 'Practitioner', 'PractitionerRole'],
  beds: ['Location'],
};

export type DeltaResult =
  | { readonly kind: 'done'; readonly changed: number; readonly placed: number }
  /** More changed than searches let one reach: a full pull is needed. */
  | { readonly kind: 'too_many'; readonly type: string; readonly total: number };

/**
 * Reads what changed since the watermark of each type. Watermarks advance only when every type was read to its end;
 * what was stored before a failure stays and will simply be unchanged next time.
 */
export async function delta(
  context: ExchangeContext,
  lane: 'delta' | 'beds',
  watermark: (type: DirectoryResourceType) => number | null,
): Promise<DeltaResult> {
  const { pass } = await context.ingest.call('openPass', { kind: 'delta', snapshotAt: null });
  let horizon: number | null = null;
  let changed = 0;
  let directory = false;
  try {
    for (const type of laneTypes[lane]) {
      const since = watermark(type);
      const url = searchUrl(context.client.base, context.config, type, {
        from: since === null ? null : since - overlap,
        to: null,
      });
      const result = await readPages(url, {
        client: context.client,
        ingest: context.ingest,
        pass,
        signal: context.signal,
        onBatch: (batch) => {
          changed += batch.changed;
          directory ||= batch.directory;
          context.onBatch(batch);
        },
        onServerDate: (date) => {
          // One clock for all types: that of the first request.
          horizon ??= date;
        },
      });
      if (result.kind === 'too_many') return { kind: 'too_many', type, total: result.total };
    }
    const { placed } = await context.ingest.call('finishDelta', { pass, horizon, recount: directory });
    return { kind: 'done', changed, placed };
  } finally {
    await context.ingest.call('closePass', { pass }).catch(() => null);
  }
}
