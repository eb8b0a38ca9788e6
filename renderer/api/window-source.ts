import type { Port } from '../../shared/rpc.ts';
import type { PortSource } from './link.ts';

/**
 * Handshake with the preload script (Electron), on this window only and this origin only:
 *
 * 1. the page, once it listens, posts `{ type: 'vigie:ready' }` to its own window: whatever the order in which
 *    preload and page start, and after every reload, no port is lost;
 * 2. the preload answers with `{ type: 'vigie:port' }` and exactly one MessagePort;
 * 3. after a restart of the backend process the preload posts a new `vigie:port` without being asked; the page
 *    drops the old port and takes the new one;
 * 4. `{ type: 'vigie:gone' }` tells the page that the backend stopped, for hosts where the port itself does not
 *    report its end.
 */
export const handshake = { ready: 'vigie:ready', port: 'vigie:port', gone: 'vigie:gone' } as const;

/** Ports handed over by the preload script. */
export function windowSource(target: Window): PortSource {
  return ({ open, failed }) => {
    let closeCurrent: (() => void) | null = null;
    target.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (event.source !== target || event.origin !== target.location.origin) return;
      const type = messageType(event.data);
      if (type === handshake.gone) {
        closeCurrent?.();
        closeCurrent = null;
        failed();
        return;
      }
      const port = event.ports[0];
      if (type !== handshake.port || port === undefined || event.ports.length !== 1) return;
      closeCurrent?.();
      const wrapped = messagePort(port);
      closeCurrent = wrapped.end;
      open(wrapped.port);
    });
    const ask = (): void => {
      target.postMessage({ type: handshake.ready }, target.location.origin);
    };
    ask();
    return { retry: ask };
  };
}

function messageType(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
}

function messagePort(port: MessagePort): { port: Port; end: () => void } {
  let ended = false;
  let onClose: () => void = () => undefined;
  const end = (): void => {
    if (ended) return;
    ended = true;
    port.close();
    onClose();
  };
  return {
    end,
    port: {
      post: (message) => {
        port.postMessage(message);
      },
      listen: ({ message, close }) => {
        onClose = close;
        port.addEventListener('message', (event: MessageEvent<unknown>) => {
          message(event.data);
        });
        port.addEventListener('close', end);
        port.start();
      },
    },
  };
}
