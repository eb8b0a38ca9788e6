import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoRegion, JsonObject, Resource } from '../../main/demo-region/index.ts';
import { smallRegion } from '../support/demo-region.ts';
import { getBundle, getResource, resources, send, text } from './http.ts';

let region: DemoRegion;
const clock = Date.parse('2026-11-20T10:00:00Z');
beforeAll(async () => {
  region = await smallRegion({ now: () => clock });
});
afterAll(() => region.stop());

interface Item {
  readonly linkId: string;
  readonly type: string;
  readonly required?: boolean;
  readonly enableWhen?: readonly { readonly question: string }[];
  readonly answerOption?: readonly { readonly valueCoding: JsonObject }[];
  readonly item?: readonly Item[];
}
const flat = (items: readonly Item[]): Item[] => items.flatMap((item) => [item, ...flat(item.item ?? [])]);

describe('questionnaires', () => {
  it('publishes two forms whose conditions point at questions that exist, and asks for no identity', async () => {
    const forms = resources(await getBundle(`${region.url}/Questionnaire?status=active`));
    expect(forms.map(({ id }) => id)).toEqual(['registre-refus-pdses', 'fonctionnement-non-conforme']);
    for (const form of forms) {
      const items = flat(form['item'] as unknown as Item[]);
      const ids = items.map(({ linkId }) => linkId);
      expect(new Set(ids).size).toBe(ids.length);
      const conditions = items.flatMap(({ enableWhen }) => enableWhen ?? []);
      expect(conditions.length).toBeGreaterThan(1);
      for (const { question } of conditions) expect(ids).toContain(question);
      expect(ids.filter((id) => /(^|-)(nom|prenom|naissance|ipp|nir)$/u.test(id))).toEqual([]);
    }
  });

  /** Answers every required question without condition with something of its type. */
  async function answers(id: string): Promise<Resource> {
    const form = await getResource(`${region.url}/Questionnaire/${id}`);
    const fill = (items: readonly Item[]): JsonObject[] =>
      items
        .filter(
          ({ type, required, enableWhen }) =>
            type === 'group' || (required === true && enableWhen === undefined),
        )
        .map((item) => {
          if (item.type === 'group') return { linkId: item.linkId, item: fill(item.item ?? []) };
          const [option] = item.answerOption ?? [];
          const value: JsonObject =
            option !== undefined
              ? { valueCoding: option.valueCoding }
              : item.type === 'dateTime'
                ? { valueDateTime: '2026-11-20T02:10:00+01:00' }
                : item.type === 'integer'
                  ? { valueInteger: 2 }
                  : item.type === 'reference'
                    ? { valueReference: { reference: 'Organization/100001' } }
                    : { valueString: 'texte' };
          return { linkId: item.linkId, answer: [value] };
        });
    return {
      resourceType: 'QuestionnaireResponse',
      id: randomUUID(),
      questionnaire: `${text(form['url'])}|1.0.0`,
      status: 'completed',
      authored: '2026-11-20T02:30:00+01:00',
      item: fill(form['item'] as unknown as Item[]),
    };
  }

  it('takes an answer once, however often it is sent, and gives it a receipt number', async () => {
    const response = await answers('registre-refus-pdses');
    const url = `${region.url}/QuestionnaireResponse/${response.id}`;
    const first = await send('PUT', url, response);
    expect(first.status).toBe(201);
    const receipt = ((await first.json()) as { identifier: { value: string } }).identifier.value;
    expect(receipt).toMatch(/^PDSES-2026-\d{6}$/u);
    const again = await send('PUT', url, response);
    expect(again.status).toBe(200);
    expect(again.headers.get('etag')).toBe('W/"1"');
    const amended = await send('PUT', url, { ...response, status: 'amended' });
    expect(amended.status).toBe(200);
    expect(amended.headers.get('etag')).toBe('W/"2"');
    expect(await amended.json()).toMatchObject({ identifier: { value: receipt }, status: 'amended' });
    expect(
      resources(
        await getBundle(`${region.url}/QuestionnaireResponse?status=amended&authored=ge2026-11-01`),
      ).map(({ id }) => id),
    ).toEqual([response.id]);
    expect(region.control.received().questionnaireResponses).toHaveLength(1);
  });

  it('refuses an unknown form, a missing answer, another id', async () => {
    const response = await answers('fonctionnement-non-conforme');
    const url = `${region.url}/QuestionnaireResponse/${response.id}`;
    expect(
      (await send('PUT', url, { ...response, questionnaire: 'https://ailleurs.invalid/Q' })).status,
    ).toBe(422);
    const lacking = await send('PUT', url, { ...response, item: [] });
    expect(lacking.status).toBe(422);
    expect(JSON.stringify(await lacking.json())).toContain('faits-nature');
    expect((await send('PUT', `${region.url}/QuestionnaireResponse/autre`, response)).status).toBe(400);
    expect((await send('PUT', url, response)).status).toBe(201);
  });
});

describe('anomalies', () => {
  const anomaly = (): JsonObject => ({
    resourceType: 'Task',
    status: 'requested',
    intent: 'proposal',
    focus: { reference: 'HealthcareService/400001' },
    description: 'Le numéro de téléphone ne répond plus',
    identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${randomUUID()}` }],
  });
  const statusPatch = (path: string, value: JsonObject): JsonObject => ({
    resourceType: 'Parameters',
    parameter: [
      {
        name: 'operation',
        part: [
          { name: 'type', valueString: 'replace' },
          { name: 'path', valueString: path },
          { name: 'value', ...value },
        ],
      },
    ],
  });

  it('are created in state 01, found by their focus, changed and read back', async () => {
    const created = await send('POST', `${region.url}/Task`, anomaly());
    expect(created.status).toBe(201);
    const task = (await created.json()) as Resource;
    expect(created.headers.get('location')).toContain(`/Task/${task.id}`);
    expect(JSON.stringify(task['businessStatus'])).toContain('"01"');
    expect(
      resources(await getBundle(`${region.url}/Task?focus=HealthcareService/400001`)).map(({ id }) => id),
    ).toContain(task.id);
    const cancelled = await send(
      'PATCH',
      `${region.url}/Task/${task.id}`,
      statusPatch('Task.status', { valueCode: 'cancelled' }),
    );
    expect(cancelled.status).toBe(200);
    expect(cancelled.headers.get('last-modified')).not.toBeNull();
    expect(await getResource(`${region.url}/Task/${task.id}`)).toMatchObject({ status: 'cancelled' });
    expect(
      (await send('PATCH', `${region.url}/Task/${task.id}`, statusPatch('Task.focus', { valueString: 'x' })))
        .status,
    ).toBe(400);
    expect(
      (
        await send(
          'PATCH',
          `${region.url}/Task/${task.id}`,
          statusPatch('Task.status', { valueCode: 'perdu' }),
        )
      ).status,
    ).toBe(400);
    expect(
      (
        await send(
          'PATCH',
          `${region.url}/Task/inconnu`,
          statusPatch('Task.status', { valueCode: 'cancelled' }),
        )
      ).status,
    ).toBe(404);
  });

  it('take an explanation added the FHIRPath Patch way', async () => {
    const task = (await (await send('POST', `${region.url}/Task`, anomaly())).json()) as Resource;
    const patched = await send('PATCH', `${region.url}/Task/${task.id}`, {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'operation',
          part: [
            { name: 'type', valueCode: 'add' },
            { name: 'path', valueString: 'Task' },
            { name: 'name', valueString: 'note' },
            { name: 'value', valueAnnotation: { text: 'Corrigé ce matin' } },
          ],
        },
      ],
    });
    expect(patched.status).toBe(200);
    expect(await patched.json()).toMatchObject({ note: [{ text: 'Corrigé ce matin' }] });
  });

  it('are created once when sent twice with the same identifier', async () => {
    const task = anomaly();
    const [{ value } = { value: '' }] = task['identifier'] as { value: string }[];
    const headers = { 'if-none-exist': `identifier=${encodeURIComponent(value)}` };
    const first = (await (await send('POST', `${region.url}/Task`, task, headers)).json()) as Resource;
    const second = await send('POST', `${region.url}/Task`, task, headers);
    expect(second.status).toBe(200);
    expect(((await second.json()) as Resource).id).toBe(first.id);
    const put = { ...anomaly(), id: 'cree-par-client' };
    expect((await send('PUT', `${region.url}/Task/cree-par-client`, put)).status).toBe(201);
    expect((await send('PUT', `${region.url}/Task/cree-par-client`, put)).status).toBe(200);
  });

  it('are refused without a focus that exists', async () => {
    expect(
      (
        await send('POST', `${region.url}/Task`, {
          ...anomaly(),
          focus: { reference: 'HealthcareService/0' },
        })
      ).status,
    ).toBe(422);
    const task = anomaly();
    delete task['focus'];
    expect((await send('POST', `${region.url}/Task`, task)).status).toBe(400);
  });
});
