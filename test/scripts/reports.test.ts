import { describe, expect, test } from 'vitest';
import { readPlaywright, readVitest } from '../../scripts/test.ts';

describe('counts of npm test', () => {
  test('vitest: a file that could not be loaded or prepared is a failure', () => {
    const report = {
      numPassedTests: 12,
      numFailedTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'skipped' }] },
      ],
    };
    expect(readVitest(JSON.stringify(report))).toEqual({ passed: 12, failed: 3 });
  });

  test('Playwright: a test that passed at a second try is a failure, and so is an error outside of tests', () => {
    const stats = { expected: 8, unexpected: 1, flaky: 1 };
    expect(readPlaywright(JSON.stringify({ stats }))).toEqual({ passed: 8, failed: 2 });
    expect(readPlaywright(JSON.stringify({ stats, errors: [{}] }))).toEqual({ passed: 8, failed: 3 });
  });
});
