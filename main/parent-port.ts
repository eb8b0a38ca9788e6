import { serve, type Port } from '../shared/rpc.ts';
import type { Backend } from '../shared/contract/index.ts';

/** What is used of Electron's `MessagePortMain` in a utility process. */
export interface ParentMessagePort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
}

/** What is used of Electron's `process.parentPort`. */
export interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ParentMessagePort[] }) => void,
  ): unknown;
}

/**
 * Serves the backend, once it is open, on each port the main process hands over (`{type:'port'}`), and drains it on `{type:'close'}`;
 * `exit` is called once the databases are closed.
 */
export function serveParentPort(
  parent: ParentPort,
  opening: Promise<Backend>,
  options: {
    readonly onError: (method: string, thrown: unknown) => void;
    readonly exit: (code: number) => void;
  },
): void {
  const fail = (thrown: unknown): void => {
    options.onError('backend', thrown);
    options.exit(1);
  };
  opening.catch(fail);
  parent.on('message', ({ data, ports }) => {
    if (isMessage(data, 'port')) {
      for (const port of ports)
        void opening.then((backend) => serve(portOf(port), backend, options.onError), fail);
    } else if (isMessage(data, 'close')) {
      opening
        .then((backend) => backend.close())
        .then(() => {
          options.exit(0);
        }, fail);
    }
  });
}

function portOf(port: ParentMessagePort): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    listen: (handlers) => {
      port.on('message', (event) => {
        handlers.message(event.data);
      });
      port.on('close', () => {
        handlers.close();
      });
      port.start();
    },
  };
}

function isMessage(data: unknown, type: string): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === type;
}
