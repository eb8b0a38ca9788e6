import type { Database } from 'better-sqlite3';
import type { EventName, Events } from '../../shared/contract/index.ts';
import type { Person, Viewer } from './viewer.ts';

/** Structured log: a stable code, then facts. Never a secret, never patient data; strings from outside are cut by the sink. */
export interface Log {
  debug(code: string, facts?: Readonly<Record<string, unknown>>): void;
  info(code: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(code: string, facts?: Readonly<Record<string, unknown>>): void;
  error(code: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** What every feature is built with. A feature never opens a database or a socket by itself. */
export interface BackendContext {
  /** Read-only connection to the copy database (WAL: never waits for a sync). */
  readonly copy: Database;
  /** Now, in epoch milliseconds; replaced in tests. */
  readonly now: () => number;
  readonly log: Log;
  readonly emit: <E extends EventName>(name: E, payload: Events[E]) => void;
  /** Called after each commit to the copy, before pages are told. Returns the unsubscriber. */
  readonly onDataChanged: (listener: (change: Events['data.changed']) => void) => () => void;
  /** Who asks, at the time of asking; `ordinaryViewer` where nothing says it. */
  readonly viewer?: () => Viewer;
  /** Who is signed in, at the time of asking; null or absent: nobody. */
  readonly person?: () => Person | null;
}
