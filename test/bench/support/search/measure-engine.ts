/**
 * Measures one engine in a process of its own: `node measure-engine.ts <engine> <database> <golden database> <stride>`.
 * Prints one line of JSON. The golden set is made from the second database, which may be a part of the first.
 */
import SqliteDatabase from 'better-sqlite3';
import { goldenDocuments, goldenQueries } from '../../../backend/search/golden.ts';
import { buildEngine, engineNames } from './engines.ts';

export interface EngineMeasure {
  readonly success: number;
  readonly missed: readonly string[];
  readonly queries: number;
  readonly keystrokes: number;
  readonly p50: number;
  readonly p95: number;
  readonly cpuMean: number;
  readonly buildMs: number;
  readonly memoryMb: number;
  readonly documents: number;
}

const [engineName, file = '', goldenFile = '', stride = '1'] = process.argv.slice(2);
const name = engineNames.find((each) => each === engineName);
if (name === undefined) throw new Error(`unknown engine ${engineName ?? ''}`);

const database = new SqliteDatabase(goldenFile, { readonly: true });
const documents = goldenDocuments(database);
database.close();
// A small region may not hold every kind of unit: nobody can find what is not there.
const queries = goldenQueries(documents).filter(({ right }) => documents.some(right));
const byPk = new Map(documents.map((document) => [document.pk, document]));

const collect = globalThis.gc ?? ((): void => undefined);
collect();
const before = process.memoryUsage();
const begun = performance.now();
const find = await buildEngine(name, file, documents);
await find('a');
const buildMs = performance.now() - begun;
collect();
const after = process.memoryUsage();

const missed: string[] = [];
for (const { query, right } of queries) {
  const found = await find(query);
  const good = found.slice(0, 5).some((pk) => {
    const document = byPk.get(pk);
    return document !== undefined && right(document);
  });
  if (!good) missed.push(query);
}

/** Every beginning of every query, as it is typed. */
const keystrokes = queries.flatMap(({ query }) =>
  Array.from({ length: query.length }, (_, index) => query.slice(0, index + 1)),
);
/** The best of three: what else the machine does at that moment is not ours. */
const attempts = 3;
const times: number[] = [];
const cpu = process.cpuUsage();
for (let index = 0; index < keystrokes.length; index += Number(stride)) {
  let best = Infinity;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const start = performance.now();
    await find(keystrokes[index] ?? '');
    best = Math.min(best, performance.now() - start);
  }
  times.push(best);
}
const used = process.cpuUsage(cpu);
times.sort((a, b) => a - b);
const measure: EngineMeasure = {
  success: (100 * (queries.length - missed.length)) / queries.length,
  missed,
  queries: queries.length,
  keystrokes: times.length,
  p50: times[Math.floor(times.length * 0.5)] ?? 0,
  p95: times[Math.floor(times.length * 0.95)] ?? 0,
  cpuMean: (used.user + used.system) / 1000 / times.length / attempts,
  buildMs,
  memoryMb: (after.heapUsed + after.external - before.heapUsed - before.external) / 1e6,
  documents: documents.length,
};
console.log(JSON.stringify(measure));
