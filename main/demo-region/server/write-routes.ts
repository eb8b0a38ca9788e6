import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { patchCapacity } from '../fhir/capacity-patch.ts';
import { refuse } from '../fhir/outcome.ts';
import { locationBySynchroId } from '../fhir/synchro-id.ts';
import { checkTask, patchTask } from '../fhir/task.ts';
import { checkResponse, isRepeat } from '../fhir/questionnaire-response.ts';
import { asObject, type Json, type Resource } from '../json.ts';
import { queryOf } from './wire.ts';
import { etag, sendEntry } from './fhir-routes.ts';
import type { RegionState } from './state.ts';

/** The JSON of a request. Errors: 400 when it is not JSON. */
export function jsonBody(request: FastifyRequest): Json {
  try {
    return JSON.parse(typeof request.body === 'string' ? request.body : '') as Json;
  } catch {
    throw refuse(400, 'structure', 'Le corps de la requête n’est pas du JSON');
  }
}

function resourceBody(request: FastifyRequest, type: string, id: string): Resource {
  const body = asObject(jsonBody(request));
  if (body['resourceType'] !== type) throw refuse(400, 'invalid', `Ressource attendue : ${type}`);
  if (body['id'] !== undefined && body['id'] !== id)
    throw refuse(400, 'invalid', 'L’id du corps et celui de l’adresse diffèrent');
  return { ...body, resourceType: type, id };
}

/** Writing: beds, anomalies, answers to questionnaires. */
export function writeRoutes(state: RegionState): FastifyPluginAsync {
  const { store, now } = state;
  return (app) => {
    app.patch('/Location', (request, reply) => {
      const forbidden = Object.keys(request.headers).filter((name) => name.startsWith('ror-'));
      if (forbidden.length > 0)
        throw refuse(
          400,
          'invalid',
          `En-têtes interdits sur la mise à jour de capacité : ${forbidden.join(', ')}`,
        );
      const entry = locationBySynchroId(store, queryOf(request).get('identifier') ?? '');
      return sendEntry(reply, store.put(patchCapacity(store.read(entry), jsonBody(request)), now()));
    });

    app.post('/Task', (request, reply) => {
      const twin = request.headers['if-none-exist'];
      const wanted = new URLSearchParams(typeof twin === 'string' ? twin : '').get('identifier');
      const known =
        wanted === null
          ? undefined
          : [...store.list('Task')].find(({ essentials }) =>
              essentials.tokens['identifier']?.some(
                (token) => token === wanted || token.endsWith(`|${wanted}`),
              ),
            );
      if (known !== undefined) return sendEntry(reply, known);
      const body = asObject(jsonBody(request));
      if (body['resourceType'] !== 'Task') throw refuse(400, 'invalid', 'Ressource attendue : Task');
      const entry = store.put(
        checkTask(store, { ...body, resourceType: 'Task', id: randomUUID() }, now()),
        now(),
      );
      void reply.header('location', `${state.base()}/${entry.ref}/_history/1`);
      return sendEntry(reply, entry, 201);
    });

    app.put<{ Params: { id: string } }>('/Task/:id', (request, reply) => {
      const { id } = request.params;
      const existed = store.get('Task', id) !== undefined;
      const entry = store.put(checkTask(store, resourceBody(request, 'Task', id), now()), now());
      return sendEntry(reply, entry, existed ? 200 : 201);
    });

    app.patch<{ Params: { id: string } }>('/Task/:id', (request, reply) => {
      const entry = store.get('Task', request.params.id);
      if (entry === undefined) throw refuse(404, 'not-found', `Task/${request.params.id} n’existe pas`);
      const expected = request.headers['if-match'];
      if (expected !== undefined && expected !== etag(entry))
        throw refuse(412, 'conflict', 'La version a changé');
      return sendEntry(reply, store.put(patchTask(store.read(entry), jsonBody(request), now()), now()));
    });

    app.put<{ Params: { id: string } }>('/QuestionnaireResponse/:id', (request, reply) => {
      const { id } = request.params;
      const previous = store.get('QuestionnaireResponse', id);
      const response = resourceBody(request, 'QuestionnaireResponse', id);
      if (previous !== undefined && isRepeat(store, response, previous)) return sendEntry(reply, previous);
      const entry = store.put(checkResponse(store, response, previous, now()), now());
      void reply.header('location', `${state.base()}/${entry.ref}/_history/${String(entry.version)}`);
      return sendEntry(reply, entry, previous === undefined ? 201 : 200);
    });
    return Promise.resolve();
  };
}
