import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { bundleBuffer } from '../fhir/bundle.ts';
import { capabilityStatement } from '../fhir/capability.ts';
import { refuse } from '../fhir/outcome.ts';
import { resourceTypes } from '../fhir/params.ts';
import { search } from '../fhir/search.ts';
import { ensureRotas } from '../generate/documents.ts';
import type { Entry } from '../store.ts';
import { fhirType, queryOf } from './wire.ts';
import type { RegionState } from './state.ts';

interface TypeParams {
  readonly type: string;
}
interface ResourceParams extends TypeParams {
  readonly id: string;
}

/** ETag of a version, as FHIR writes it. */
export function etag(entry: Entry): string {
  return `W/"${String(entry.version)}"`;
}

/** Answers with a resource and its version headers. */
export function sendEntry(reply: FastifyReply, entry: Entry, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('etag', etag(entry))
    .header('last-modified', new Date(entry.updated).toUTCString())
    .type(fhirType)
    .send(entry.body);
}

/** Errors: 404 when the server does not hold this type. */
export function knownType(type: string): string {
  if (!resourceTypes.includes(type))
    throw refuse(404, 'not-supported', `Type de ressource inconnu : ${type}`);
  return type;
}

/** Reading: metadata, search, read, export. */
export function fhirRoutes(state: RegionState): FastifyPluginAsync {
  const { store, now, exports, faults } = state;
  const visible = (entry: Entry): boolean => !faults.hides(entry.ref);

  const read = (request: FastifyRequest<{ Params: ResourceParams }>, reply: FastifyReply): FastifyReply => {
    const { type, id } = request.params;
    const entry = store.get(knownType(type), id);
    if (entry === undefined || !visible(entry)) throw refuse(404, 'not-found', `${type}/${id} n’existe pas`);
    if (request.headers['if-none-match'] === etag(entry))
      return reply.code(304).header('etag', etag(entry)).send();
    return sendEntry(reply, entry);
  };

  const find = (request: FastifyRequest<{ Params: TypeParams }>, reply: FastifyReply): FastifyReply => {
    const type = knownType(request.params.type);
    if (type === 'DocumentReference') ensureRotas(store, now());
    const query = queryOf(request);
    const base = state.base();
    const { total, matches, included, next } = search(store, type, query, visible);
    const self = query.size === 0 ? `${base}/${type}` : `${base}/${type}?${query.toString()}`;
    const links = [
      ['self', self] as const,
      ...(next === undefined ? [] : [['next', `${base}/${type}?${next}`] as const]),
    ];
    return reply
      .type(fhirType)
      .send(bundleBuffer({ base, type: 'searchset', matches, included, total, links, at: now() }));
  };

  return (app) => {
    app.get('/metadata', (_request, reply) =>
      reply.type(fhirType).send(JSON.stringify(capabilityStatement(state.base(), state.regionName, now()))),
    );
    app.get('/$export', (request, reply) => {
      const status = exports.start(queryOf(request), `${state.base()}/$export`, now(), visible);
      return reply.code(202).header('content-location', `${state.base()}/${status}`).send();
    });
    app.get('/$export-poll-status', (request, reply) => {
      const manifest = exports.manifest(queryOf(request).get('_jobId') ?? '', state.base());
      if (manifest === undefined) return reply.code(202).header('x-progress', 'en cours').send();
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(manifest));
    });
    app.delete('/$export-poll-status', (request, reply) => {
      exports.cancel(queryOf(request).get('_jobId') ?? '');
      return reply.code(202).send();
    });
    app.get<{ Params: { job: string; file: string } }>('/$export-file/:job/:file', (request, reply) => {
      const { job, file } = request.params;
      return reply.type(fhirType).send(exports.file(job, file, state.base(), now(), visible));
    });
    app.get('/:type/:id', read);
    app.get('/:type', find);
    return Promise.resolve();
  };
}
