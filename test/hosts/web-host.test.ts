import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startWebHost, type WebHost } from '../../main/web-host/server.ts';
import { AppError } from '../../shared/errors.ts';
import { fakeBackend, type FakeBackend } from '../support/fake-backend.ts';
import { rawExchange, rawGet } from '../support/raw-http.ts';

let folder: string;
let host: WebHost;
let backend: FakeBackend;
const errors: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vigie-host-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>accueil</title>');
  await writeFile(path.join(folder, 'assets/index-B4x9_kQz.js'), 'void 0;');
  errors.length = 0;
  backend = fakeBackend((method) => {
    if (method === 'sync.now') throw new AppError('region_unreachable', 'La région ne répond pas.');
    return { method };
  });
  host = await startWebHost({
    backend,
    pageFolder: folder,
    port: 0,
    onError: (where) => errors.push(where),
  });
});

afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens a new address as a browser would; returns the Cookie header of the session. */
async function enter(): Promise<string> {
  const answer = await rawGet(host.port, pathOf(host.newAddress()));
  const cookie = answer.headers['set-cookie']?.[0];
  if (cookie === undefined) throw new Error(`no session: ${answer.status}`);
  return cookie.split(';', 1)[0] ?? '';
}

function pathOf(address: string): string {
  const url = new URL(address);
  return url.pathname + url.search;
}

function socketTo(headers: Record<string, string>, at = '/rpc'): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${host.port}${at}`, { headers });
}

async function refusedSocket(headers: Record<string, string>, at?: string): Promise<number> {
  const socket = socketTo(headers, at);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.on('error', () => undefined);
  socket.terminate();
  return response.statusCode;
}

async function openSocket(): Promise<WebSocket> {
  const socket = socketTo({ cookie: await enter(), origin: host.origin });
  await once(socket, 'open');
  return socket;
}

async function ask(socket: WebSocket, message: unknown): Promise<unknown> {
  const answered = once(socket, 'message');
  socket.send(JSON.stringify(message));
  const [data] = (await answered) as [Buffer];
  return JSON.parse(data.toString('utf8'));
}

describe('session', () => {
  test('the address is exchanged for a cookie and a clean address, once', async () => {
    const address = host.newAddress();
    const first = await rawGet(host.port, pathOf(address));
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^vigie-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const second = await rawGet(host.port, pathOf(address));
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
    expect(second.body).toContain('Accès refusé');
  });

  test.each(['/entrer', '/entrer?jeton=', '/entrer?jeton=x', '/entrer?jeton[]=x', '/entrer?token=x'])(
    '%s gives no session',
    async (asked) => {
      const answer = await rawGet(host.port, asked);
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  test('a look at the address (HEAD) does not use it up', async () => {
    const address = pathOf(host.newAddress());
    expect((await rawGet(host.port, address, {}, 'HEAD')).status).toBe(405);
    expect((await rawGet(host.port, address)).status).toBe(303);
  });

  test('without it, nothing is served but a page in French', async () => {
    for (const asked of ['/', '/lits/94', '/assets/index-B4x9_kQz.js']) {
      const answer = await rawGet(host.port, asked);
      expect(answer.status).toBe(403);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.body).toContain('Accès refusé');
    }
    for (const cookie of [`vigie-${host.port}=x`, `vigie-${host.port}=`, 'vigie=x', `; vigie-${host.port}`]) {
      expect((await rawGet(host.port, '/', { cookie })).status).toBe(403);
    }
  });

  test('with it, the page and its files are served', async () => {
    const cookie = `autre=1; ${await enter()}`;
    expect((await rawGet(host.port, '/', { cookie })).body).toContain('accueil');
    expect((await rawGet(host.port, '/lits/94', { cookie })).body).toContain('accueil');
    const asset = await rawGet(host.port, '/assets/index-B4x9_kQz.js', { cookie });
    expect(asset.headers['cache-control']).toContain('immutable');
    expect(asset.headers['content-type']).toContain('text/javascript');
    expect((await rawGet(host.port, '/', { cookie }, 'HEAD')).body).toBe('');
    expect((await rawGet(host.port, '/..%2fsecret.txt', { cookie })).status).toBe(400);
    expect((await rawGet(host.port, '/../secret.txt', { cookie })).status).toBe(400);
  });
});

describe('who is heard', () => {
  test.each([
    ['evil.example', 403],
    ['evil.example:PORT', 403],
    ['localhost:PORT', 403],
    ['127.0.0.1', 403],
    ['127.0.0.1:1', 403],
    ['127.0.0.1:PORT.evil.example', 403],
    ['127.0.0.1:PORT@evil.example', 403],
    ['evil.example@127.0.0.1:PORT', 403],
    ['0177.0.0.1:PORT', 403],
    ['2130706433:PORT', 403],
    ['[::1]:PORT', 403],
    ['127.0.0.1:PORT', 200],
  ])('Host %s → %d', async (name, status) => {
    const cookie = await enter();
    const answer = await rawGet(host.port, '/', { host: name.replace('PORT', String(host.port)), cookie });
    expect(answer.status).toBe(status);
  });

  test.each([
    'http://evil.example',
    'null',
    'http://localhost:PORT',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1:PORT/',
  ])('Origin %s is refused', async (name) => {
    const headers = { cookie: await enter(), origin: name.replace('PORT', String(host.port)) };
    expect((await rawGet(host.port, '/', headers)).status).toBe(403);
    expect(await refusedSocket(headers)).toBe(403);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH'])('%s is refused', async (method) => {
    expect((await rawGet(host.port, '/', { cookie: await enter() }, method)).status).toBe(405);
  });

  test('the token is not taken under another name (DNS rebinding)', async () => {
    const answer = await rawGet(host.port, pathOf(host.newAddress()), {
      host: `rebind.example:${host.port}`,
    });
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('what is not HTTP gets a short answer and the host lives on', async () => {
    expect(await rawExchange(host.port, 'bonjour\r\n\r\n')).toContain('400 Bad Request');
    expect(
      await rawExchange(
        host.port,
        `GET http://evil.example/ HTTP/1.0\r\nHost: 127.0.0.1:${host.port}\r\n\r\n`,
      ),
    ).toContain('403 Forbidden');
    expect((await rawGet(host.port, '/', { cookie: await enter() })).status).toBe(200);
  });
});

describe('WebSocket', () => {
  test('needs the session, the origin and the path', async () => {
    const cookie = await enter();
    expect(await refusedSocket({ origin: host.origin })).toBe(403);
    expect(await refusedSocket({ cookie })).toBe(403);
    expect(await refusedSocket({ cookie, origin: host.origin, host: `evil.example:${host.port}` })).toBe(403);
    expect(await refusedSocket({ cookie, origin: host.origin }, '/autre')).toBe(403);
    expect(backend.listenerCount()).toBe(0);
  });

  test('carries calls, errors and events, to several pages', async () => {
    const [one, two] = [await openSocket(), await openSocket()];
    expect(await ask(one, { t: 'call', id: 1, method: 'status.get', params: {} })).toEqual({
      t: 'ok',
      id: 1,
      value: { method: 'status.get' },
    });
    expect(await ask(two, { t: 'call', id: 1, method: 'sync.now', params: {} })).toEqual({
      t: 'error',
      id: 1,
      error: { code: 'region_unreachable', message: 'La région ne répond pas.' },
    });
    expect(await ask(two, { t: 'call', id: 2, method: 'sync.now', params: { kind: 'x' } })).toMatchObject({
      t: 'error',
      error: { code: 'invalid_params' },
    });
    expect(errors).toEqual(['sync.now', 'sync.now']);
    const both = [one, two].map((socket) => once(socket, 'message') as Promise<[Buffer]>);
    backend.emit('data.changed', { scopes: ['beds'], locationIds: ['1'], at: '2026-01-01T00:00:00Z' });
    for (const [data] of await Promise.all(both)) {
      expect(JSON.parse(data.toString('utf8'))).toMatchObject({ t: 'event', name: 'data.changed' });
    }
    one.terminate();
    await vi.waitFor(() => {
      expect(backend.listenerCount()).toBe(1);
    }, 10_000);
  });

  test.each([
    ['not JSON', 'bonjour', 1007],
    ['binary', Buffer.from('{}'), 1007],
    ['more than a megabyte', JSON.stringify({ x: 'a'.repeat(1_100_000) }), 1009],
  ])('%s ends the connection', async (_what, sent, expected) => {
    const socket = await openSocket();
    socket.on('error', () => undefined);
    socket.send(sent);
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(expected);
  });

  test('a page that answers pings stays, one that does not is dropped', async () => {
    await host.close();
    host = await startWebHost({
      backend,
      pageFolder: folder,
      port: 0,
      onError: () => undefined,
      heartbeatMs: 200,
    });
    const alive = await openSocket();
    const silent = socketTo({ cookie: await enter(), origin: host.origin });
    silent.on('error', () => undefined);
    silent.pong = () => undefined;
    await once(silent, 'close');
    await once(alive, 'ping');
    expect(alive.readyState).toBe(WebSocket.OPEN);
  });

  test('closing the host says goodbye to pages and frees the port', async () => {
    const socket = await openSocket();
    const closed = once(socket, 'close');
    await host.close();
    expect((await closed)[0]).toBe(1001);
    await expect(rawGet(host.port, '/')).rejects.toThrow(/ECONNREFUSED/);
    expect(backend.closed()).toBe(false);
    host = await startWebHost({ backend, pageFolder: folder, port: host.port, onError: () => undefined });
  });
});

test('a taken port is said, not waited for', async () => {
  await expect(
    startWebHost({ backend, pageFolder: folder, port: host.port, onError: () => undefined }),
  ).rejects.toThrow(/EADDRINUSE/);
});
