import { z } from 'zod';
import type { DueState } from '../domain/bed-entry/due.ts';
import { entryKeys, type EntryKey } from '../domain/bed-entry/keys.ts';
import type { Profile } from '../domain/rights.ts';
import type { ErrorCode } from '../errors.ts';
import { method } from './define.ts';

const id = z.string().min(1).max(200);
const key = z.enum(entryKeys);
/** Refused here when it is no number of beds; whether it is believable is said by the backend, in words. */
const count = z.number().int().min(0).max(1_000_000);

/** A figure as the person saw it: ISO date. Null where the region held none. */
const base = z.object({ count: count.nullable(), updatedAt: z.iso.datetime().nullable() }).nullable();

/** Where an entry is on its way to the region. */
export type SendingState = 'waiting' | 'sending' | 'sent' | 'refused' | 'conflict';

/** One figure on which the region and the entry disagree. ISO dates. */
export interface EntryDisagreement {
  readonly key: EntryKey;
  readonly mine: number;
  readonly theirs: { readonly count: number | null; readonly updatedAt: string | null };
}

/** The last entry made here for a Location. ISO dates. */
export interface EntrySending {
  readonly jobId: string;
  readonly state: SendingState;
  /** When it was entered, and when its state last changed. */
  readonly enteredAt: string;
  readonly since: string;
  /** When the next attempt is due, after one that failed. */
  readonly nextAttemptAt: string | null;
  /** Why it is not there yet, in words. */
  readonly problem: { readonly code: ErrorCode | null; readonly message: string } | null;
  readonly disagreements: readonly EntryDisagreement[];
}

/** A figure to show in a cell: the region's, or what was entered here since. `count` null: not transmitted. */
export interface EntryCell {
  readonly count: number | null;
  /** ISO date of the figure. */
  readonly updatedAt: string | null;
  readonly comment: string | null;
  /** Entered here and not yet confirmed by the region. */
  readonly pending: boolean;
}

/** One row of the grid: a Location of one's establishments. */
export interface EntryRow {
  readonly locationId: string;
  /** The unit (or units) whose beds these are. */
  readonly name: string;
  /** Name of the place, where the unit has several. */
  readonly place: string | null;
  readonly unitIds: readonly string[];
  readonly establishmentId: string;
  readonly establishment: string;
  readonly group: string;
  readonly installed: number | null;
  /** A missing key is a figure nobody ever entered. */
  readonly cells: Readonly<Partial<Record<EntryKey, EntryCell>>>;
  /** Oldest date of the available figures: what the due times look at. Null when never entered. */
  readonly updatedAt: string | null;
  readonly due: { readonly state: DueState; readonly last: string; readonly next: string };
  readonly sending: EntrySending | null;
  /** Why nothing can be entered for this place, in words. */
  readonly blocked: string | null;
}

export interface EntryUnits {
  readonly readAt: string;
  readonly person: { readonly name: string; readonly profile: Profile };
  /** By establishment, then activity, then name. */
  readonly rows: readonly EntryRow[];
  /** The due times of the day as the clock reads them, in minutes after midnight. */
  readonly dueTimes: readonly number[];
}

/** What waits for the region or for a person, oldest first. */
export interface EntryQueue {
  readonly jobs: readonly (EntrySending & { readonly locationId: string; readonly label: string })[];
}

/** What became of each Location of « inchangé ». */
export interface UnchangedResult {
  readonly confirmed: readonly string[];
  /** Nothing to confirm: never entered, just entered, or waiting for a person's choice. */
  readonly skipped: readonly { readonly locationId: string; readonly reason: string }[];
}

export const bedEntryMethods = {
  /** Whether the person on this post may enter beds at all, and how many entries are not at the region yet. */
  'bedEntry.access': method(z.object({})).returns<{ readonly allowed: boolean; readonly waiting: number }>(),
  /** My units with their figures, due times and what is on its way. `forbidden`, `unauthenticated`. */
  'bedEntry.units': method(z.object({})).returns<EntryUnits>(),
  /** Queues figures of one Location. Repeating it while nothing changed returns the same job. `forbidden`. */
  'bedEntry.save': method(
    z.object({
      locationId: id,
      figures: z.partialRecord(key, count),
      comments: z.partialRecord(key, z.string().trim().max(500)).default({}),
      base: z.partialRecord(key, base),
    }),
  ).returns<{ readonly jobId: string }>(),
  /** Confirms the current figures of Locations: same numbers, new update date. `forbidden`. */
  'bedEntry.unchanged': method(
    z.object({ locationIds: z.array(id).min(1).max(500) }),
  ).returns<UnchangedResult>(),
  /** A person's choice on an entry in conflict or refused: send mine over theirs, or give mine up. */
  'bedEntry.resolve': method(z.object({ jobId: z.uuid(), keep: z.enum(['mine', 'theirs']) })).returns<null>(),
  'bedEntry.queue': method(z.object({})).returns<EntryQueue>(),
} as const;

export interface BedEntryEvents {
  /** An entry was queued, sent, refused, given up or set aside. */
  readonly 'bedEntry.changed': {
    readonly jobId: string;
    readonly locationId: string;
    readonly state: SendingState | 'discarded';
  };
}
