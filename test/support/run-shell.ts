import { createRequire } from 'node:module';
import path from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { Port } from '../../shared/rpc.ts';
import { createElectronStandIn, type ElectronStandIn, type WebContentsStandIn } from './electron-stand-in.ts';

const require = createRequire(import.meta.url);
export const dist = path.resolve(import.meta.dirname, '../../dist');
const fixture = path.join(import.meta.dirname, 'backend-process-fixture.ts');

/**
 * Runs the built entry of the shell with a stand-in for `electron`. The real module is never loaded: its place in the
 * module cache is taken. `backend` 'fixture' replaces the backend process by one made for tests.
 */
export function runShell(options: {
  readonly userData: string;
  readonly argv?: readonly string[];
  readonly hasLock?: boolean;
  readonly backend: 'real' | 'fixture';
}): ElectronStandIn {
  const standIn = createElectronStandIn({
    userData: options.userData,
    hasLock: options.hasLock ?? true,
    modulePathOf: (asked) => (options.backend === 'fixture' ? fixture : asked),
  });
  const electron = require.resolve('electron');
  const entry = path.join(dist, 'electron/main.cjs');
  const argv = process.argv;
  process.argv = ['electron', ...(options.argv ?? [])];
  require.cache[electron] = { exports: standIn.module } as NodeJS.Module;
  try {
    Reflect.deleteProperty(require.cache, entry);
    require(entry);
    if (options.hasLock ?? true) standIn.becomeReady();
  } finally {
    process.argv = argv;
  }
  return standIn;
}

/** The last port the page was given, as the page sees it. */
export function lastPort(contents: WebContentsStandIn): Port {
  const sent = contents.posted.findLast((one) => one.channel === 'vigie:port');
  const port: MessagePort | undefined = sent?.ports[0]?.node;
  if (port === undefined) throw new Error('the page was given no port');
  return {
    post: (message) => {
      port.postMessage(message);
    },
    listen: (handlers) => {
      port.on('message', (message: unknown) => {
        handlers.message(message);
      });
      port.on('close', () => {
        handlers.close();
      });
    },
  };
}
