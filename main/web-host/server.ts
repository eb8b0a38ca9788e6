import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Backend } from '../../shared/contract/index.ts';
import { answerPage, refusal, type PageAnswer } from '../page-folder.ts';
import { securityHeaders } from '../electron/policies/csp.ts';
import { noSessionPage } from './refusal-page.ts';
import { hostOrigin, isSocketAllowed, requestDecision, type RequestFacts } from './request-policy.ts';
import { createRpcSockets, type RpcSockets } from './rpc-socket.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** Path of the one-time address; a page of ours never has it. */
export const entryPath = '/entrer';
/** Path of the WebSocket that carries the contract. */
export const rpcPath = '/rpc';

export interface WebHostOptions {
  readonly backend: Backend;
  /** Folder of the built page, absolute. */
  readonly pageFolder: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** What really went wrong, for the log. */
  readonly onError: (where: string, thrown: unknown) => void;
  /** Milliseconds between pings; a page that misses one is dropped. */
  readonly heartbeatMs?: number;
}

export interface WebHost {
  readonly port: number;
  readonly origin: string;
  /** An address to open once. */
  newAddress(): string;
  /** Stops listening and says goodbye to pages. The backend belongs to the caller and stays open. */
  close(): Promise<void>;
}

/** Serves the page and the contract on 127.0.0.1. Rejects when the port is taken. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 10_000 });
  server.listen({ host: '127.0.0.1', port: options.port, exclusive: true });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const sessions = createSessions(`vigie-${port}`);
  const sockets = createRpcSockets(options.backend, {
    heartbeatMs: options.heartbeatMs ?? 15_000,
    onError: options.onError,
  });

  server.on('request', (request, response) => {
    answer(request, { port, sessions, pageFolder: options.pageFolder }).then(
      (given) => {
        send(request, response, given);
      },
      (thrown: unknown) => {
        options.onError('http', thrown);
        send(request, response, refusal(400));
      },
    );
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = request.url?.split('?', 1)[0];
    if (
      path === rpcPath &&
      isSocketAllowed(factsOf(request, port)) &&
      sessions.isOpen(request.headers.cookie)
    ) {
      sockets.accept(request, socket, head);
    } else {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });

  return {
    port,
    origin: hostOrigin(port),
    newAddress: () => `${hostOrigin(port)}${entryPath}?jeton=${sessions.issueToken()}`,
    close: () => close(server, sockets),
  };
}

function factsOf(request: IncomingMessage, port: number): RequestFacts {
  return { method: request.method, host: request.headers.host, origin: request.headers.origin, port };
}

async function answer(
  request: IncomingMessage,
  host: { readonly port: number; readonly sessions: Sessions; readonly pageFolder: string },
): Promise<PageAnswer> {
  const decision = requestDecision(factsOf(request, host.port));
  if (!decision.heard) return refusal(decision.status);
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  if (path === entryPath) {
    // HEAD must not use the token up: previews and scanners send it before a person opens the address.
    if (request.method !== 'GET') return refusal(405);
    const session = host.sessions.redeem(new URLSearchParams(query).get('jeton') ?? '');
    return session === null ? noSessionPage() : welcome(host.sessions.setCookie(session));
  }
  if (!host.sessions.isOpen(request.headers.cookie)) return noSessionPage();
  return answerPage(host.pageFolder, path);
}

function welcome(cookie: string): PageAnswer {
  return {
    status: 303,
    headers: { ...securityHeaders, location: '/', 'set-cookie': cookie, 'cache-control': 'no-store' },
    body: Buffer.alloc(0),
  };
}

function send(request: IncomingMessage, response: ServerResponse, given: PageAnswer): void {
  response.writeHead(given.status, { ...given.headers, 'content-length': given.body.length });
  response.end(request.method === 'HEAD' ? undefined : given.body);
}

async function close(server: Server, sockets: RpcSockets): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await sockets.close();
  server.closeIdleConnections();
  const deadline = setTimeout(() => server.closeAllConnections(), 1000);
  await closed;
  clearTimeout(deadline);
}
