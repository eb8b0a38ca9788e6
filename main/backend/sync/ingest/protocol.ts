import type { PlainError } from '../../../../shared/errors.ts';
import type { SplitBundle } from '../../region/splitter/index.ts';
import type { BatchResult } from './ingest.ts';
import type { MetaEntries } from './meta.ts';
import type { FinishResult, PullState } from './pull.ts';

/** What a stream (file or page) brought once it ended. */
export interface StreamEnd {
  readonly last: BatchResult;
  /** Directory resources in the whole stream. */
  readonly resources: number;
  /** Resources of any type. */
  readonly entries: number;
  /** Passed over: too large, too deep, unreadable. */
  readonly rejected: number;
  /** What surrounds the resources of a page; its links are not to be trusted. */
  readonly bundle: SplitBundle | null;
}

/** No parameters. */
export type Nothing = Readonly<Record<string, never>>;

/** Operations of the ingest worker: parameters and result. */
export interface Operations {
  /** What is on disk: the pull to resume. */
  state: { params: Nothing; result: { pull: PullState | null } };
  /** Verifies the whole file. */
  check: { params: Nothing; result: null };
  /** Saves the bed history of a damaged copy. */
  salvage: { params: { from: string }; result: { saved: number } };
  startPull: {
    params: { startedAt: number; mode: 'export' | 'search'; statusUrl: string | null };
    result: { generation: number };
  };
  updatePull: { params: { statusUrl?: string; horizon?: number }; result: null };
  abandonPull: { params: Nothing; result: null };
  openPass: {
    params: { kind: 'full' | 'delta'; snapshotAt: number | null; newest?: Readonly<Record<string, number>> };
    result: { pass: number };
  };
  closePass: { params: { pass: number }; result: null };
  openStream: { params: { pass: number; url: string; page: boolean }; result: { stream: number } };
  /** `bytes` is transferred. */
  chunk: { params: { stream: number; bytes: Uint8Array }; result: BatchResult };
  endStream: { params: { stream: number }; result: StreamEnd };
  dropStream: { params: { stream: number }; result: null };
  /** Records a window of pages as complete. */
  putFile: { params: { pass: number; url: string; resources: number }; result: null };
  finishPull: { params: { pass: number; horizon: number | null; asked: boolean }; result: FinishResult };
  finishDelta: {
    params: { pass: number; horizon: number | null; recount: boolean };
    result: { placed: number };
  };
  /** Brings up to `limit` records of the search index up to date; `changed` when records other than places were waiting. */
  index: { params: { limit: number }; result: { left: boolean; changed: boolean } };
  writeMeta: { params: { entries: MetaEntries }; result: null };
  /** Ends the worker after the current transaction. `clean`: the file was left in order. */
  close: { params: { clean: boolean }; result: null };
}

export type OperationName = keyof Operations;

export interface WorkerRequest<N extends OperationName = OperationName> {
  readonly id: number;
  readonly op: N;
  readonly params: Operations[N]['params'];
}

export type WorkerReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: PlainError; readonly trace: string };

export interface WorkerStart {
  readonly file: string;
}
