import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { getBundle } from './http.ts';

const cli = fileURLToPath(new URL('../../main/demo-region/cli.ts', import.meta.url));
const small = ['--offers', '60', '--speed', '0', '--seed', '2'];

interface Ready {
  readonly type?: string;
  readonly url: string;
  readonly seconds: number;
  readonly counts: { readonly byType: Record<string, number> };
}

describe('the command', () => {
  it('prints one JSON line, serves, and ends cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, [cli, ...small, '--fault', 'status:429@/Location'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const ready = JSON.parse(chunk.toString()) as Ready;
    expect(ready.counts.byType['HealthcareService']).toBe(60);
    expect(ready.seconds).toBeGreaterThan(0);
    expect((await getBundle(`${ready.url}/HealthcareService`)).total).toBe(60);
    expect((await fetch(`${ready.url}/Location`)).status).toBe(429);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('tells its parent when ready and ends with it', async () => {
    const child = fork(cli, small, { stdio: 'ignore' });
    const [ready] = (await once(child, 'message')) as [Ready];
    expect(ready.type).toBe('ready');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when its input closes, if asked', async () => {
    const child = spawn(process.execPath, [cli, ...small, '--stay-with-stdin'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('refuses what it does not understand', async () => {
    const child = spawn(process.execPath, [cli, '--offers', 'beaucoup'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [chunk] = (await once(child.stderr, 'data')) as [Buffer];
    expect(chunk.toString()).toContain('--offers');
    expect(await once(child, 'exit')).toEqual([1, null]);
  });
});
