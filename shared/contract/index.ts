import type { z } from 'zod';
import { bedEntryMethods, type BedEntryEvents } from './bed-entry.ts';
import { bedMethods } from './beds.ts';
import { directoryMethods } from './directory.ts';
import { searchMethods } from './search.ts';
import { statusMethods, type StatusEvents } from './status.ts';

/** Every backend method: name → parameter schema and result type. Adding one touches this, a feature and its caller. */
export const contract = {
  ...statusMethods,
  ...bedMethods,
  ...bedEntryMethods,
  ...directoryMethods,
  ...searchMethods,
} as const;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What a caller passes (before defaults). */
export type Params<M extends MethodName> = z.input<Contract[M]['params']>;
/** What a handler receives (after defaults). */
export type ParsedParams<M extends MethodName> = z.output<Contract[M]['params']>;
export type Result<M extends MethodName> = NonNullable<Contract[M]['result']>['type'];

export type Events = StatusEvents & BedEntryEvents;
export type EventName = keyof Events;

/** What a host serves. `call` expects parameters as `ParsedParams`; `dispatch` in rpc.ts validates them first. */
export interface Backend {
  call(method: MethodName, params: unknown): Promise<unknown>;
  onAny(listener: (name: EventName, payload: Events[EventName]) => void): () => void;
  /** Stops syncs, drains writes, closes the databases. */
  close(): Promise<void>;
}

/** One function per method; a feature provides a part of it. */
export type Handlers = {
  readonly [M in MethodName]: (params: ParsedParams<M>) => Result<M> | Promise<Result<M>>;
};
