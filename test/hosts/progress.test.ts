import { describe, expect, test } from 'vitest';
import { sayProgress } from '../../main/web-host/progress.ts';
import type { AppStatus } from '../../shared/contract/status.ts';
import { fakeBackend } from '../support/fake-backend.ts';

const idle: AppStatus = {
  region: null,
  online: true,
  offlineSince: null,
  lastSyncAt: null,
  lastFullSyncAt: null,
  syncing: null,
  problem: null,
  nextAttemptAt: null,
  counts: {},
  notUnderstood: 0,
  notices: [],
};
const startedAt = '2026-01-01T00:00:00Z';
const plain = (line: string): string => line.replaceAll(/[\u00a0\u202f]/g, ' ');

function follow(): { lines: string[]; at: (ms: number, status: Partial<AppStatus>) => void } {
  const backend = fakeBackend();
  const lines: string[] = [];
  let now = Date.parse(startedAt);
  sayProgress(
    backend,
    (line) => lines.push(plain(line)),
    () => now,
  );
  return {
    lines,
    at: (ms, status) => {
      now = Date.parse(startedAt) + ms;
      backend.emit('status.changed', { ...idle, ...status });
    },
  };
}

const full = (done: number): Partial<AppStatus> => ({
  syncing: { kind: 'full', done, expected: 70_000, startedAt },
});

describe('progress on the terminal', () => {
  test('a full exchange: paced progress, then counts and seconds', () => {
    const { lines, at } = follow();
    at(0, full(0));
    at(200, full(5000));
    at(1100, full(30_000));
    at(8200, { counts: { HealthcareService: 12_000, Location: 3400, Autre: 1 }, notUnderstood: 12 });
    expect(lines).toEqual([
      'Synchronisation complète : 0 / 70 000 ressources',
      'Synchronisation complète : 30 000 / 70 000 ressources',
      'Synchronisation complète terminée en 8,2 s : 12 000 offres, 3 400 lieux, 1 Autre · 12 éléments non compris',
    ]);
  });

  test('small exchanges are silent; a failure is said once, and its end', () => {
    const { lines, at } = follow();
    const problem = { code: 'region_unreachable', message: 'La région ne répond pas.' } as const;
    at(0, { syncing: { kind: 'beds', done: 3, expected: null, startedAt } });
    at(1, {});
    at(2, { problem });
    at(3, { problem });
    at(4, {});
    expect(lines).toEqual(['La région ne répond pas. (region_unreachable)', 'La région répond de nouveau.']);
  });

  test('a full exchange that failed is not announced as done', () => {
    const { lines, at } = follow();
    at(0, full(10));
    at(10, { problem: { code: 'region_error', message: 'Erreur de la région.' } });
    expect(lines.some((line) => line.includes('terminée'))).toBe(false);
  });
});
