// @vitest-environment node
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { createLink } from '../../renderer/api/link.ts';
import { socketSource } from '../../renderer/api/socket-source.ts';
import { serve } from '../../shared/rpc.ts';
import { fakeRegion } from './fake-backend.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A contract served over a real WebSocket on loopback. */
async function host(port = 0) {
  const backend = fakeRegion();
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    serve(
      {
        post: (message) => socket.send(JSON.stringify(message)),
        listen: ({ message, close }) => {
          socket.on('message', (data: Buffer) => message(JSON.parse(data.toString('utf8'))));
          socket.on('close', close);
        },
      },
      backend,
      () => undefined,
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const client of sockets.clients) client.terminate();
      server.close(() => resolve());
    });
  return { backend, sockets, port: (server.address() as AddressInfo).port, close };
}

describe('WebSocket source', () => {
  it('answers, loses the link, reconnects by itself and answers again', async () => {
    const first = await host();
    const link = createLink(socketSource(`ws://127.0.0.1:${String(first.port)}/rpc`));
    expect((await link.call('status.get', {})).online).toBe(true);
    await first.close();
    await vi.waitFor(() => expect(link.state().phase).toBe('lost'));
    const waiting = link.call('status.get', {});
    const second = await host(first.port);
    closers.push(second.close);
    expect((await waiting).online).toBe(true);
    expect(link.state()).toMatchObject({ phase: 'open', generation: 2 });
  });

  it('tries at once when asked to', async () => {
    const first = await host();
    const link = createLink(socketSource(`ws://127.0.0.1:${String(first.port)}/rpc`));
    await link.call('status.get', {});
    await first.close();
    await vi.waitFor(() => expect(link.state().phase).toBe('lost'));
    const second = await host(first.port);
    closers.push(second.close);
    link.retry();
    await vi.waitFor(() => expect(link.state().phase).toBe('open'));
  });

  it('ignores messages that are not of the contract', async () => {
    const served = await host();
    closers.push(served.close);
    const link = createLink(socketSource(`ws://127.0.0.1:${String(served.port)}/rpc`));
    await link.call('status.get', {});
    for (const client of served.sockets.clients) {
      client.send('not json');
      client.send(Buffer.from([1, 2, 3]));
      client.send('{"t":"event"}');
    }
    expect((await link.call('status.get', {})).online).toBe(true);
  });
});
