import { AppError } from '../../../../shared/errors.ts';
import { kept } from '../../region/client/errors.ts';
import { ResourceSplitter, splitError, type SplitResource } from '../../region/splitter/index.ts';
import type { BatchResult, Ingest, Pass } from './ingest.ts';
import type { StreamEnd } from './protocol.ts';

/** One document being received: an export file of any size, or a search page. */
export class IngestStream {
  readonly #ingest: Ingest;
  readonly #pass: Pass;
  readonly #url: string;
  readonly #page: boolean;
  readonly #splitter = new ResourceSplitter();
  #resources = 0;
  #unreadable = 0;

  constructor(ingest: Ingest, pass: Pass, url: string, page: boolean) {
    this.#ingest = ingest;
    this.#pass = pass;
    this.#url = url;
    this.#page = page;
  }

  /** Stores the resources completed by these bytes, in one transaction. */
  push(bytes: Uint8Array): BatchResult {
    return this.#store(this.#splitter.push(bytes));
  }

  /**
   * Stores the rest; for a file that is whole and not empty, `done` records it as complete in the same transaction.
   * @throws AppError `region_bad_answer` or `region_error` when the document is not what was asked for; its complete
   * resources are stored all the same
   */
  end(done: (pass: Pass, url: string, resources: number) => void): StreamEnd {
    const summary = this.#splitter.end();
    const problem = this.#problem(splitError(summary), summary.problem);
    const last = this.#store(summary.rest, (resources) => {
      if (!this.#page && problem === null && resources > 0) done(this.#pass, this.#url, resources);
    });
    if (problem !== null) throw problem;
    const rejected = summary.rejected.tooDeep + summary.rejected.tooLarge + this.#unreadable;
    return { last, resources: this.#resources, entries: summary.resources, rejected, bundle: summary.bundle };
  }

  /** Resources passed over as too large or too deep do not spoil the others, nor does an empty file. */
  #problem(error: AppError | null, problem: string | null): AppError | null {
    if (error === null || problem === 'too_large' || problem === 'too_deep') return null;
    if (problem === 'empty' && !this.#page) return null;
    return new AppError(
      error.code,
      `${error.message} ${kept}`,
      error.details === undefined ? {} : { details: error.details },
    );
  }

  #store(resources: readonly SplitResource[], alongside?: (resources: number) => void): BatchResult {
    const bytes = resources.map(({ json }) =>
      Buffer.isBuffer(json) ? json : Buffer.from(json.buffer, json.byteOffset, json.byteLength),
    );
    const result = this.#ingest.apply(bytes, this.#pass, (batch) => {
      alongside?.(this.#resources + batch.resources);
    });
    this.#resources += result.resources;
    this.#unreadable += result.unreadable;
    return result;
  }
}
