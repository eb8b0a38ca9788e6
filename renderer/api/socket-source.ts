import type { Port } from '../../shared/rpc.ts';
import type { PortSource } from './link.ts';

/** Delays before each new attempt, in ms; the last one repeats. The service is on this machine: no jitter needed. */
const delays = [200, 400, 800, 1_500, 3_000, 5_000] as const;

/** Ports over a WebSocket with automatic reconnection. Messages are JSON text. */
export function socketSource(url: string): PortSource {
  return ({ open, failed }) => {
    let attempt = 0;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let current: WebSocket | null = null;

    const start = (): void => {
      timer = null;
      const socket = new WebSocket(url);
      current = socket;
      let opened = false;
      const port = socketPort(socket);
      socket.addEventListener('open', () => {
        opened = true;
        attempt = 0;
        open(port);
      });
      socket.addEventListener('close', () => {
        if (current !== socket) return;
        current = null;
        if (!opened) failed();
        const delay = delays[Math.min(attempt, delays.length - 1)] ?? 5_000;
        attempt += 1;
        timer = setTimeout(start, delay);
      });
    };

    start();
    return {
      retry: () => {
        if (timer === null) return;
        clearTimeout(timer);
        start();
      },
    };
  };
}

function socketPort(socket: WebSocket): Port {
  return {
    post: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    listen: ({ message, close }) => {
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (typeof event.data !== 'string') return;
        message(parseJson(event.data));
      });
      socket.addEventListener('close', close, { once: true });
    },
  };
}

/** Text that is not JSON becomes `undefined`, which `connect` ignores like any other unknown message. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
