import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { Ingest } from './ingest.ts';

interface Point {
  readonly updated_at: number;
  readonly count: number;
  readonly seen_at: number;
}

/** Figures written per transaction. */
const batch = 2000;

/**
 * Copies what can still be read of the bed history of a damaged copy: unlike the rest it cannot be fetched again.
 * Returns the number of figures saved; what lies on damaged pages is lost.
 */
export function salvageHistory(from: string, database: Database, ingest: Ingest): number {
  let damaged: Database;
  try {
    damaged = new SqliteDatabase(from, { readonly: true, fileMustExist: true });
  } catch {
    return 0;
  }
  try {
    const write = writer(database);
    const points = damaged.prepare<[number], Point>(
      'SELECT updated_at, count, seen_at FROM capacity_point WHERE series = ?',
    );
    let waiting: [location: string, indicator: string, points: Point[]][] = [];
    let saved = 0;
    const flush = (): void => {
      const rows = waiting;
      waiting = [];
      ingest.transaction(() => {
        for (const [location, indicator, list] of rows) saved += write(location, indicator, list);
      });
    };
    for (const [pk, location, indicator] of readable(damaged)) {
      try {
        waiting.push([location, indicator, points.all(pk)]);
      } catch {
        continue; // on a damaged page
      }
      if (waiting.length >= batch) flush();
    }
    flush();
    return saved;
  } catch {
    return 0; // not even its schema can be read
  } finally {
    damaged.close();
  }
}

/** Series up to the first damaged page. */
function* readable(damaged: Database): Generator<[number, string, string], void, undefined> {
  const rows = damaged.prepare('SELECT pk, location_id, indicator FROM capacity_series ORDER BY pk').raw();
  try {
    yield* rows.iterate() as Iterable<[number, string, string]>;
  } catch {
    return;
  }
}

function writer(
  database: Database,
): (location: string, indicator: string, points: readonly Point[]) => number {
  const addSeries = database.prepare<[string, string]>(
    'INSERT OR IGNORE INTO capacity_series (location_id, indicator) VALUES (?, ?)',
  );
  const addPoint = database.prepare<[number, number, number, string, string]>(
    `INSERT OR IGNORE INTO capacity_point (series, updated_at, count, seen_at)
     SELECT pk, ?, ?, ? FROM capacity_series WHERE location_id = ? AND indicator = ?`,
  );
  return (location, indicator, points) => {
    addSeries.run(location, indicator);
    let saved = 0;
    for (const point of points) {
      saved += addPoint.run(point.updated_at, point.count, point.seen_at, location, indicator).changes;
    }
    return saved;
  };
}
