import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { requireBrowser } from './browser.ts';
import { requireNode24, runCommand, say } from './say.ts';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, '.cache/reports');

interface Count {
  readonly passed: number;
  readonly failed: number;
}

/** A step of `npm test`. All steps run, also after a failure, so that one run shows everything. */
interface Step {
  readonly name: string;
  readonly args: readonly string[];
  /** Where its report is written; without one the step counts as a single test. */
  readonly report?: { readonly file: string; readonly read: (text: string) => Count };
  readonly env?: Readonly<Record<string, string>>;
}

function bin(packagePath: string): string {
  return path.join(root, 'node_modules', packagePath);
}

function steps(browser: string): readonly Step[] {
  const unit = path.join(reports, 'unit.json');
  const e2e = path.join(reports, 'e2e.json');
  return [
    { name: 'build', args: [path.join(root, 'scripts/build.ts')] },
    { name: 'typecheck', args: [path.join(root, 'scripts/typecheck.ts')] },
    { name: 'lint', args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] },
    { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
    {
      name: 'unit',
      args: [
        bin('vitest/vitest.mjs'),
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${unit}`,
      ],
      report: { file: unit, read: readVitest },
    },
    {
      name: 'e2e',
      args: [bin('@playwright/test/cli.js'), 'test'],
      report: { file: e2e, read: readPlaywright },
      env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: e2e },
    },
  ];
}

/**
 * Counts of a vitest JSON report. A file that failed without a failed test (it could not be loaded, or its preparation
 * failed) counts as one failure.
 */
export function readVitest(text: string): Count {
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  };
  const unprepared = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + unprepared.length };
}

/** Counts of a Playwright JSON report. A test that passed only at a second try counts as failed: it hides something. */
export function readPlaywright(text: string): Count {
  const report = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors?: unknown[];
  };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0) };
}

async function runStep(step: Step): Promise<Count> {
  say(`\n── ${step.name}`);
  const child = spawn(process.execPath, step.args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...step.env },
  });
  const succeeded = await new Promise<boolean>((resolve) => {
    child.on('exit', (code) => resolve(code === 0));
    child.on('error', () => resolve(false));
  });
  if (step.report === undefined) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const text = await readFile(step.report.file, 'utf8').catch(() => null);
  if (text === null) return { passed: 0, failed: 1 };
  const count = step.report.read(text);
  // A runner may fail without a failing test (an error outside of tests): that is a failure too.
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 };
}

if (import.meta.main) {
  await runCommand(async () => {
    requireNode24();
    const browser = await requireBrowser();
    await rm(reports, { recursive: true, force: true });
    await mkdir(reports, { recursive: true });
    const total = { passed: 0, failed: 0 };
    const failing: string[] = [];
    for (const step of steps(browser)) {
      const count = await runStep(step);
      total.passed += count.passed;
      total.failed += count.failed;
      if (count.failed > 0) failing.push(step.name);
    }
    if (failing.length > 0) say(`\nfailed: ${failing.join(', ')}`);
    process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
    return total.failed === 0 ? 0 : 1;
  });
}
