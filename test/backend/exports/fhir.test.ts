import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filterResource, type Json, type JsonObject } from '../../../main/backend/exports/fhir/filter.ts';
import type { RawResource } from '../../../main/backend/exports/model.ts';
import { runExport } from '../../../main/backend/exports/run.ts';
import { contents, scratch, stamp } from './fixtures.ts';

const host = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition';

const level = (name: string, code: string | null): JsonObject => ({
  url: `${host}/${name}`,
  valueCodeableConcept:
    code === null
      ? { text: 'inconnu' }
      : { coding: [{ system: 'https://mos.esante.gouv.fr/NOS/TRE_R283', code }] },
});

const telecom = (value: string, code?: string | null): JsonObject => ({
  value,
  extension: code === undefined ? [] : [level('ror-telecom-confidentiality-level', code)],
});

const offerContact = (
  name: string,
  code: string | undefined,
  telecoms: readonly (readonly [string, string | undefined])[],
): JsonObject => ({
  url: `${host}/ror-healthcareservice-contact`,
  extension: [
    { url: 'name', valueHumanName: { text: name } },
    ...(code === undefined ? [] : [level('ror-confidentiality-level', code)]),
    ...telecoms.map(([address, confidentiality]) => ({
      url: `${host}/ror-healthcareservice-contact-telecom`,
      extension: [
        { url: 'telecomAddress', valueString: address },
        ...(confidentiality === undefined
          ? []
          : [level('ror-telecom-confidentiality-level', confidentiality)]),
      ],
    })),
  ],
});

const sensitive = (value: Json): JsonObject => ({
  url: `${host}/ror-healthcareservice-sensitive-unit`,
  valueBoolean: value,
});

const service = (id: string, more: JsonObject = {}): JsonObject & { resourceType: string; id: string } => ({
  resourceType: 'HealthcareService',
  id,
  ...more,
});

/** What is left of a resource, as text to look into. */
const left = (resource: JsonObject, viewer: 1 | 2 | 3 = 3): string =>
  JSON.stringify(filterResource(resource, { level: viewer }));

test.each(['Organization', 'HealthcareService', 'Location', 'Practitioner', 'PractitionerRole'])(
  '%s.telecom: level 3, unknown or unreadable leaves, whoever asks',
  (resourceType) => {
    const resource = {
      resourceType,
      id: 'a',
      telecom: [
        telecom('public', '1'),
        telecom('pro', '2'),
        telecom('crise', '3'),
        telecom('sans'),
        telecom('illisible', null),
        telecom('neuf', '9'),
      ],
    };
    for (const viewer of [2, 3] as const) {
      expect(left(resource, viewer).match(/"value":"\w+"/g)).toEqual(['"value":"public"', '"value":"pro"']);
    }
    expect(left(resource, 1).match(/"value":"\w+"/g)).toEqual(['"value":"public"']);
    expect(left({ resourceType, id: 'a', telecom: [telecom('crise', '3')] })).not.toContain('telecom');
  },
);

test('Organization.contact: the contact and its telecoms each have their level', () => {
  const contact = (text: string, code: string | undefined, telecoms: readonly JsonObject[]): JsonObject => ({
    name: { text },
    extension: code === undefined ? [] : [level('ror-contact-confidentiality-level', code)],
    telecom: telecoms,
  });
  const text = left({
    resourceType: 'Organization',
    id: 'o',
    contact: [
      contact('ouvert', '1', [telecom('t1', '1'), telecom('t3', '3')]),
      contact('crise', '3', [telecom('t1-crise', '1')]),
      contact('inconnu', undefined, [telecom('t1-inconnu', '1')]),
    ],
  });
  expect(text).toContain('ouvert');
  expect(text).toContain('"t1"');
  expect(text).not.toMatch(/t3|crise|inconnu/);
});

test('the contact extension of an offer: same rule, and other extensions stay', () => {
  const text = left(
    service('h', {
      extension: [
        { url: `${host}/ror-meta-creation-date`, valueDateTime: '2024-01-01' },
        offerContact('ouvert', '2', [
          ['a1', '1'],
          ['a3', '3'],
          ['a-sans', undefined],
        ]),
        offerContact('crise', '3', [['b1', '1']]),
        offerContact('sans', undefined, [['c1', '1']]),
      ],
    }),
  );
  expect(text).toContain('ror-meta-creation-date');
  expect(text).toContain('a1');
  expect(text).not.toMatch(/a3|a-sans|b1|c1|crise/);
});

test('levels are found under older hosts, cases and shapes', () => {
  const odd = (extension: JsonObject): JsonObject => ({
    resourceType: 'Location',
    id: 'l',
    telecom: [{ value: 'x', extension: [extension] }],
  });
  expect(left(odd({ url: 'http://old/ROR-Telecom-Confidentiality-Level', valueCode: '3' }))).not.toContain(
    '"x"',
  );
  expect(left(odd({ url: 'ror-telecom-confidentiality-level', valueCode: '2' }))).toContain('"x"');
  expect(
    left(odd({ url: 'ror-contact-telecom-confidentiality-level', valueCoding: { code: '1' } })),
  ).toContain('"x"');
  expect(
    left(
      odd({
        url: 'ror-telecom-confidentiality-level',
        valueCodeableConcept: { coding: [{ code: '1' }, { code: '3' }] },
      }),
    ),
  ).not.toContain('"x"');
  expect(
    left(odd({ url: 'ror-telecom-confidentiality-level', valueCodeableConcept: { coding: [] } })),
  ).not.toContain('"x"');
});

test('a sensitive unit is not exported; only an explicit false says it is not one', () => {
  expect(filterResource(service('h', { extension: [sensitive(true)] }), { level: 3 })).toBeNull();
  expect(filterResource(service('h', { extension: [sensitive('false')] }), { level: 3 })).toBeNull();
  expect(filterResource(service('h', { extension: [sensitive(false)] }), { level: 1 })).not.toBeNull();
  expect(
    left({
      resourceType: 'Organization',
      id: 'o',
      contained: [service('h', { extension: [sensitive(true)] })],
    }),
  ).not.toContain('HealthcareService');
});

test('the narrative and the private life of a professional leave', () => {
  const practitioner = {
    resourceType: 'Practitioner',
    id: 'p',
    text: { div: '06 00' },
    birthDate: '1970-01-01',
    address: [{ city: 'Y' }],
    photo: [{}],
    name: [{ text: 'Dr X', family: 'X' }],
  };
  expect(filterResource(practitioner, { level: 3 })).toEqual({
    resourceType: 'Practitioner',
    id: 'p',
    name: [{ text: 'Dr X', family: 'X' }],
  });
});

test('what has nothing to hide is the very same object', () => {
  const resource = {
    resourceType: 'Location',
    id: 'l',
    telecom: [telecom('01', '1')],
    position: { latitude: 1 },
  };
  expect(filterResource(resource, { level: 2 })).toBe(resource);
});

const raw = (resource: JsonObject & { resourceType: string; id: string }): RawResource => ({
  type: resource.resourceType,
  id: resource.id,
  json: JSON.stringify(resource),
});

async function bundleOf(
  resources: readonly RawResource[],
): Promise<{ text: string; ids: string[]; left: unknown }> {
  let result = { text: '', ids: [] as string[], left: undefined as unknown };
  await scratch(async (folder) => {
    const target = path.join(folder, 'lot.json');
    const bundle = {
      title: 'Lot',
      open: () => resources,
      baseUrl: 'https://ror.example/fhir/',
      viewer: { level: 2 },
    } as const;
    const done = await runExport({ bundle, format: 'fhir', stamp, target });
    const text = await readFile(target, 'utf8');
    const parsed = JSON.parse(text) as { entry?: { fullUrl: string; resource: { id: string } }[] };
    result = { text, ids: (parsed.entry ?? []).map((entry) => entry.resource.id), left: done.left };
    expect(done.count).toBe(result.ids.length);
  });
  return result;
}

const reference = (to: string): JsonObject => ({ reference: to });

test('places and professionals that only a sensitive unit has leave with it, in any order', async () => {
  const {
    ids,
    text,
    left: out,
  } = await bundleOf(
    [
      { resourceType: 'Location', id: 'secret' },
      { resourceType: 'Location', id: 'partagé' },
      { resourceType: 'Location', id: 'libre' },
      { resourceType: 'Location', id: 'enfant', partOf: reference('Location/secret') },
      { resourceType: 'Practitioner', id: 'caché' },
      { resourceType: 'Practitioner', id: 'deux' },
      {
        resourceType: 'PractitionerRole',
        id: 'r1',
        practitioner: reference('Practitioner/caché'),
        healthcareService: [reference('HealthcareService/s')],
      },
      {
        resourceType: 'PractitionerRole',
        id: 'r2',
        practitioner: reference('Practitioner/deux'),
        healthcareService: [reference('HealthcareService/s')],
      },
      {
        resourceType: 'PractitionerRole',
        id: 'r3',
        practitioner: reference('Practitioner/deux'),
        healthcareService: [reference('https://x/fhir/HealthcareService/n/_history/2')],
      },
      service('s', {
        extension: [sensitive(true)],
        location: [reference('Location/secret'), reference('https://x/fhir/Location/partagé')],
      }),
      service('n', { extension: [sensitive(false)], location: [reference('Location/partagé')] }),
    ].map(raw),
  );
  expect(ids).toEqual(['partagé', 'libre', 'enfant', 'deux', 'r3', 'n']);
  expect(text).not.toMatch(/secret|caché|HealthcareService\/s/);
  expect(out).toEqual({ withheld: 5, unreadable: 0 });
});

test('is a stamped collection, its untouched resources written byte for byte', async () => {
  const asSent =
    '{ "resourceType":"Location", "id":"l1",  "position":{"latitude":48.850, "longitude":2.30} }';
  const { text } = await bundleOf([{ type: 'Location', id: 'l1', json: new TextEncoder().encode(asSent) }]);
  expect(text).toContain(asSent);
  const bundle = JSON.parse(text) as { entry: { fullUrl: string }[] };
  expect(bundle).toMatchObject({
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: '2026-11-23T13:32:00.000Z',
  });
  expect(bundle.entry[0]?.fullUrl).toBe('https://ror.example/fhir/Location/l1');
  expect(text).toContain('HTEST');
  expect(text).toContain('"code":"Exporté par","display":"Poste régulation; 94"');
});

test('resources that cannot be read are left out and counted', async () => {
  const { ids, left: out } = await bundleOf([
    { type: 'Location', id: 'a', json: '{"resourceType":"Location","id":"a"' },
    { type: 'Location', id: 'b', json: '[]' },
    { type: 'Location', id: 'c', json: '{"resourceType":"HealthcareService","id":"c"}' },
    raw({ resourceType: 'Location', id: 'd' }),
  ]);
  expect(ids).toEqual(['d']);
  expect(out).toEqual({ withheld: 0, unreadable: 3 });
});

test('an empty bundle has no empty array', async () => {
  const { text } = await bundleOf([]);
  expect(text).not.toContain('entry');
});

test('a cancel leaves nothing', async () => {
  await scratch(async (folder) => {
    const cancel = new AbortController();
    async function* open(): AsyncGenerator<RawResource> {
      yield raw({ resourceType: 'Location', id: 'a' });
      queueMicrotask(() => cancel.abort());
      await new Promise(() => undefined);
    }
    const bundle = { title: 'Lot', open, viewer: { level: 2 } } as const;
    const run = runExport({
      bundle,
      format: 'fhir',
      stamp,
      target: path.join(folder, 'x'),
      signal: cancel.signal,
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(await contents(folder)).toEqual([]);
  });
});
