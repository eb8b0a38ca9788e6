import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CheckResult } from '../../main/check.ts';
import { rawGet } from '../support/raw-http.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/start.ts');
let profile: string;
let started: ChildProcess | null = null;

beforeEach(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'vigie-start-'));
});

afterEach(async () => {
  started?.kill('SIGKILL');
  started = null;
  await rm(profile, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Run {
  const texts = { out: '', err: '' };
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', VIGIE_REGION: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  child.stdout.on('data', (text: Buffer) => (texts.out += text.toString('utf8')));
  child.stderr.on('data', (text: Buffer) => (texts.err += text.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, out: () => texts.out, err: () => texts.err, ended };
}

describe('npm start -- --check', () => {
  test(
    'prints one JSON line of what was read, and nothing else, on stdout',
    { timeout: 120_000 },
    async () => {
      const { out, ended } = run(['--check', '--offers', '300', '--seed', '5']);
      expect(await ended).toBe(0);
      const lines = out().trimEnd().split('\n');
      expect(lines).toHaveLength(1);
      const result = JSON.parse(lines[0] ?? '') as CheckResult;
      expect(result.offers).toBe(300);
      expect(result.locations).toBeGreaterThan(100);
      expect(result.organizations).toBeGreaterThan(50);
      expect(Object.keys(result.beds)).toContain('rea');
      expect(result.beds['rea']?.units).toBeGreaterThan(0);
      expect(result.notUnderstood).toBeGreaterThanOrEqual(0);
      expect(Object.keys(result.seconds)).toEqual(['open', 'full', 'delta', 'board']);
    },
  );

  test('a region in trouble: one French sentence with its code, exit 1', { timeout: 120_000 }, async () => {
    const { out, err, ended } = run(['--check', '--offers', '50', '--fault', 'status:500']);
    expect(await ended).toBe(1);
    expect(out()).toBe('');
    expect(err()).toMatch(/Le serveur de la région est en erreur \(500\).*\(region_error\)/);
    expect(err()).not.toMatch(/^\s+at /m);
  });

  test.each([
    ['absent.json', /ne peut pas être lu/],
    [script, /n’est pas du JSON/],
    [path.resolve(script, '../../package.json'), /est incorrecte : .*baseUrl/],
  ])('a region file that is no region: %s', { timeout: 60_000 }, async (file, words) => {
    const { err, ended } = run(['--check', '--region', file]);
    expect(await ended).toBe(1);
    expect(err()).toMatch(words);
    expect(err()).not.toMatch(/^\s+at /m);
  });
});

describe('npm start', () => {
  test(
    'without a display: says its address, serves it, and leaves nothing behind',
    { timeout: 180_000 },
    async () => {
      const { child, err, ended } = run(['--offers', '100', '--speed', '0', '--profile-dir', profile]);
      await vi.waitFor(
        () => {
          expect(err()).toContain('Synchronisation complète terminée');
        },
        { timeout: 150_000, interval: 100 },
      );
      expect(err()).toContain('Région de démonstration : 100 offres');
      const [address = ''] = /http:\/\/127\.0\.0\.1:\d+\/entrer\?jeton=\S+/.exec(err()) ?? [];
      const { port, pathname, search } = new URL(address);
      expect((await rawGet(Number(port), pathname + search)).status).toBe(303);
      const [, regionPort = ''] = /http:\/\/127\.0\.0\.1:(\d+)\/fhir/.exec(err()) ?? [];
      expect((await rawGet(Number(regionPort), '/fhir/metadata')).status).toBe(200);

      child.kill('SIGINT');
      expect(await ended).toBe(0);
      await expect(rawGet(Number(port), '/')).rejects.toThrow(/ECONNREFUSED/);
      await expect(rawGet(Number(regionPort), '/fhir/metadata')).rejects.toThrow(/ECONNREFUSED/);
    },
  );

  test('killed without a word: its children end by themselves', { timeout: 180_000 }, async () => {
    const { child, err, ended } = run(['--offers', '50', '--speed', '0', '--profile-dir', profile]);
    await vi.waitFor(
      () => {
        expect(err()).toContain('Ctrl-C arrête Vigie');
      },
      { timeout: 150_000, interval: 100 },
    );
    const ports = [...err().matchAll(/http:\/\/127\.0\.0\.1:(\d+)\//g)].map((found) => Number(found[1]));
    expect(new Set(ports).size).toBe(2);
    child.kill('SIGKILL');
    await ended;
    for (const port of ports) {
      await vi.waitFor(() => expect(rawGet(port, '/')).rejects.toThrow(/ECONNREFUSED/), { timeout: 20_000 });
    }
  });

  test('an unknown option: one sentence, exit 1; --help on stdout, exit 0', async () => {
    const wrong = run(['--inconnue']);
    expect(await wrong.ended).toBe(1);
    expect(wrong.err()).toMatch(/^Option non comprise/);
    const asked = run(['--help']);
    expect(await asked.ended).toBe(0);
    expect(asked.out()).toContain('--check');
  });
});
