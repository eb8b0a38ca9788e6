import { z } from 'zod';
import type { PlainError } from '../errors.ts';
import { method } from './define.ts';

export type SyncKind = 'full' | 'delta' | 'beds';

export interface SyncProgress {
  readonly kind: SyncKind;
  /** Resources stored so far and, when the server says it, how many are expected. */
  readonly done: number;
  readonly expected: number | null;
  readonly startedAt: string;
}

/** What the frame of every screen shows: where the data come from, how old they are, what is wrong. */
export interface AppStatus {
  readonly region: { readonly id: string; readonly name: string; readonly demonstration: boolean } | null;
  /** False from the first failed exchange until the next successful one. */
  readonly online: boolean;
  readonly offlineSince: string | null;
  /** End of the last successful exchange of any kind: "à jour 14:32". Null before the first one. */
  readonly lastSyncAt: string | null;
  readonly lastFullSyncAt: string | null;
  readonly syncing: SyncProgress | null;
  /** Why the last exchange failed, in words; null when it succeeded. */
  readonly problem: PlainError | null;
  /** When the next attempt is due after a failure. */
  readonly nextAttemptAt: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly notUnderstood: number;
  /** Something about the local data the person must know (database restored, disk full…). */
  readonly notices: readonly PlainError[];
}

export const statusMethods = {
  /** State of region, sync and local copy. */
  'status.get': method(z.object({})).returns<AppStatus>(),
  /** Starts an exchange now (resets the back-off); resolves when it is queued, not when it ends. */
  'sync.now': method(z.object({ kind: z.enum(['full', 'delta', 'beds']).default('delta') })).returns<null>(),
} as const;

/** Events pushed to every page. */
export interface StatusEvents {
  readonly 'status.changed': AppStatus;
  /** Committed changes; `locationIds` is empty when too many changed to name them. */
  readonly 'data.changed': {
    readonly scopes: readonly ('beds' | 'directory' | 'documents' | 'settings')[];
    readonly locationIds: readonly string[];
    readonly at: string;
  };
}
