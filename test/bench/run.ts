/** `npm run bench [-- name…] [--json] [--quick]`: runs the benches of this folder, prints a table, exits 1 over budget. */
import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, BenchRow } from './types.ts';

const args = process.argv.slice(2);
const json = args.includes('--json');
const quick = args.includes('--quick');
const wanted = args.filter((arg) => !arg.startsWith('--'));

/** Whether a row breaks its budget. */
function over(row: BenchRow): boolean {
  if (row.budget === undefined) return false;
  return row.min === true ? row.value < row.budget : row.value > row.budget;
}

function show(row: BenchRow): string {
  const value = `${row.value.toFixed(row.value < 10 ? 2 : 0)} ${row.unit}`.padStart(12);
  const budget = row.budget === undefined ? '' : `${row.min === true ? '≥' : '≤'} ${row.budget} ${row.unit}`;
  return `  ${over(row) ? '✗' : ' '} ${row.what.padEnd(64)}${value}  ${budget.padEnd(14)} ${row.note ?? ''}`;
}

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.bench.ts'));
const benches: Bench[] = [];
for (const file of files) {
  const module = (await import(pathToFileURL(path.join(import.meta.dirname, file)).href)) as { bench: Bench };
  if (wanted.length === 0 || wanted.includes(module.bench.name)) benches.push(module.bench);
}
if (benches.length === 0) {
  console.error(`No bench named ${wanted.join(', ')}.`);
  process.exit(2);
}

const results: Record<string, readonly BenchRow[]> = {};
let failed = false;
for (const bench of benches) {
  if (!json) console.log(`\n${bench.name}`);
  const rows = await bench.run({ quick });
  results[bench.name] = rows;
  for (const row of rows) {
    if (over(row) && !quick) failed = true;
    if (!json) console.log(show(row));
  }
}
const machine = { cpu: os.cpus()[0]?.model ?? '?', cores: os.cpus().length, node: process.version, quick };
if (json) console.log(JSON.stringify({ machine, results, ok: !failed }));
else
  console.log(
    `\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}${failed ? ' — over budget (✗)' : ''}`,
  );
process.exit(failed ? 1 : 0);
