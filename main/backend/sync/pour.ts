import { AppError } from '../../../shared/errors.ts';
import { kept } from '../region/client/errors.ts';
import type { Answer } from '../region/client/http.ts';
import {
  ResourceSplitter,
  splitError,
  type SplitBundle,
  type SplitResource,
  type SplitSummary,
} from '../region/splitter/index.ts';
import type { IngestWorker } from './ingest/client.ts';
import type { BatchResult } from './ingest/ingest.ts';
import { Parcel } from './parcel.ts';

/** Parcels under way before the network is made to wait. */
const ahead = 3;

export interface PourOptions {
  readonly pass: number;
  /** For a file of an export: its name, recorded as complete with its last resources. Null for a search page. */
  readonly file: string | null;
  readonly onBatch: (batch: BatchResult) => void;
}

/** What a document brought once it ended. */
export interface Poured {
  /** Directory resources stored or found unchanged. */
  readonly resources: number;
  /** Resources of any type. */
  readonly entries: number;
  /** Passed over: too large, too deep, unreadable. */
  readonly rejected: number;
  /** What surrounds the resources of a page; its links are not to be trusted. */
  readonly bundle: SplitBundle | null;
}

/**
 * Pours the body of an answer into the ingest worker, with back-pressure, and resolves when its last resource is
 * committed. The bytes are split here, a network piece at a time (a tenth of a millisecond each), which leaves the
 * worker to parse and write. What was committed before a failure stays: it is complete resources.
 * @throws AppError of the exchange, or `region_bad_answer` / `region_error` when the document is not what was asked for
 */
export async function pour(answer: Answer, ingest: IngestWorker, options: PourOptions): Promise<Poured> {
  const { pass, file, onBatch } = options;
  const splitter = new ResourceSplitter();
  const parcel = new Parcel();
  const underway: Promise<void>[] = [];
  let resources = 0;
  let unreadable = 0;

  const send = (complete: string | null): Promise<void> => {
    const packed = parcel.take();
    const sent = ingest
      .call('store', { pass, packed, complete, before: resources }, [
        packed.bytes.buffer,
        packed.lengths.buffer,
      ])
      .then(({ batch, memory }) => {
        parcel.reuse(memory);
        resources += batch.resources;
        unreadable += batch.unreadable;
        onBatch(batch);
      });
    // Its failure is met below; until then it must not count as unhandled.
    sent.catch(() => undefined);
    underway.push(sent);
    return sent;
  };
  const take = async (split: readonly SplitResource[]): Promise<void> => {
    for (const { json } of split) {
      if (parcel.isFullFor(json)) {
        void send(null);
        if (underway.length >= ahead) await underway.shift();
      }
      parcel.add(json);
    }
  };

  for await (const piece of answer.body()) await take(splitter.push(piece));
  const summary = splitter.end();
  await take(summary.rest);
  const problem = problemOf(summary, file !== null);
  // The count of a complete file needs that of the parcels before the last one.
  if (underway.length > 0 && file !== null) await Promise.all(underway);
  await Promise.all([...underway, send(problem === null && summary.resources > 0 ? file : null)]);
  if (problem !== null) throw problem;
  const { rejected, bundle } = summary;
  return {
    resources,
    entries: summary.resources,
    rejected: rejected.tooDeep + rejected.tooLarge + unreadable,
    bundle,
  };
}

/** Resources passed over as too large or too deep do not spoil the others, nor does an empty file an export. */
function problemOf(summary: SplitSummary, isFile: boolean): AppError | null {
  const error = splitError(summary);
  const { problem } = summary;
  if (error === null || problem === 'too_large' || problem === 'too_deep') return null;
  if (problem === 'empty' && isFile) return null;
  const details = error.details === undefined ? {} : { details: error.details };
  return new AppError(error.code, `${error.message} ${kept}`, details);
}
