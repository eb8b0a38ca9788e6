import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entryIndicators, entryKeys } from '../../../shared/domain/bed-entry/keys.ts';
import { AppError } from '../../../shared/errors.ts';
import { isValidIndicator } from '../../../main/demo-region/fhir/capacity-patch.ts';
import {
  capacityPath,
  patchBody,
  type CapacityWrite,
} from '../../../main/backend/region/capacity-patch/body.ts';
import { outcomeIssues } from '../../../main/backend/region/capacity-patch/outcome.ts';
import { sendCapacity } from '../../../main/backend/region/capacity-patch/send.ts';
import { RegionClient } from '../../../main/backend/region/client/http.ts';
import { regionConfigSchema } from '../../../main/backend/region/config.ts';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server that answers as told, in turn. */
let server: Server;
let base: string;
let received: Received[] = [];
let replies: Reply[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      received.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      const reply = replies.shift() ?? { status: 200, body: { resourceType: 'Location', id: 'x' } };
      response.writeHead(reply.status, { 'content-type': 'application/fhir+json', ...reply.headers });
      response.end(JSON.stringify(reply.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received = [];
  replies = [];
});

const at = Date.parse('2026-11-23T14:32:07Z');
const write = (change: Partial<CapacityWrite> = {}): CapacityWrite => ({
  indicator: entryIndicators.availableFemale,
  count: 2,
  at,
  type: '01',
  comment: null,
  ...change,
});
const missing: Reply = {
  status: 404,
  body: {
    resourceType: 'OperationOutcome',
    // A lone string instead of an array: sent so by the national server.
    issue: [{ severity: 'error', code: 'not-found', expression: capacityPath }],
  },
};

function send(writes: readonly CapacityWrite[], identifier = '1350054680/SSR38888'): Promise<void> {
  const config = regionConfigSchema.parse({
    id: 'r',
    name: 'R',
    baseUrl: `${base}/lecture/fhir`,
    writeUrl: `${base}/ws-synchro-dispo-lits-fhir`,
    headers: { 'Ror-Profil-Utilisateur-Code': '1', Authorization: 'Bearer secret' },
  });
  const client = new RegionClient({ config, fetch: globalThis.fetch });
  return sendCapacity({ client, config, now: () => at }, identifier, writes);
}
async function refusal(writes: readonly CapacityWrite[]): Promise<AppError> {
  try {
    await send(writes);
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('expected to be refused');
}
const typesSent = (): string[][] =>
  received.map(({ body }) =>
    (JSON.parse(body) as { parameter: { part: { name: string; valueCode?: string }[] }[] }).parameter.map(
      ({ part }) => part.find(({ name }) => name === 'type')?.valueCode ?? '',
    ),
  );

describe('request', () => {
  it('is a conditional patch on the writing service, without the headers of reading', async () => {
    await send([write()]);
    const [request] = received;
    expect(request?.method).toBe('PATCH');
    expect(request?.url).toBe('/ws-synchro-dispo-lits-fhir/Location?identifier=1350054680%2FSSR38888');
    expect(request?.headers['content-type']).toBe('application/fhir+json');
    expect(Object.keys(request?.headers ?? {}).filter((name) => name.startsWith('ror-'))).toEqual([]);
  });

  it('carries the whole extension on the part of the value, entered by hand', () => {
    const body = patchBody('replace', [write({ comment: 'Travaux' })]) as {
      parameter: { part: { name: string; valueString?: string; part?: { extension: unknown[] }[] }[] }[];
    };
    const [type, path, value] = body.parameter[0]?.part ?? [];
    expect([type?.name, path?.name, value?.name]).toEqual(['type', 'path', 'value']);
    expect(path?.valueString).toBe(
      `${capacityPath}.where(extension.where(url = 'capacityStatus' and valueCodeableConcept.coding.code = '02') and ` +
        `extension.where(url = 'temporalityCapacity' and valueCodeableConcept.coding.code = '01') and ` +
        `extension.where(url = 'genderCapacityAvailable' and valueCodeableConcept.coding.code = '01') and ` +
        `extension.where(url = 'temporaryAssignement' and valueCodeableConcept.coding.code = '01'))`,
    );
    const text = JSON.stringify(value?.part?.[0]?.extension[0]);
    expect(text).toContain('{"url":"nbCapacity","valueInteger":2}');
    expect(text).toContain('{"url":"capacityUpdateDate","valueDateTime":"2026-11-23T14:32:07Z"}');
    expect(text).toContain('TRE_R335-TypeSourceCapacite/FHIR/TRE-R335-TypeSourceCapacite","code":"01"');
    expect(text).toContain('{"url":"comment","valueString":"Travaux"}');
  });

  it('only ever speaks of indicators of the closed list', () => {
    for (const key of entryKeys) {
      const { status, temporality, gender, closingType, additionalBedType } = entryIndicators[key];
      expect(
        isValidIndicator({
          capacityStatus: status,
          temporalityCapacity: temporality,
          genderCapacityAvailable: gender,
          capacityClosingType: closingType,
          additionalBedType,
          crisisType: null,
          temporaryAssignement: '01',
        }),
      ).toBe(true);
    }
  });
});

describe('replace, then add', () => {
  it('one figure the region lacks: replace, then add', async () => {
    replies = [missing];
    await send([write()]);
    expect(typesSent()).toEqual([['replace'], ['add']]);
  });

  it('several figures, one of them missing: whole first, then one by one', async () => {
    replies = [missing, { status: 200 }, missing];
    await send([write(), write({ indicator: entryIndicators.occupied })]);
    expect(typesSent()).toEqual([['replace', 'replace'], ['replace'], ['replace'], ['add']]);
  });

  it('nothing to send is no request', async () => {
    await send([]);
    expect(received).toEqual([]);
  });
});

describe('refusals', () => {
  const outcome = (code: string, expression: unknown, diagnostics = 'Motif du serveur'): unknown => ({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, expression, diagnostics }],
  });

  it.each([
    [404, outcome('not-found', ['Location']), 'capacity_unknown_location', /1350054680\/SSR38888.*GRADeS/],
    [404, outcome('not-found', 'Location'), 'capacity_unknown_location', /GRADeS/],
    [412, outcome('multiple-matches', ['Location']), 'capacity_ambiguous', /doublon/],
    [400, outcome('business-rule', ['x']), 'capacity_refused', /Motif du serveur.*corrigez/],
    [401, {}, 'region_unauthorized', /identifiants/],
    [403, {}, 'region_forbidden', /refuse l’accès/],
    [500, {}, 'region_error', /500/],
    [302, {}, 'region_bad_answer', /autre adresse/],
  ])('%i %#', async (status, body, code, words) => {
    replies = [{ status, body }];
    const error = await refusal([write()]);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(words);
    expect(received).toHaveLength(1);
  });

  it('says how long the region asks to wait', async () => {
    replies = [{ status: 429, headers: { 'retry-after': '7' } }];
    expect((await refusal([write()])).details).toMatchObject({ retryAfterMs: 7000 });
  });

  it('an add refused after a missing indicator is a refusal', async () => {
    replies = [missing, { status: 400, body: outcome('business-rule', 'x', 'Indicateur invalide') }];
    const error = await refusal([write()]);
    expect([error.code, error.details?.['reasons']]).toEqual(['capacity_refused', ['Indicateur invalide']]);
  });

  it('reads issues of any shape', () => {
    expect(outcomeIssues('<html>')).toEqual([]);
    expect(outcomeIssues('{"resourceType":"OperationOutcome","issue":{"code":"x"}}')).toEqual([]);
    expect(
      outcomeIssues(
        JSON.stringify({
          resourceType: 'OperationOutcome',
          issue: [null, 3, { code: 'invalid', details: { text: 'Texte' }, expression: ['a', 4] }],
        }),
      ),
    ).toEqual([{ code: 'invalid', text: 'Texte', expressions: ['a'] }]);
  });
});
