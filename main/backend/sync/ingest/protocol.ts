import type { PlainError } from '../../../../shared/errors.ts';
import type { Packed } from '../parcel.ts';
import type { BatchResult } from './ingest.ts';
import type { MetaEntries } from './meta.ts';
import type { FinishResult, PullState } from './pull.ts';

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
  /**
   * Stores resources in one transaction; the memory of `packed` is transferred. With `complete`, records that file as
   * stored completely in the same transaction; `before` is the number of its resources already stored.
   */
  store: {
    params: { pass: number; packed: Packed; complete: string | null; before: number };
    /** `memory` is that of the bytes, given back. */
    result: { batch: BatchResult; memory: ArrayBuffer };
  };
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
