import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** What is recorded (CNIL délibération 2021-122): who, when, what kind of operation, on what reference; never content. */
export interface AuditEntry {
  readonly actorId: string | null;
  readonly profile: string | null;
  readonly action:
    | 'sign_in'
    | 'sign_out'
    | 'lock'
    | 'refused'
    | 'restricted_read'
    | 'export'
    | 'print'
    | 'form_sent'
    | 'beds_sent'
    | 'job_discarded'
    | 'setting_changed'
    | 'database_recovered';
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Reference of the thing acted on: a resource id, a method or setting name. */
  readonly target: string | null;
  /** Counts, formats, codes. No names, no free text of a form. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface StoredAuditEntry extends AuditEntry {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

interface Row {
  seq: number;
  at: number;
  actor_id: string | null;
  profile: string | null;
  action: AuditEntry['action'];
  outcome: AuditEntry['outcome'];
  target: string | null;
  details: string;
  hash: string;
}

/** CNIL asks for six months to one year. */
export const auditRetentionMs = 365 * 24 * 3600 * 1000;

function chain(previous: string, row: Omit<Row, 'hash'>): string {
  const fields = [
    row.seq,
    row.at,
    row.actor_id,
    row.profile,
    row.action,
    row.outcome,
    row.target,
    row.details,
  ];
  return createHash('sha256')
    .update(JSON.stringify([previous, ...fields]))
    .digest('hex');
}

function toEntry(row: Row): StoredAuditEntry {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    profile: row.profile,
    action: row.action,
    outcome: row.outcome,
    target: row.target,
    details: JSON.parse(row.details) as Record<string, string | number | boolean | null>,
  };
}

/** The audit log in the work database. */
export class AuditLog {
  readonly #db: Database;
  readonly #now: () => number;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /** Appends one entry, committed before it returns. */
  append(entry: AuditEntry): void {
    this.#db
      .transaction(() => {
        const last = this.#last();
        const row = {
          seq: last.seq + 1,
          at: this.#now(),
          actor_id: entry.actorId,
          profile: entry.profile,
          action: entry.action,
          outcome: entry.outcome,
          target: entry.target,
          details: JSON.stringify(entry.details ?? {}),
        };
        this.#db
          .prepare(
            `INSERT INTO audit (seq, at, actor_id, profile, action, outcome, target, details, hash)
             VALUES (@seq, @at, @actor_id, @profile, @action, @outcome, @target, @details, @hash)`,
          )
          .run({ ...row, hash: chain(last.hash, row) });
      })
      .immediate();
  }

  /** Entries between two instants, oldest first. */
  *read(from = 0, to = Number.MAX_SAFE_INTEGER): IterableIterator<StoredAuditEntry> {
    const rows = this.#db
      .prepare('SELECT * FROM audit WHERE at BETWEEN ? AND ? ORDER BY seq')
      .iterate(from, to);
    for (const row of rows) yield toEntry(row as Row);
  }

  /** Walks the chain; `brokenAt` is the first entry that was altered, or whose predecessor is missing. */
  verify(): { readonly entries: number; readonly brokenAt: number | null } {
    const anchor = this.#anchor();
    let previous = anchor.hash;
    let expected = anchor.seq + 1;
    for (const raw of this.#db.prepare('SELECT * FROM audit ORDER BY seq').iterate()) {
      const row = raw as Row;
      if (row.seq !== expected || chain(previous, row) !== row.hash) {
        return { entries: expected - anchor.seq - 1, brokenAt: row.seq };
      }
      previous = row.hash;
      expected += 1;
    }
    return { entries: expected - anchor.seq - 1, brokenAt: null };
  }

  /** Deletes entries older than the retention; the chain goes on from the anchor. Returns how many were deleted. */
  purge(retentionMs = auditRetentionMs): number {
    return this.#db
      .transaction(() => {
        const limit = this.#now() - retentionMs;
        const kept = this.#db.prepare('SELECT min(seq) AS seq FROM audit WHERE at >= ?').get(limit) as {
          seq: number | null;
        };
        const upTo = (kept.seq ?? this.#last().seq + 1) - 1;
        const last = this.#db.prepare('SELECT seq, hash FROM audit WHERE seq = ?').get(upTo) as
          { seq: number; hash: string } | undefined;
        if (last === undefined) return 0;
        this.#db.prepare('UPDATE audit_anchor SET seq = ?, hash = ?').run(last.seq, last.hash);
        return this.#db.prepare('DELETE FROM audit WHERE seq <= ?').run(last.seq).changes;
      })
      .immediate();
  }

  #anchor(): { seq: number; hash: string } {
    return this.#db.prepare('SELECT seq, hash FROM audit_anchor').get() as { seq: number; hash: string };
  }

  #last(): { seq: number; hash: string } {
    const row = this.#db.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get();
    return row === undefined ? this.#anchor() : (row as { seq: number; hash: string });
  }
}
