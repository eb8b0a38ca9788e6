import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { serve, type Port } from '../../shared/rpc.ts';
import type { Backend } from '../../shared/contract/index.ts';

/** The longest call a page may send: forms and drafts are far below. */
const maxMessageBytes = 1024 * 1024;
/** A page that reads nothing while this much waits for it is cut off: it must not fill the memory of the host. */
const maxWaitingBytes = 64 * 1024 * 1024;

export interface RpcSockets {
  /** Takes over a connection whose rights were checked. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Says goodbye to every page. */
  close(): Promise<void>;
}

/** Serves `backend` to every page that connects. Pages that stop answering pings are dropped. */
export function createRpcSockets(
  backend: Backend,
  options: { readonly heartbeatMs: number; readonly onError: (method: string, thrown: unknown) => void },
): RpcSockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
  });
  const alive = new WeakSet<WebSocket>();

  server.on('connection', (socket: WebSocket) => {
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('error', () => socket.terminate());
    serve(portOf(socket), backend, options.onError);
  });

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (alive.delete(socket)) socket.ping();
      else socket.terminate();
    }
  }, options.heartbeatMs);
  heartbeat.unref();

  return {
    accept: (request, socket, head) => {
      server.handleUpgrade(request, socket, head, (accepted) => server.emit('connection', accepted, request));
    },
    close: async () => {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.close(1001, 'arrêt');
      const deadline = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 1000);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(deadline);
    },
  };
}

function portOf(socket: WebSocket): Port {
  return {
    post: (message) => {
      const text = JSON.stringify(message);
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > maxWaitingBytes) socket.terminate();
      else socket.send(text);
    },
    listen: (handlers) => {
      socket.on('message', (data, isBinary) => {
        const message = isBinary ? undefined : parse(data);
        if (message === undefined) socket.close(1007, 'JSON attendu');
        else handlers.message(message);
      });
      socket.once('close', () => handlers.close());
    },
  };
}

function parse(data: WebSocket.RawData): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '');
  } catch {
    return undefined;
  }
}
