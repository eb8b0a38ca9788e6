/**
 * `npm run bench [-- name…] [--json] [--quick]`: runs the benches of this folder, prints a table, exits 1 over budget.
 * Each bench runs in a process of its own, so that none pays for the memory of another.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, BenchRow } from './types.ts';

const args = process.argv.slice(2);
const json = args.includes('--json');
const quick = args.includes('--quick');
const alone = args.find((arg) => arg.startsWith('--alone='))?.slice('--alone='.length);
const wanted = args.filter((arg) => !arg.startsWith('--'));
const suffix = '.bench.ts';

/** Whether a row breaks its budget; a figure that could not be measured does. */
function over(row: BenchRow): boolean {
  if (row.budget === undefined) return false;
  return !(row.min === true ? row.value >= row.budget : row.value <= row.budget);
}

function show(row: BenchRow): string {
  const value = `${row.value.toFixed(row.value < 10 ? 2 : 0)} ${row.unit}`.padStart(12);
  const budget = row.budget === undefined ? '' : `${row.min === true ? '≥' : '≤'} ${row.budget} ${row.unit}`;
  return `  ${over(row) ? '✗' : ' '} ${row.what.padEnd(68)}${value}  ${budget.padEnd(14)} ${row.note ?? ''}`;
}

/** In the child: runs one bench and writes its rows on the last line of stdout. */
async function runAlone(name: string): Promise<void> {
  const file = pathToFileURL(path.join(import.meta.dirname, `${name}${suffix}`)).href;
  const { bench } = (await import(file)) as { bench: Bench };
  process.stdout.write(`${JSON.stringify(await bench.run({ quick }))}\n`);
}

function runInChild(name: string): readonly BenchRow[] {
  const child = spawnSync(
    process.execPath,
    [import.meta.filename, `--alone=${name}`, ...(quick ? ['--quick'] : [])],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const last = child.stdout.trimEnd().split('\n').at(-1) ?? '';
  if (child.status !== 0 || !last.startsWith('[')) throw new Error(`The bench "${name}" did not finish.`);
  return JSON.parse(last) as BenchRow[];
}

function runAll(): number {
  const names = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`No bench named ${unknown.join(', ')}; there are ${names.join(', ')}.`);
    return 2;
  }
  const results: Record<string, readonly BenchRow[]> = {};
  let failed = false;
  for (const name of wanted.length === 0 ? names : wanted) {
    if (!json) console.log(`\n${name}`);
    try {
      results[name] = runInChild(name);
    } catch (error) {
      failed = true;
      console.error(error instanceof Error ? error.message : error);
      continue;
    }
    for (const row of results[name]) {
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
  return failed ? 1 : 0;
}

if (alone !== undefined) await runAlone(alone);
else process.exitCode = runAll();
