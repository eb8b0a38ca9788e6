import type { FastifyPluginAsync } from 'fastify';
import { refuse } from '../fhir/outcome.ts';
import { asObject, asText, parseResource, type Json } from '../json.ts';
import type { CapacityChange, FaultSpec } from '../types.ts';
import type { RegionState } from './state.ts';
import { jsonBody } from './write-routes.ts';

function numberOf(value: Json | undefined, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw refuse(400, 'invalid', `${name} : nombre attendu`);
  return value;
}

/** Turns the mistakes of the caller of a control into a 400. */
function checked<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)
      throw refuse(400, 'invalid', error.message);
    throw error;
  }
}

/** The controls over HTTP, for a region running in its own process. Loopback names only: no page may call them. */
export function controlRoutes({ control }: RegionState): FastifyPluginAsync {
  return (app) => {
    app.addHook('onRequest', async (request) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/u, '');
      if ((host !== '127.0.0.1' && host !== 'localhost') || request.headers.origin !== undefined) {
        throw refuse(403, 'forbidden', 'Réservé à cette machine');
      }
      return Promise.resolve();
    });
    app.get('/', () => ({ counts: control.counts() }));
    app.get('/requests', () => ({ requests: control.requests() }));
    app.delete('/requests', () => {
      control.clearRequests();
      return {};
    });
    app.get('/received', () => control.received());
    app.put('/fault', (request) => {
      const body = jsonBody(request);
      const one = asText(asObject(body)['fault']);
      checked(() => control.setFault(one ?? (body as unknown as FaultSpec | FaultSpec[])));
      return {};
    });
    app.delete('/fault', () => {
      control.clearFault();
      return {};
    });
    app.put('/speed', (request) => {
      control.setSpeed(numberOf(asObject(jsonBody(request))['speed'], 'speed'));
      return {};
    });
    app.post('/update-beds', (request) => ({
      locations: control.updateBeds(numberOf(asObject(jsonBody(request))['count'], 'count')),
    }));
    app.post<{ Params: { id: string } }>('/capacity/:id', (request) => {
      checked(() =>
        control.setCapacity(request.params.id, asObject(jsonBody(request)) as unknown as CapacityChange),
      );
      return {};
    });
    app.post('/remove-resources', (request) => ({
      removed: control.removeResources(numberOf(asObject(jsonBody(request))['fraction'], 'fraction')),
    }));
    app.post('/resource', (request) => {
      checked(() => control.addRawResource(parseResource(JSON.stringify(jsonBody(request)))));
      return {};
    });
    return Promise.resolve();
  };
}
