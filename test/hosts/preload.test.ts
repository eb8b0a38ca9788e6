import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildParts } from '../../scripts/build.ts';

const root = path.resolve(import.meta.dirname, '../..');
let built: string;

beforeAll(async () => {
  await buildParts(['preload']);
  built = await readFile(path.join(root, 'dist/preload/preload.cjs'), 'utf8');
}, 60_000);

/** Runs the built preload in a page of ours: records what goes to main and what the page is told. */
function runPreload(): {
  ipc: EventEmitter;
  sent: string[];
  told: { message: unknown; origin: string; ports: unknown }[];
  pageSays: (data: unknown, source?: object) => void;
} {
  const sent: string[] = [];
  const told: { message: unknown; origin: string; ports: unknown }[] = [];
  const ipc = Object.assign(new EventEmitter(), { send: (channel: string) => sent.push(channel) });
  const page = new EventEmitter();
  const window = {
    location: { origin: 'app://vigie' },
    addEventListener: (name: string, listener: (event: unknown) => void) => page.on(name, listener),
    postMessage: (message: unknown, origin: string, ports: unknown) => told.push({ message, origin, ports }),
  };
  runInNewContext(built, { require: (name: string) => ({ ipcRenderer: ipc, name }), window });
  return {
    ipc,
    sent,
    told,
    pageSays: (data, source = window) => page.emit('message', { data, source }),
  };
}

describe('preload', () => {
  test('is one small file that asks for nothing but electron', async () => {
    const source = await readFile(path.join(root, 'preload/preload.ts'), 'utf8');
    expect(source.split('\n').length).toBeLessThanOrEqual(60);
    expect([...built.matchAll(/require\(([^)]*)\)/g)].map((found) => found[1])).toEqual(['"electron"']);
    expect(built).not.toMatch(/\bprocess\b|\bBuffer\b|contextBridge|__dirname/);
  });

  test('asks main for a port when the page is ready, not before', () => {
    const { sent, pageSays } = runPreload();
    expect(sent).toEqual([]);
    pageSays({ type: 'vigie:ready' });
    expect(sent).toEqual(['vigie:connect']);
  });

  test.each([null, 'vigie:ready', { type: 'other' }, {}, 3])('does nothing on %j', (data) => {
    const { sent, pageSays } = runPreload();
    pageSays(data);
    expect(sent).toEqual([]);
  });

  test('does not listen to another window', () => {
    const { sent, pageSays } = runPreload();
    pageSays({ type: 'vigie:ready' }, {});
    expect(sent).toEqual([]);
  });

  test('hands each port to our origin only, and says when the backend is gone', () => {
    const { ipc, told } = runPreload();
    const port = {};
    ipc.emit('vigie:port', { ports: [port] });
    ipc.emit('vigie:gone', {});
    expect(told).toEqual([
      { message: { type: 'vigie:port' }, origin: 'app://vigie', ports: [port] },
      { message: { type: 'vigie:gone' }, origin: 'app://vigie', ports: undefined },
    ]);
  });
});
