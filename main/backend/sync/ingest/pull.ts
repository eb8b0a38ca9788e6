import type { Database } from 'better-sqlite3';
import { directoryResourceTypes } from '../../../../shared/domain/entities.ts';
import { judge, suspicionSchema, type Suspicion, type TypeTally, type Verdict } from './guard.ts';
import type { Ingest, Pass } from './ingest.ts';
import { readMeta, writeMeta, type MetaEntries } from './meta.ts';

/** A full pull under way, as kept on disk. */
export interface PullState {
  readonly generation: number;
  readonly startedAt: number;
  readonly mode: 'export' | 'search';
  readonly statusUrl: string | null;
  readonly horizon: number | null;
  /** Files (or search windows) stored completely in this generation, with their number of resources. */
  readonly files: readonly { readonly url: string; readonly resources: number }[];
  /** Newest meta.lastUpdated by type in those files. */
  readonly newest: Readonly<Record<string, number>>;
}

interface PullRow {
  readonly generation: number;
  readonly started_at: number;
  readonly mode: 'export' | 'search';
  readonly status_url: string | null;
  readonly horizon: number | null;
}

/** The pull a cut or a stop left unfinished, or null. */
export function readPull(database: Database): PullState | null {
  const row = database.prepare<[], PullRow>('SELECT * FROM pull ORDER BY generation DESC LIMIT 1').get();
  if (row === undefined) return null;
  const stored = database
    .prepare<[number], { url: string; resources: number; newest: string }>(
      'SELECT url, resources, newest FROM pull_file WHERE generation = ?',
    )
    .all(row.generation);
  const newest: Record<string, number> = {};
  for (const file of stored) {
    for (const [type, at] of Object.entries(JSON.parse(file.newest) as Record<string, number>)) {
      newest[type] = Math.max(newest[type] ?? 0, at);
    }
  }
  const files = stored.map(({ url, resources }) => ({ url, resources }));
  const { generation, started_at: startedAt, mode, status_url: statusUrl, horizon } = row;
  return { generation, startedAt, mode, statusUrl, horizon, files, newest };
}

/** Generation to stamp on what is seen now: the pull under way, else the last one that ended. */
export function currentGeneration(database: Database): number {
  const pulling = database.prepare<[], number | null>('SELECT max(generation) FROM pull').pluck().get();
  return pulling ?? Number(readMeta(database).get('generation') ?? 0);
}

/** Forgets any unfinished pull and starts the next generation. What an unfinished one stored stays stored. */
export function startPull(
  database: Database,
  pull: { readonly startedAt: number; readonly mode: 'export' | 'search'; readonly statusUrl: string | null },
): number {
  const generation = currentGeneration(database) + 1;
  database.exec('DELETE FROM pull; DELETE FROM pull_file');
  database
    .prepare('INSERT INTO pull (generation, started_at, mode, status_url) VALUES (?, ?, ?, ?)')
    .run(generation, pull.startedAt, pull.mode, pull.statusUrl);
  return generation;
}

export interface FinishOptions {
  readonly now: number;
  /** Server's clock when the pull began; nothing newer is concluded to be missing. */
  readonly horizon: number | null;
  /** A person started this pull after having been warned. */
  readonly asked: boolean;
}

export interface FinishResult {
  readonly verdict: Verdict;
  readonly removed: number;
}

/** Rows deleted per transaction. */
const sweepBatch = 500;

interface Gone {
  readonly type: string;
  readonly id: string;
}

/**
 * Ends a full pull: judges it, deletes what left the region (unless doubted), places every offer again, and records
 * generation, watermarks and counts in the same transaction as the end of the pull.
 */
export function finishPull(
  database: Database,
  ingest: Ingest,
  pass: Pass,
  options: FinishOptions,
): FinishResult {
  const newest = [...pass.newest.values()].reduce((a, b) => Math.max(a, b), 0);
  // Records newer than everything the pull brought were made after its snapshot: their absence proves nothing.
  const limit = Math.max(newest, pass.snapshotAt ?? 0);
  const gone = database
    .prepare<[number, number], Gone>(
      `SELECT r.type, r.id FROM resource_state s JOIN resource r ON r.pk = s.pk
       WHERE s.generation < ? AND coalesce(s.last_updated, 0) <= ?`,
    )
    .all(pass.generation, limit);
  const counts = countResources(database);
  const earlier = readSuspicion(database);
  const verdict = judge(tally(gone, counts), earlier, options.asked);
  if (verdict.kind === 'accept') {
    for (let from = 0; from < gone.length; from += sweepBatch) {
      ingest.transaction(() => {
        ingest.remove(gone.slice(from, from + sweepBatch), pass.moved);
      });
    }
  }
  ingest.transaction(() => {
    ingest.placeAgain('everything');
    database.exec('DELETE FROM pull; DELETE FROM pull_file');
    const now = String(options.now);
    writeMeta(database, {
      generation: String(pass.generation),
      last_sync_at: now,
      ...(verdict.kind === 'accept'
        ? { last_full_at: now, suspicion: null }
        : { suspicion: suspicionText(verdict, pass, options) }),
      // A type the region has none of yet starts from the beginning of this pull.
      ...(options.horizon === null ? {} : firstWatermarks(database, options.horizon)),
      ...watermarks(database, pass, options.horizon),
      ...tallies(database),
    });
  });
  // Statistics for the query planner; cheap because limited, and only tables that changed a lot are looked at.
  database.pragma('analysis_limit = 400');
  database.pragma('optimize');
  return { verdict, removed: verdict.kind === 'accept' ? gone.length : 0 };
}

/** Forgets the pull under way: the next one starts from the beginning. What it stored stays stored. */
export function abandonPull(database: Database): void {
  database.exec('DELETE FROM pull_file; DELETE FROM pull');
}

/** Records what became known of the pull under way after it started. */
export function updatePull(
  database: Database,
  known: { readonly statusUrl?: string; readonly horizon?: number },
): void {
  if (known.statusUrl !== undefined) database.prepare('UPDATE pull SET status_url = ?').run(known.statusUrl);
  if (known.horizon !== undefined) database.prepare('UPDATE pull SET horizon = ?').run(known.horizon);
}

/** Records that a file (or search window) is stored completely, so that a resumed pull skips it. */
export function putFile(database: Database, pass: Pass, url: string, resources: number): void {
  database
    .prepare('INSERT OR REPLACE INTO pull_file (url, generation, resources, newest) VALUES (?, ?, ?, ?)')
    .run(url, pass.generation, resources, JSON.stringify(Object.fromEntries(pass.newest)));
}

/** Ends a delta: places what moved, advances watermarks. Returns how many rows were placed again. */
export function finishDelta(
  database: Database,
  ingest: Ingest,
  pass: Pass,
  options: { readonly now: number; readonly horizon: number | null; readonly recount: boolean },
): number {
  let placed = 0;
  ingest.transaction(() => {
    if (pass.moved.organizations.size > 0 || pass.moved.locations.size > 0)
      placed = ingest.placeAgain(pass.moved);
    writeMeta(database, {
      last_sync_at: String(options.now),
      ...watermarks(database, pass, options.horizon),
      ...(options.recount ? tallies(database) : {}),
    });
  });
  return placed;
}

/**
 * New watermarks: the newest server date received, but never beyond the server's clock when the exchange began
 * (pages read one after the other are not one snapshot), and never backwards.
 */
function watermarks(database: Database, pass: Pass, horizon: number | null): MetaEntries {
  const known = readMeta(database);
  const entries: Record<string, string> = {};
  for (const [type, newest] of pass.newest) {
    const key = `watermark.${type}`;
    const reached = Math.min(newest, horizon ?? newest);
    if (reached > Number(known.get(key) ?? 0)) entries[key] = String(reached);
  }
  return entries;
}

function firstWatermarks(database: Database, horizon: number): MetaEntries {
  const known = readMeta(database);
  const missing = directoryResourceTypes.map((type) => `watermark.${type}`).filter((key) => !known.has(key));
  return Object.fromEntries(missing.map((key) => [key, String(horizon)]));
}

function tally(gone: readonly Gone[], counts: Readonly<Record<string, number>>): TypeTally[] {
  const missing = new Map<string, number>();
  for (const { type } of gone) missing.set(type, (missing.get(type) ?? 0) + 1);
  return directoryResourceTypes
    .filter((type) => (counts[type] ?? 0) > 0)
    .map((type) => ({ type, held: counts[type] ?? 0, missing: missing.get(type) ?? 0 }));
}

function suspicionText(verdict: Verdict & { kind: 'doubt' }, pass: Pass, options: FinishOptions): string {
  const suspicion: Suspicion = {
    at: options.now,
    generation: pass.generation,
    missing: { ...verdict.missing },
  };
  return JSON.stringify(suspicion);
}

/** What the guard saw at the last doubted pull, or null. */
export function readSuspicion(database: Database): Suspicion | null {
  const text = readMeta(database).get('suspicion');
  if (text === undefined) return null;
  const parsed = suspicionSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** Resources held, by type. */
export function countResources(database: Database): Record<string, number> {
  const rows = database
    .prepare<[], { type: string; n: number }>('SELECT type, count(*) AS n FROM resource GROUP BY type')
    .all();
  return Object.fromEntries(rows.map((row) => [row.type, row.n]));
}

function tallies(database: Database): MetaEntries {
  const remarks = database.prepare<[], number>('SELECT count(*) FROM not_understood').pluck().get();
  return { counts: JSON.stringify(countResources(database)), not_understood: String(remarks ?? 0) };
}
