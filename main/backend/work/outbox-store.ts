import type { Database } from 'better-sqlite3';
import { seal, unseal, type KeyRing } from './sealing.ts';

export type JobState = 'queued' | 'sending' | 'parked' | 'done' | 'discarded';

/** A job as listed: everything but its content. Instants in epoch milliseconds. */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly regionId: string;
  readonly label: string;
  readonly subject: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly state: JobState;
  /** The last send ended without an answer: the region must be asked before sending again. */
  readonly uncertain: boolean;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly dependsOn: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly receipt: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a feature gives to queue one piece of work. `id` is made by the client and is the idempotency key at the region. */
export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly regionId: string;
  readonly label: string;
  readonly subject: string;
  readonly author: { readonly id: string; readonly name: string };
  readonly payload: unknown;
  readonly dependsOn?: string;
}

interface Row {
  id: string;
  kind: string;
  region_id: string;
  label: string;
  subject: string;
  author_id: string;
  author_name: string;
  state: JobState;
  uncertain: number;
  attempts: number;
  next_attempt_at: number;
  depends_on: string | null;
  error_code: string | null;
  error_message: string | null;
  receipt: string | null;
  created_at: number;
  updated_at: number;
}

const columns =
  'id, kind, region_id, label, subject, author_id, author_name, state, uncertain, attempts, next_attempt_at, depends_on, error_code, error_message, receipt, created_at, updated_at';

function toJob(row: Row): Job {
  return {
    id: row.id,
    kind: row.kind,
    regionId: row.region_id,
    label: row.label,
    subject: row.subject,
    authorId: row.author_id,
    authorName: row.author_name,
    state: row.state,
    uncertain: row.uncertain === 1,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    dependsOn: row.depends_on,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    receipt: row.receipt,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/**
 * The durable queue in the work database. Every state change is one committed statement, so that a process killed at
 * any moment finds each job either unsent, or marked as perhaps sent.
 */
export class OutboxStore {
  readonly #db: Database;
  readonly #keys: KeyRing;
  readonly #now: () => number;

  constructor(db: Database, keys: KeyRing, now: () => number) {
    this.#db = db;
    this.#keys = keys;
    this.#now = now;
  }

  /**
   * Queues a job together with the business rows it belongs to (`insert`), in one transaction. An unsent job of the
   * same subject and kind is replaced: the newest intention wins, and nothing is sent twice.
   */
  add(job: NewJob, insert?: () => void): void {
    const now = this.#now();
    const sealed = seal(this.#keys, job.id, job.payload);
    this.#db
      .transaction(() => {
        insert?.();
        this.#db
          .prepare(
            `UPDATE job SET state = 'discarded', error_code = 'replaced', updated_at = ?
             WHERE subject = ? AND kind = ? AND state IN ('queued', 'parked') AND uncertain = 0 AND id <> ?`,
          )
          .run(now, job.subject, job.kind, job.id);
        this.#db
          .prepare(
            `INSERT INTO job (id, kind, region_id, label, subject, author_id, author_name, state, next_attempt_at,
               depends_on, key_id, payload, created_at, updated_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            job.id,
            job.kind,
            job.regionId,
            job.label,
            job.subject,
            job.author.id,
            job.author.name,
            now,
            job.dependsOn ?? null,
            sealed.keyId,
            sealed.bytes,
            now,
            now,
          );
      })
      .immediate();
  }

  /** The content of a job. Throws `work_key_lost` or `work_tampered`; the row is kept in both cases. */
  payload(id: string): unknown {
    const row = this.#db.prepare('SELECT key_id, payload FROM job WHERE id = ?').get(id) as
      { key_id: string; payload: Buffer } | undefined;
    if (row === undefined) return undefined;
    return unseal(this.#keys, id, { keyId: row.key_id, bytes: row.payload });
  }

  get(id: string): Job | undefined {
    const row = this.#db.prepare(`SELECT ${columns} FROM job WHERE id = ?`).get(id) as Row | undefined;
    return row === undefined ? undefined : toJob(row);
  }

  /** What waits, oldest first; `author` narrows to one person. */
  waiting(author?: string): readonly Job[] {
    const rows = this.#db
      .prepare(
        `SELECT ${columns} FROM job WHERE state IN ('queued', 'sending', 'parked') AND (? IS NULL OR author_id = ?)
         ORDER BY seq`,
      )
      .all(author ?? null, author ?? null) as Row[];
    return rows.map(toJob);
  }

  /** The next job of this author that may be sent now: due, and nothing it depends on is still open. */
  nextDue(regionId: string, authorId: string): Job | undefined {
    const row = this.#db
      .prepare(
        `SELECT ${columns} FROM job AS due
         WHERE state = 'queued' AND author_id = ? AND next_attempt_at <= ? AND region_id = ?
           AND NOT EXISTS (SELECT 1 FROM job AS first WHERE first.id = due.depends_on AND first.state <> 'done')
         ORDER BY next_attempt_at, seq LIMIT 1`,
      )
      .get(authorId, this.#now(), regionId) as Row | undefined;
    return row === undefined ? undefined : toJob(row);
  }

  /** When the earliest sendable job of this author becomes due, or null. */
  nextAttemptAt(regionId: string, authorId: string): number | null {
    const row = this.#db
      .prepare(
        `SELECT min(next_attempt_at) AS at FROM job AS due
         WHERE state = 'queued' AND author_id = ? AND region_id = ?
           AND NOT EXISTS (SELECT 1 FROM job AS first WHERE first.id = due.depends_on AND first.state <> 'done')`,
      )
      .get(authorId, regionId) as { at: number | null };
    return row.at;
  }

  /** Marks a job as being sent, before the first byte leaves. */
  markSending(id: string): void {
    this.#update(id, `state = 'sending', uncertain = 1, attempts = attempts + 1`);
  }

  markDone(id: string, receipt: string | null): void {
    this.#update(
      id,
      `state = 'done', uncertain = 0, error_code = NULL, error_message = NULL, receipt = ?`,
      receipt,
    );
  }

  /** Puts a job back for `at`; `uncertain` when the region may have received it. */
  markRetry(id: string, at: number, uncertain: boolean, code: string, message: string): void {
    this.#update(
      id,
      `state = 'queued', uncertain = ?, next_attempt_at = ?, error_code = ?, error_message = ?`,
      uncertain ? 1 : 0,
      at,
      code,
      message,
    );
  }

  /** Sets a job aside until a person decides; it is never lost and never sent by itself. */
  markParked(id: string, code: string, message: string): void {
    this.#update(id, `state = 'parked', uncertain = 0, error_code = ?, error_message = ?`, code, message);
  }

  /** A person asks to try again: due now, with the same id. */
  retry(id: string): void {
    this.#update(id, `state = 'queued', next_attempt_at = ?`, this.#now());
  }

  /** The network is back: jobs that waited only for it are due now. Returns how many. */
  hasten(regionId: string): number {
    return this.#db
      .prepare(
        `UPDATE job SET next_attempt_at = ?
         WHERE state = 'queued' AND region_id = ? AND error_code = 'region_unreachable' AND next_attempt_at > ?`,
      )
      .run(this.#now(), regionId, this.#now()).changes;
  }

  /** A person gives the job up. The row stays for the audit until purged. */
  discard(id: string): void {
    this.#update(id, `state = 'discarded'`);
  }

  /** After a crash: what was being sent may have arrived; it is queued again as uncertain. Returns how many. */
  recover(): number {
    return this.#db
      .prepare(`UPDATE job SET state = 'queued', uncertain = 1, updated_at = ? WHERE state = 'sending'`)
      .run(this.#now()).changes;
  }

  /** Seals every payload again under the current key (key rotation); returns how many were changed. */
  reseal(): number {
    const rows = this.#db
      .prepare('SELECT id, key_id, payload FROM job WHERE key_id <> ?')
      .all(this.#keys.current) as { id: string; key_id: string; payload: Buffer }[];
    const write = this.#db.prepare('UPDATE job SET key_id = ?, payload = ? WHERE id = ?');
    this.#db
      .transaction(() => {
        for (const row of rows) {
          const value = unseal(this.#keys, row.id, { keyId: row.key_id, bytes: row.payload });
          const sealed = seal(this.#keys, row.id, value);
          write.run(sealed.keyId, sealed.bytes, row.id);
        }
      })
      .immediate();
    return rows.length;
  }

  #update(id: string, assignments: string, ...values: (string | number | null)[]): void {
    this.#db
      .prepare(`UPDATE job SET ${assignments}, updated_at = ? WHERE id = ?`)
      .run(...values, this.#now(), id);
  }
}
