import type {
  EntryCell,
  EntryRow,
  EntrySending,
  SendingState,
} from '../../../../shared/contract/bed-entry.ts';
import { dueOf } from '../../../../shared/domain/bed-entry/due.ts';
import {
  entryFigures,
  installedBeds,
  type EntryFigures,
} from '../../../../shared/domain/bed-entry/figures.ts';
import { availableKeys, entryKeys, type EntryKey } from '../../../../shared/domain/bed-entry/keys.ts';
import { errorCodes } from '../../../../shared/errors.ts';
import type { Job } from '../../work/outbox-store.ts';
import type { KnownEntry } from './entry-store.ts';
import type { EntryPlace } from './places.ts';

/** How long « envoyé » stays beside a row: the length of a shift. */
const sentShownMs = 12 * 3_600_000;

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

export function sendingStateOf(job: Job): SendingState | 'discarded' {
  switch (job.state) {
    case 'queued':
      return 'waiting';
    case 'sending':
      return 'sending';
    case 'done':
      return 'sent';
    case 'parked':
      return job.errorCode === 'capacity_conflict' ? 'conflict' : 'refused';
    case 'discarded':
      return 'discarded';
  }
}

/** An entry as the grid and the queue show it; null once given up. */
export function sendingOf({ job, conflicts }: KnownEntry): EntrySending | null {
  const state = sendingStateOf(job);
  if (state === 'discarded') return null;
  return {
    jobId: job.id,
    state,
    enteredAt: iso(job.createdAt),
    since: iso(job.updatedAt),
    nextAttemptAt: state === 'waiting' && job.attempts > 0 ? iso(job.nextAttemptAt) : null,
    problem:
      job.errorMessage === null || state === 'sent'
        ? null
        : { code: errorCodes.find((code) => code === job.errorCode) ?? null, message: job.errorMessage },
    disagreements:
      state === 'conflict'
        ? conflicts.map(({ key, mine, theirs }) => ({
            key,
            mine,
            theirs: { count: theirs.count, updatedAt: isoOrNull(theirs.updatedAt) },
          }))
        : [],
  };
}

/** A figure of the region, or the one entered here since. */
function cellOf(key: EntryKey, figures: EntryFigures, entry: KnownEntry | undefined): EntryCell | undefined {
  const server = figures[key];
  const own = entry?.payload.values[key];
  const pending = entry !== undefined && entry.job.state !== 'done';
  if (own !== undefined && (pending || own.at > (server?.updatedAt ?? -Infinity))) {
    return {
      count: own.count,
      updatedAt: iso(own.at),
      comment: own.comment ?? server?.comment ?? null,
      pending,
    };
  }
  return server === undefined
    ? undefined
    : {
        count: server.count,
        updatedAt: isoOrNull(server.updatedAt),
        comment: server.comment,
        pending: false,
      };
}

export type EntryCells = EntryRow['cells'];

/** What the grid shows for a place: the region's figures under what was entered here. */
export function cellsOf(place: EntryPlace, entry: KnownEntry | undefined): EntryCells {
  const figures = entryFigures(place.sources);
  const cells: Partial<Record<EntryKey, EntryCell>> = {};
  for (const key of entryKeys) {
    const cell = cellOf(key, figures, entry);
    if (cell !== undefined) cells[key] = cell;
  }
  return cells;
}

/** Oldest date of the available figures: a unit is as late as its oldest one. Epoch ms. */
function availableSince(cells: EntryCells): number | null {
  const dates = availableKeys.flatMap((key) => {
    const at = cells[key]?.updatedAt;
    return at === undefined || at === null ? [] : [Date.parse(at)];
  });
  return dates.length === 0 ? null : Math.min(...dates);
}

export function entryRow(
  place: EntryPlace,
  entry: KnownEntry | undefined,
  blocked: string | null,
  now: number,
): EntryRow {
  const cells = cellsOf(place, entry);
  // What the region refused, or what waits for a choice, has not been done.
  const parked = entry?.job.state === 'parked';
  const updatedAt = availableSince(parked ? cellsOf(place, undefined) : cells);
  const due = dueOf(updatedAt, now);
  const sending = entry === undefined ? null : sendingOf(entry);
  const shown = sending?.state === 'sent' && now - Date.parse(sending.since) > sentShownMs ? null : sending;
  const names = [...new Set(place.units.map(({ name }) => name))];
  return {
    locationId: place.locationId,
    name: names.join(' · '),
    place: place.place !== null && !names.includes(place.place) ? place.place : null,
    unitIds: place.units.map(({ id }) => id),
    establishmentId: place.establishmentId,
    establishment: place.establishment,
    group: place.group,
    installed: installedBeds(place.sources),
    cells,
    updatedAt: isoOrNull(updatedAt),
    due: { state: due.state, last: iso(due.last), next: iso(due.next) },
    sending: shown,
    blocked,
  };
}
