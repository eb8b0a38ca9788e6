import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  capacityExtension,
  capacityRows,
  capacityUrl,
  rowCode,
  rowCount,
  type CapacityRow,
} from '../../main/demo-region/generate/capacity.ts';
import type { DemoRegion, JsonObject, Resource } from '../../main/demo-region/index.ts';
import { smallRegion } from '../support/demo-region.ts';
import { getResource, send } from './http.ts';

let region: DemoRegion;
/** A place with an external id of its own, made for the test. */
const place = 'lieu-essai';
const external = 'BM001';
let idNatStruct = '';
const path = `Location.extension.where(url='${capacityUrl}')`;
const where = (criteria: Record<string, string>): string =>
  `${path}.where(${Object.entries(criteria)
    .map(
      ([field, code]) => `extension.where(url = '${field}' and valueCodeableConcept.coding.code = '${code}')`,
    )
    .join(' and ')})`;
const women = {
  capacityStatus: '02',
  temporalityCapacity: '01',
  genderCapacityAvailable: '01',
  temporaryAssignement: '01',
};

function operation(type: string, at: string, row?: CapacityRow | JsonObject): JsonObject {
  const extension =
    row === undefined ? undefined : 'url' in row ? row : capacityExtension(row as CapacityRow);
  return {
    name: 'operation',
    part: [
      { name: 'type', valueString: type },
      { name: 'path', valueString: at },
      ...(extension === undefined ? [] : [{ name: 'value', part: [{ extension: [extension] }] }]),
    ],
  };
}
const body = (...parameter: JsonObject[]): JsonObject => ({ resourceType: 'Parameters', parameter });
const patch = (
  content: JsonObject,
  headers: Record<string, string> = {},
  identifier = `${idNatStruct}/${external}`,
): Promise<Response> =>
  send('PATCH', `${region.url}/Location?identifier=${encodeURIComponent(identifier)}`, content, headers);
const read = (): Promise<Resource> => getResource(`${region.url}/Location/${place}`);
const at = Date.parse('2026-11-20T09:00:00Z');

beforeAll(async () => {
  region = await smallRegion();
  const [id] = region.control.bedLocationIds(['121']);
  const model = region.control.getResource('Location', id ?? '');
  if (model === undefined) throw new Error('no bed Location');
  const offers = (await getResource(`${region.url}/HealthcareService?location=${id ?? ''}`)) as unknown as {
    entry: { resource: { providedBy: { reference: string } } }[];
  };
  let reference = offers.entry[0]?.resource.providedBy.reference;
  let establishment: Resource | undefined;
  while (reference !== undefined) {
    establishment = await getResource(`${region.url}/${reference}`);
    idNatStruct =
      (establishment['identifier'] as { type: { coding: { code: string }[] }; value: string }[]).find(
        (item) => item.type.coding[0]?.code === '40',
      )?.value ?? '';
    reference = idNatStruct === '' ? (establishment['partOf'] as { reference: string }).reference : undefined;
  }
  region.control.addRawResource({
    resourceType: 'Location',
    id: place,
    name: 'Réanimation d’essai',
    identifier: [{ type: { coding: [{ code: '26' }] }, value: external }],
    managingOrganization: { reference: `Organization/${establishment?.id ?? ''}` },
    extension: [
      capacityExtension({ status: '01', count: 10, at }),
      capacityExtension({ status: '02', gender: '01', count: 2, at }),
    ],
  });
});
afterAll(() => region.stop());

describe('capacity patch', () => {
  it('replaces a count, moves meta.lastUpdated and the version', async () => {
    const before = await fetch(`${region.url}/Location/${place}`);
    const answer = await patch(
      body(
        operation('replace', where(women), {
          status: '02',
          gender: '01',
          count: 5,
          at: at + 60_000,
          source: '02',
        }),
      ),
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toBe(before.headers.get('etag'));
    const rows = capacityRows(await read()).filter((row) => rowCode(row, 'genderCapacityAvailable') === '01');
    expect(rows.map(rowCount)).toEqual([5]);
    const changed = await getResource(
      `${region.url}/Location?_lastUpdated=ge${new Date(Date.now() - 60_000).toISOString()}`,
    );
    expect(JSON.stringify(changed)).toContain(`"id":"${place}"`);
  });

  it('answers 404 on the capacity path when the count is absent, then takes the add', async () => {
    const men = { ...women, genderCapacityAvailable: '02' };
    const row = { status: '02', gender: '02', count: 3, at } as const;
    const missing = await patch(body(operation('replace', where(men), row)));
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'not-found', expression: path }],
    });
    expect((await patch(body(operation('add', path, row)))).status).toBe(200);
    expect((await patch(body(operation('replace', where(men), { ...row, count: 4 })))).status).toBe(200);
    const counts = capacityRows(await read()).filter(
      (item) => rowCode(item, 'genderCapacityAvailable') === '02',
    );
    expect(counts.map(rowCount)).toEqual([4]);
  });

  it('deletes a count once', async () => {
    const closed = {
      capacityStatus: '05',
      temporalityCapacity: '01',
      capacityClosingType: '01',
      temporaryAssignement: '01',
    };
    expect(
      (await patch(body(operation('add', path, { status: '05', closing: '01', count: 1, at })))).status,
    ).toBe(200);
    expect((await patch(body(operation('delete', where(closed))))).status).toBe(200);
    expect((await patch(body(operation('delete', where(closed))))).status).toBe(404);
  });

  it('answers 404 on Location for an identifier it does not know', async () => {
    const answer = await patch(body(operation('delete', where(women))), {}, '1350054680/SSR38888');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ issue: [{ code: 'not-found', expression: ['Location'] }] });
  });

  it('answers 412 when two places share the identifier', async () => {
    const twin = await read();
    region.control.addRawResource({
      ...twin,
      id: `${place}-bis`,
      identifier: [{ type: { coding: [{ code: '26' }] }, value: 'DOUBLE' }],
    });
    region.control.addRawResource({
      ...twin,
      id: `${place}-ter`,
      identifier: [{ type: { coding: [{ code: '26' }] }, value: 'DOUBLE' }],
    });
    const answer = await patch(body(operation('delete', where(women))), {}, `${idNatStruct}/DOUBLE`);
    expect(answer.status).toBe(412);
    expect(await answer.json()).toMatchObject({ issue: [{ code: 'multiple-matches' }] });
  });

  it('answers 400 with one issue per rule broken', async () => {
    const invalid = { ...women, genderCapacityAvailable: '03' };
    const answer = await patch(
      body(operation('replace', where(invalid), { status: '02', gender: '03', type: '09', count: 1, at })),
    );
    expect(answer.status).toBe(400);
    const outcome = (await answer.json()) as { issue: { code: string; diagnostics: string }[] };
    expect(outcome.issue.map(({ code }) => code)).toEqual(['business-rule', 'business-rule']);
    expect(outcome.issue[1]?.diagnostics).toContain('genderCapacityAvailable: 03');
    expect(
      (await patch(body(operation('replace', where(women), { status: '02', gender: '01', count: -1, at }))))
        .status,
    ).toBe(400);
  });

  it('changes nothing when one of several operations fails', async () => {
    const before = await read();
    const answer = await patch(
      body(
        operation('replace', where(women), { status: '02', gender: '01', count: 9, at }),
        operation('replace', where({ ...women, temporalityCapacity: '05' }), {
          status: '02',
          gender: '01',
          temporality: '05',
          count: 9,
          at,
        }),
      ),
    );
    expect(answer.status).toBe(404);
    expect(await read()).toEqual(before);
  });

  it('refuses the Ror headers and what is not a patch', async () => {
    expect(
      (await patch(body(operation('delete', where(women))), { 'Ror-Role-Metier-Code': 'AUTOMATE' })).status,
    ).toBe(400);
    expect((await patch({ resourceType: 'Location' })).status).toBe(400);
    const broken = await fetch(`${region.url}/Location?identifier=${idNatStruct}/${external}`, {
      method: 'PATCH',
      body: '{"resourceType":',
    });
    expect(broken.status).toBe(400);
  });
});
