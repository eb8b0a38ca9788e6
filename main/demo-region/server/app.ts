import { setTimeout as wait } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Refusal, issue, refuse } from '../fhir/outcome.ts';
import { fhirRoutes } from './fhir-routes.ts';
import { writeRoutes } from './write-routes.ts';
import { controlRoutes } from './control-routes.ts';
import type { RegionState } from './state.ts';
import { fhirType } from './wire.ts';

/** The region's server: FHIR under /fhir, controls under /control. Does not listen yet. */
export async function buildApp(state: RegionState): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 16 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal)
      return reply.code(error.status).type(fhirType).send(JSON.stringify(error.outcome));
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
        ? error.statusCode
        : 500;
    const text = error instanceof Error ? error.message : 'erreur';
    return reply
      .code(status)
      .type(fhirType)
      .send(
        JSON.stringify({
          resourceType: 'OperationOutcome',
          issue: [issue(status === 500 ? 'exception' : 'invalid', text)],
        }),
      );
  });
  app.setNotFoundHandler((request) => {
    throw refuse(404, 'not-found', `Adresse inconnue : ${request.method} ${request.url}`);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/control')) return;
    const answered = state.log.add(request.method, request.url, state.now());
    reply.raw.on('finish', () => answered(reply.raw.statusCode));
    await strike(state, request, reply);
    if (reply.sent) return;
    const refusal = state.authorize?.(request.headers.authorization, request.method, request.url);
    if (refusal !== undefined) throw refuse(refusal, refusal === 401 ? 'login' : 'forbidden', 'Accès refusé');
  });
  app.addHook('onSend', async (request, reply, payload) =>
    Promise.resolve(spoil(state, request, reply, payload)),
  );
  await app.register(fhirRoutes(state), { prefix: '/fhir' });
  await app.register(writeRoutes(state), { prefix: '/fhir' });
  await app.register(controlRoutes(state), { prefix: '/control' });
  return app;
}

/** Applies the faults that act before the answer is made; the others are left to `spoil`. */
async function strike(state: RegionState, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const struck = state.faults.strike(request.url);
  state.struck.set(request.id, struck);
  reply.raw.on('close', () => state.struck.delete(request.id));
  for (const { kind, value, retryAfter } of struck) {
    if (kind === 'slow') await wait(value ?? 0, undefined, { signal: state.stopping }).catch(() => undefined);
    else if (kind === 'down') {
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return;
    } else if (kind === 'status') {
      const status = value ?? 500;
      const seconds = retryAfter ?? (status === 429 ? 1 : undefined);
      if (seconds !== undefined) void reply.header('retry-after', String(seconds));
      throw refuse(status, status === 429 ? 'throttled' : 'transient', `Panne simulée : ${String(status)}`);
    } else if (kind === 'html') {
      await reply
        .code(200)
        .type('text/html; charset=utf-8')
        .send('<!doctype html><title>Portail</title><p>Connexion au réseau de l’hôpital</p>');
      return;
    }
  }
}

/** Applies the faults that act on the body. */
function spoil(state: RegionState, request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (reply.statusCode !== 200 || request.method !== 'GET') return payload;
  const struck = state.struck.get(request.id) ?? [];
  const body = Buffer.isBuffer(payload)
    ? payload
    : typeof payload === 'string'
      ? Buffer.from(payload)
      : undefined;
  if (body === undefined) return payload;
  const change = (next: Buffer): Buffer => {
    void reply.header('content-length', String(next.length));
    return next;
  };
  if (
    struck.some(({ kind }) => kind === 'empty-bundle') &&
    body.subarray(0, 24).toString().includes('"Bundle"')
  ) {
    return change(Buffer.from('{"resourceType":"Bundle","type":"searchset","total":0}'));
  }
  if (struck.some(({ kind }) => kind === 'truncated'))
    return change(body.subarray(0, Math.floor(body.length / 2)));
  return payload;
}
