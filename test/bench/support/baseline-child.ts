/**
 * Run by sync.bench.ts: `<folder> <database>` parses every resource of the folder's NDJSON files and inserts its bytes
 * in a bare table; prints the time of just that. It is the least any importer of the same bytes must do.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) throw new Error('usage: baseline-child <folder> <database>');

const database = new SqliteDatabase(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');
database.exec('CREATE TABLE raw (pk INTEGER PRIMARY KEY, json BLOB NOT NULL)');
const insert = database.prepare('INSERT INTO raw (json) VALUES (?)');
let ms = 0;
let cpuMs = 0;
let resources = 0;
let bytes = 0;
for (const name of readdirSync(folder)) {
  const content = readFileSync(path.join(folder, name));
  const parts: Buffer[] = [];
  for (let from = 0; from < content.length;) {
    const end = content.indexOf(10, from);
    parts.push(content.subarray(from, end));
    from = end + 1;
  }
  const began = performance.now();
  const before = process.threadCpuUsage();
  for (let from = 0; from < parts.length; from += 300) {
    database.transaction(() => {
      for (const part of parts.slice(from, from + 300)) {
        JSON.parse(part.toString('utf8'));
        insert.run(part);
      }
    })();
  }
  ms += performance.now() - began;
  const after = process.threadCpuUsage(before);
  cpuMs += (after.user + after.system) / 1000;
  resources += parts.length;
  bytes += content.length;
}
database.close();
process.stdout.write(`${JSON.stringify({ ms, cpuMs, resources, bytes })}\n`);
