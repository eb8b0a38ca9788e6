/** Exports of 30 000 rows (issue 2/8): how long they take, and how long a bed board waits for its query meanwhile. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { pagedRows, type ExportStamp, type ExportTable } from '../../main/backend/exports/model.ts';
import { runExport } from '../../main/backend/exports/run.ts';
import type { Bench, BenchRow } from './types.ts';

interface Unit {
  readonly id: number;
  readonly name: string;
  readonly establishment: string;
  readonly department: string;
  readonly finess: string;
  readonly phone: string;
  readonly free: number | null;
  readonly installed: number | null;
  readonly updated_at: number | null;
}

const generatedAt = Date.parse('2026-11-23T13:32:00Z');
const departments = ['75', '77', '78', '91', '92', '93', '94', '95'];

const stamp: ExportStamp = {
  region: 'Île-de-France',
  demonstration: true,
  filters: ['Toutes les unités'],
  generatedAt,
  dataAsOf: generatedAt,
  freshness: '24 000 unités sur 30 000 à jour (≤ 12 h)',
  author: 'Banc de mesure',
  version: '0.1.0',
  confidentiality: 'Diffusion restreinte',
};

function fill(database: Database.Database, count: number): void {
  database.pragma('journal_mode = WAL');
  database.exec(`CREATE TABLE unit (id INTEGER PRIMARY KEY, name TEXT, establishment TEXT, department TEXT, finess TEXT,
    phone TEXT, free INTEGER, installed INTEGER, updated_at INTEGER);
    CREATE INDEX unit_board ON unit (department) WHERE id % 50 = 0`);
  const insert = database.prepare('INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (let id = 1; id <= count; id += 1) {
      insert.run(
        id,
        `Unité de réanimation polyvalente et de surveillance continue n° ${id}`,
        `Centre hospitalier intercommunal ${id % 400}`,
        departments[id % 8],
        String(750_000_000 + id),
        `01${String(40_000_000 + id)}`,
        id % 7 === 0 ? null : id % 12,
        10 + (id % 20),
        id % 9 === 0 ? null : generatedAt - id * 61_000,
      );
    }
  })();
}

function table(database: Database.Database, rowCount: number): ExportTable<Unit> {
  const page = database.prepare<[number, number], Unit>(
    'SELECT * FROM unit WHERE id > ? AND id <= ? ORDER BY id LIMIT 200',
  );
  const rate = (row: Unit): number | null =>
    row.free === null || row.installed === null ? null : (100 * row.free) / row.installed;
  return {
    title: 'Lits de la région',
    rowCount,
    rows: pagedRows((last) => page.all(last?.id ?? 0, rowCount)),
    columns: [
      { key: 'name', label: 'Unité', kind: 'text', value: (row) => row.name },
      { key: 'establishment', label: 'Établissement', kind: 'text', value: (row) => row.establishment },
      { key: 'department', label: 'Département', kind: 'text', value: (row) => row.department },
      { key: 'finess', label: 'FINESS', kind: 'text', value: (row) => row.finess },
      { key: 'phone', label: 'Téléphone', kind: 'phone', value: (row) => row.phone },
      { key: 'free', label: 'Disponibles', kind: 'integer', value: (row) => row.free },
      { key: 'installed', label: 'Installés', kind: 'integer', value: (row) => row.installed },
      { key: 'rate', label: 'Part libre', kind: 'decimal', decimals: 1, value: rate },
      {
        key: 'state',
        label: 'État',
        kind: 'state',
        value: (row) => (row.free === null ? null : row.free === 0 ? 'full' : 'free'),
      },
      { key: 'updated', label: 'Mis à jour', kind: 'dateTime', value: (row) => row.updated_at },
    ],
  };
}

/** Asks for a board of one unit in fifty (as critical care is) every 5 ms: from the moment it was due to its answer, in ms. */
function askBoard(database: Database.Database): { stop: () => number[] } {
  const board = database.prepare(
    'SELECT department, sum(free), sum(installed), count(*) FROM unit WHERE id % 50 = 0 GROUP BY department',
  );
  const times: number[] = [];
  let due = performance.now() + 5;
  let timer = setTimeout(ask, 5);
  function ask(): void {
    board.all();
    times.push(performance.now() - due);
    due = performance.now() + 5;
    timer = setTimeout(ask, 5);
  }
  return {
    stop: () => {
      clearTimeout(timer);
      return times;
    },
  };
}

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

export const bench: Bench = {
  name: 'export',
  async run({ quick }) {
    const count = quick ? 2000 : 30_000;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'vigie-bench-export-'));
    const database = new Database(path.join(folder, 'units.sqlite'));
    const rows: BenchRow[] = [];
    try {
      fill(database, count);
      const idle = askBoard(database);
      await new Promise((resolve) => setTimeout(resolve, quick ? 300 : 2000));
      const idleP95 = p95(idle.stop());
      rows.push({ what: 'board query, nothing else running, p95', value: idleP95, unit: 'ms' });
      const budgets = { csv: 3, xlsx: 10, pdf: undefined };
      for (const format of ['csv', 'xlsx', 'pdf'] as const) {
        // Nobody prints 30 000 rows: a tenth tells the pace.
        const written = format === 'pdf' ? count / 10 : count;
        const target = path.join(folder, `export.${format}`);
        const alone = performance.now();
        await runExport({ table: table(database, written), format, stamp, target });
        const seconds = (performance.now() - alone) / 1000;
        const size = statSync(target).size / 1e6;
        const budget = budgets[format];
        rows.push({
          what: `${written} rows to ${format.toUpperCase()}`,
          value: seconds,
          unit: 's',
          ...(budget === undefined ? {} : { budget }),
          note: `${size.toFixed(1)} MB`,
        });
        const board = askBoard(database);
        await runExport({ table: table(database, written), format, stamp, target });
        const times = board.stop();
        rows.push({
          what: `board query while ${format.toUpperCase()} is written, p95 over idle`,
          value: p95(times) / idleP95,
          unit: '×',
          budget: 3,
          note: `${p95(times).toFixed(1)} ms, worst ${Math.max(...times).toFixed(1)} ms, ${times.length} asked`,
        });
      }
      rows.push({
        what: 'memory of the process at the end (RSS)',
        value: process.memoryUsage().rss / 1e6,
        unit: 'MB',
      });
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return rows;
  },
};
