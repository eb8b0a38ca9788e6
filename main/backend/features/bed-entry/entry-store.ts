import { randomUUID } from 'node:crypto';
import {
  mergeEntries,
  sameNumbers,
  type EntryConflict,
  type EntryValues,
} from '../../../../shared/domain/bed-entry/entries.ts';
import type { Person } from '../../viewer.ts';
import type { Work } from '../../work/open-work.ts';
import type { Job } from '../../work/outbox-store.ts';

export const bedEntryKind = 'bed-entry';

/** What a job carries, sealed. */
export interface EntryPayload {
  readonly locationId: string;
  /** `<idNatStruct of the EG>/<external id>`, as known when it was entered. */
  readonly identifier: string;
  readonly values: EntryValues;
}

/** The last entry of a person for a Location. */
export interface KnownEntry {
  readonly job: Job;
  readonly payload: EntryPayload;
  readonly conflicts: readonly EntryConflict[];
}

export interface NewEntry extends EntryPayload {
  readonly label: string;
}

/** Receipt of a job that was never sent because a later one says it all. */
export const replacedReceipt = 'replaced';

/** An entry that repeats one made this short a time ago is the same gesture (double click, key held down). */
const sameGestureMs = 3_000;

/** Bed entries in the work database: jobs of the outbox with what they are about. */
export class EntryStore {
  readonly #work: () => Work;
  readonly #regionId: string;
  readonly #now: () => number;

  constructor(work: () => Work, regionId: string, now: () => number) {
    this.#work = work;
    this.#regionId = regionId;
    this.#now = now;
  }

  /** The last entry of this person for a Location that was neither given up nor replaced. */
  latest(author: string, locationId: string): KnownEntry | undefined {
    const id = this.#work()
      .db.prepare<[string, string, string], string>(
        `SELECT job.id FROM bed_entry e JOIN job ON job.id = e.job_id
          WHERE e.region_id = ? AND e.author_id = ? AND e.location_id = ?
            AND job.state <> 'discarded' AND job.receipt IS NOT '${replacedReceipt}'
          ORDER BY job.seq DESC LIMIT 1`,
      )
      .pluck()
      .get(this.#regionId, author, locationId);
    return id === undefined ? undefined : this.get(id);
  }

  get(jobId: string): KnownEntry | undefined {
    const { outbox, db } = this.#work();
    const job = outbox.get(jobId);
    if (job?.kind !== bedEntryKind) return undefined;
    const conflict = db
      .prepare<[string], string | null>('SELECT conflict FROM bed_entry WHERE job_id = ?')
      .pluck()
      .get(jobId);
    return {
      job,
      payload: outbox.payload(jobId) as EntryPayload,
      conflicts: conflict === null || conflict === undefined ? [] : (JSON.parse(conflict) as EntryConflict[]),
    };
  }

  /**
   * Queues an entry and returns its job. It takes over what an unsent earlier one of the same person says of other
   * figures, so that only the last job needs to be sent; the same numbers again are the same job.
   */
  add(person: Person, entry: NewEntry): string {
    const known = this.latest(person.id, entry.locationId);
    const open = known !== undefined && known.job.state !== 'done';
    if (known !== undefined) {
      const going = known.job.state === 'queued' || known.job.state === 'sending';
      const recent = this.#now() - known.job.createdAt < sameGestureMs;
      if (
        (going || recent) &&
        known.job.state !== 'parked' &&
        sameNumbers(known.payload.values, entry.values)
      ) {
        return known.job.id;
      }
    }
    const values = open ? mergeEntries(known.payload.values, entry.values) : entry.values;
    return this.#insert(person, { ...entry, values });
  }

  /** Queues an entry in place of a parked one, as it is. */
  replace(person: Person, entry: NewEntry): string {
    return this.#insert(person, entry);
  }

  /** Keeps on what the region and an entry disagree, for the person who will choose. */
  setConflicts(jobId: string, conflicts: readonly EntryConflict[]): void {
    this.#work()
      .db.prepare('UPDATE bed_entry SET conflict = ? WHERE job_id = ?')
      .run(JSON.stringify(conflicts), jobId);
  }

  /** Whether a later entry of the same person for the same Location has taken this one over. */
  isReplaced(job: Job, locationId: string): boolean {
    const last = this.latest(job.authorId, locationId);
    return last !== undefined && last.job.id !== job.id;
  }

  /** Entries that are not at the region yet, oldest first. */
  waiting(author: string): readonly Job[] {
    return this.#work()
      .outbox.waiting(author)
      .filter(({ kind, regionId }) => kind === bedEntryKind && regionId === this.#regionId);
  }

  #insert(person: Person, { label, ...payload }: NewEntry): string {
    const { outbox, db } = this.#work();
    const id = randomUUID();
    const { locationId } = payload;
    outbox.add(
      {
        id,
        kind: bedEntryKind,
        regionId: this.#regionId,
        label,
        // One person's entry never replaces another's: each is sent in its author's name.
        subject: `${this.#regionId}/Location/${locationId}/${person.id}`,
        author: { id: person.id, name: person.name },
        payload,
      },
      () => {
        // The foreign key is checked when the transaction ends, once the job is there.
        db.pragma('defer_foreign_keys = ON');
        db.prepare(
          'INSERT INTO bed_entry (job_id, region_id, location_id, author_id) VALUES (?, ?, ?, ?)',
        ).run(id, this.#regionId, locationId, person.id);
      },
    );
    return id;
  }
}
