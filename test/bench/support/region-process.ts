import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const cli = path.join(import.meta.dirname, '../../../main/demo-region/cli.ts');

/** The demo region in a process of its own, so that its work and memory are not the backend's. */
export interface RegionProcess extends AsyncDisposable {
  readonly url: string;
  readonly resources: number;
  /** Calls a control of the region. */
  control(method: string, name: string, body?: unknown): Promise<unknown>;
}

/** Starts it and waits until it listens. */
export async function startRegionProcess(offers: number): Promise<RegionProcess> {
  const child = spawn(
    process.execPath,
    [cli, '--offers', String(offers), '--seed', '1', '--speed', '0', '--stay-with-stdin'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  const ready = JSON.parse(line) as { url: string; controlUrl: string; counts: { resources: number } };
  return {
    url: ready.url,
    resources: ready.counts.resources,
    control: async (method, name, body) => {
      const response = await fetch(`${ready.controlUrl}/${name}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      if (!response.ok) throw new Error(`control ${name}: ${response.status}`);
      return (await response.json()) as unknown;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
