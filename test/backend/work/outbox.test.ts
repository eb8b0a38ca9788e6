import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { sql } from '../../../main/backend/db/migrations/work-0001-outbox.ts';
import { OutboxStore, type NewJob } from '../../../main/backend/work/outbox-store.ts';
import {
  OutboxRunner,
  type JobHandler,
  type SendingSession,
} from '../../../main/backend/work/outbox-runner.ts';
import type { KeyRing } from '../../../main/backend/work/sealing.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function keyRing(current: string, keys: Record<string, Uint8Array>): KeyRing {
  return { current, key: (id) => keys[id] };
}

/** A region that stores by id, as `PUT` does, and fails as told. */
class FakeRegion implements JobHandler {
  readonly received = new Map<string, number>();
  fail: ((id: string) => Error | undefined) | undefined;
  /** Stores, then loses the answer. */
  loseAnswer = false;

  send(_payload: unknown, job: { id: string }): Promise<string> {
    const error = this.fail?.(job.id);
    if (error !== undefined) return Promise.reject(error);
    this.received.set(job.id, (this.received.get(job.id) ?? 0) + 1);
    if (this.loseAnswer) return Promise.reject(new AppError('region_slow', 'Pas de réponse.'));
    return Promise.resolve(`n° ${job.id}`);
  }

  findReceived(_payload: unknown, job: { id: string }): Promise<string | undefined> {
    return Promise.resolve(this.received.has(job.id) ? `n° ${job.id}` : undefined);
  }
}

describe('outbox', () => {
  let folder: string;
  let db: Database.Database;
  let now: number;
  let region: FakeRegion;
  let session: SendingSession | null;
  const keys = { k1: randomBytes(32), k2: randomBytes(32) };
  const runners: OutboxRunner[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vigie-outbox-'));
    db = new Database(path.join(folder, 'work.sqlite'));
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.exec(sql);
    now = 1_000_000;
    region = new FakeRegion();
    session = { regionId: 'idf', authorId: 'a' };
  });
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.stop();
    db.close();
    rmSync(folder, { recursive: true });
  });

  const store = (ring = keyRing('k1', keys)): OutboxStore => new OutboxStore(db, ring, () => now);
  const run = (outbox: OutboxStore): OutboxRunner => {
    const runner = new OutboxRunner({
      store: outbox,
      handlers: new Map([['refusal', region]]),
      session: () => session,
      retryDelay: (attempts) => 1000 * 2 ** attempts,
      now: () => now,
      log,
      onChange: () => undefined,
    });
    runners.push(runner);
    return runner;
  };
  const job = (over: Partial<NewJob> = {}): NewJob => ({
    id: randomUUID(),
    kind: 'refusal',
    regionId: 'idf',
    label: 'Refus du 23/11',
    subject: randomUUID(),
    author: { id: 'a', name: 'Urgences' },
    payload: { reason: 'pas de lit' },
    ...over,
  });

  it('sends a queued job and keeps the receipt', async () => {
    const outbox = store();
    const one = job();
    outbox.add(one);
    run(outbox).wake();
    await vi.waitFor(() => expect(outbox.get(one.id)?.state).toBe('done'));
    expect(outbox.get(one.id)?.receipt).toBe(`n° ${one.id}`);
  });

  it('writes the business row and the job together or not at all', () => {
    const outbox = store();
    db.exec('CREATE TABLE draft (id TEXT)');
    const one = job();
    expect(() =>
      outbox.add(one, () => {
        db.prepare('INSERT INTO draft VALUES (?)').run(one.id);
        throw new Error('power cut');
      }),
    ).toThrow('power cut');
    expect(db.prepare('SELECT count(*) AS n FROM draft').get()).toEqual({ n: 0 });
    expect(outbox.get(one.id)).toBeUndefined();
  });

  it('asks the region before sending again after a lost answer', async () => {
    const outbox = store();
    const one = job();
    outbox.add(one);
    region.loseAnswer = true;
    const runner = run(outbox);
    runner.wake();
    await vi.waitFor(() => expect(outbox.get(one.id)?.errorCode).toBe('region_slow'));
    expect(outbox.get(one.id)).toMatchObject({ state: 'queued', uncertain: true });
    now += 5000;
    await vi.waitFor(() => {
      runner.wake();
      expect(outbox.get(one.id)?.state).toBe('done');
    });
    expect(region.received.get(one.id)).toBe(1);
  });

  it('treats a job found in flight at start as perhaps received', async () => {
    const outbox = store();
    const one = job();
    outbox.add(one);
    outbox.markSending(one.id); // then the process was killed, after the region stored it
    region.received.set(one.id, 1);
    const runner = run(outbox);
    runner.wake();
    await vi.waitFor(() => expect(outbox.get(one.id)?.state).toBe('done'));
    expect(region.received.get(one.id)).toBe(1);
  });

  it('waits as long as the region asked', async () => {
    const outbox = store();
    const one = job();
    outbox.add(one);
    region.fail = () =>
      new AppError('region_throttled', 'Trop de demandes.', { details: { retryAfterMs: 30_000 } });
    run(outbox).wake();
    await vi.waitFor(() => expect(outbox.get(one.id)?.attempts).toBe(1));
    await vi.waitFor(() => expect(outbox.get(one.id)?.nextAttemptAt).toBe(now + 30_000));
    expect(outbox.get(one.id)?.uncertain).toBe(false);
  });

  it('parks what the region refuses and sends it again only when a person says so', async () => {
    const outbox = store();
    const one = job();
    outbox.add(one);
    region.fail = () => new AppError('capacity_refused', 'Refusé par la région.');
    const runner = run(outbox);
    runner.wake();
    await vi.waitFor(() => expect(outbox.get(one.id)?.state).toBe('parked'));
    region.fail = undefined;
    outbox.retry(one.id);
    await vi.waitFor(() => {
      runner.wake();
      expect(outbox.get(one.id)?.state).toBe('done');
    });
  });

  it('sends nothing under another person’s session, nor to another region', async () => {
    const outbox = store();
    const other = job({ author: { id: 'b', name: 'SAMU' } });
    const elsewhere = job({ regionId: 'na' });
    const own = job();
    for (const each of [other, elsewhere, own]) outbox.add(each);
    run(outbox).wake();
    await vi.waitFor(() => expect(outbox.get(own.id)?.state).toBe('done'));
    expect([...region.received.keys()]).toEqual([own.id]);
    expect(outbox.waiting().map((each) => each.id)).toEqual([other.id, elsewhere.id]);
  });

  it('sends a dependent job only after the one it depends on', async () => {
    const outbox = store();
    const first = job();
    const second = job({ dependsOn: first.id });
    region.fail = (id) => (id === first.id ? new AppError('region_error', 'Panne.') : undefined);
    outbox.add(first);
    outbox.add(second);
    const runner = run(outbox);
    runner.wake();
    await vi.waitFor(() => expect(outbox.get(first.id)?.errorCode).toBe('region_error'));
    expect(outbox.get(second.id)?.state).toBe('queued');
    region.fail = undefined;
    now += 10_000;
    await vi.waitFor(() => {
      runner.wake();
      expect(outbox.get(second.id)?.state).toBe('done');
    });
    expect([...region.received.keys()]).toEqual([first.id, second.id]);
  });

  it('replaces an unsent job of the same subject, but never one that may have left', () => {
    const outbox = store();
    const old = job({ subject: 'unit-1' });
    const sent = job({ subject: 'unit-2' });
    outbox.add(old);
    outbox.add(sent);
    outbox.markSending(sent.id);
    outbox.add(job({ subject: 'unit-1' }));
    outbox.add(job({ subject: 'unit-2' }));
    expect(outbox.get(old.id)?.state).toBe('discarded');
    expect(outbox.get(sent.id)?.state).toBe('sending');
  });

  it('keeps sealed work when its key is lost, and reads it again when the key returns', () => {
    const one = job();
    store().add(one);
    const without = store(keyRing('k2', { k2: keys.k2 }));
    expect(() => without.payload(one.id)).toThrow(expect.objectContaining({ code: 'work_key_lost' }));
    expect(without.get(one.id)?.state).toBe('queued');
    const back = store(keyRing('k2', keys));
    expect(back.payload(one.id)).toEqual(one.payload);
    expect(back.reseal()).toBe(1);
    expect(without.payload(one.id)).toEqual(one.payload);
  });

  it('detects altered or swapped payloads, and holds no content in clear', () => {
    const outbox = store();
    const one = job({ payload: { text: 'contenu-en-clair' } });
    const two = job();
    outbox.add(one);
    outbox.add(two);
    const row = db.prepare('SELECT payload FROM job WHERE id = ?').get(one.id) as { payload: Buffer };
    expect(row.payload.includes('contenu-en-clair')).toBe(false);
    db.prepare('UPDATE job SET payload = ? WHERE id = ?').run(row.payload, two.id);
    expect(() => outbox.payload(two.id)).toThrow(expect.objectContaining({ code: 'work_tampered' }));
  });
});
