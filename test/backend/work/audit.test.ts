import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../main/backend/db/migrations/work-0002-audit.ts';
import { AuditLog, auditRetentionMs, type AuditEntry } from '../../../main/backend/work/audit.ts';

const entry: AuditEntry = {
  actorId: 'u1',
  profile: 'samu',
  action: 'export',
  outcome: 'done',
  target: 'beds.regionBoard',
  details: { format: 'csv', rows: 12 },
};

describe('audit log', () => {
  let folder: string;
  let db: Database.Database;
  let now = 0;
  let log: AuditLog;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vigie-audit-'));
    db = new Database(path.join(folder, 'work.sqlite'));
    db.exec(sql);
    now = Date.UTC(2026, 10, 23);
    log = new AuditLog(db, () => now);
    for (let i = 0; i < 5; i++) log.append({ ...entry, target: `t${i}` });
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });

  it('reads back what was recorded, in order, and verifies', () => {
    expect([...log.read()].map((each) => each.target)).toEqual(['t0', 't1', 't2', 't3', 't4']);
    expect([...log.read()][0]).toEqual({ ...entry, target: 't0', seq: 1, at: now });
    expect(log.verify()).toEqual({ entries: 5, brokenAt: null });
  });

  it('refuses changes and deletions through SQL', () => {
    expect(() => db.exec(`UPDATE audit SET actor_id = 'x' WHERE seq = 2`)).toThrow('append-only');
    expect(() => db.exec('DELETE FROM audit WHERE seq = 2')).toThrow('append-only');
  });

  it('finds an altered, a removed and a forged entry by somebody who dropped the triggers', () => {
    db.exec('DROP TRIGGER audit_never_changes; DROP TRIGGER audit_never_loses');
    db.exec('SAVEPOINT s');
    db.exec(`UPDATE audit SET target = 'elsewhere' WHERE seq = 3`);
    expect(log.verify()).toEqual({ entries: 2, brokenAt: 3 });
    db.exec('ROLLBACK TO s');
    db.exec('DELETE FROM audit WHERE seq = 4');
    expect(log.verify()).toEqual({ entries: 3, brokenAt: 5 });
    db.exec('ROLLBACK TO s');
    db.exec(`INSERT INTO audit (seq, at, action, outcome, hash) VALUES (6, 0, 'print', 'done', 'made up')`);
    expect(log.verify()).toEqual({ entries: 5, brokenAt: 6 });
  });

  it('purges after twelve months and still verifies', () => {
    now += auditRetentionMs + 1;
    log.append({ ...entry, target: 'new' });
    expect(log.purge()).toBe(5);
    expect([...log.read()].map((each) => each.target)).toEqual(['new']);
    expect(log.verify()).toEqual({ entries: 1, brokenAt: null });
    now += auditRetentionMs + 1;
    expect(log.purge()).toBe(1);
    log.append(entry);
    expect(log.verify()).toEqual({ entries: 1, brokenAt: null });
    expect(log.purge()).toBe(0);
  });
});
