import { describe, expect, test } from 'vitest';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';
import { example, ext, keep, left, part, tree } from './fixtures.ts';

describe('documents that are no directory record', () => {
  test.each([null, undefined, 1, 'x', true, [], [{ resourceType: 'Location' }]])(
    '%j is no object',
    (value) => {
      expect(mapResource(value)).toEqual({
        kept: false,
        resourceType: null,
        id: null,
        reason: 'not_an_object',
        notUnderstood: [],
      });
    },
  );

  test.each([{}, { id: 'a' }, { resourceType: 3 }, { resourceType: '' }, { resourceType: null }])(
    '%j has no type',
    (value) => {
      expect(mapResource(value)).toMatchObject({
        kept: false,
        resourceType: null,
        reason: 'no_resource_type',
      });
    },
  );

  test.each(['Task', 'Bundle', 'constructor', '__proto__'])('%s is another resource', (resourceType) => {
    expect(mapResource({ resourceType, id: 'a' })).toMatchObject({
      kept: false,
      resourceType,
      id: 'a',
      reason: 'other_resource',
    });
  });
});

describe('paths and samples', () => {
  test('a deep path, its reason and what was sent', () => {
    const { notUnderstood } = keep('Location', {
      extension: [
        ext('ror-comment', 'a'),
        tree(
          'ror-location-supported-capacity',
          part('nbCapacity', { valueInteger: 1 }),
          part('nouveau', { valueString: 'é' }),
        ),
        ext('https://example.org/StructureDefinition/inconnue', { valueInteger: 3 }),
      ],
    });
    expect(notUnderstood).toEqual([
      {
        path: 'Location.extension[1].extension[1]',
        reason: 'unknown_extension',
        sample: '{"url":"nouveau","valueString":"é"}',
      },
      {
        path: 'Location.extension[2]',
        reason: 'unknown_extension',
        sample: '{"url":"https://example.org/StructureDefinition/inconnue","valueInteger":3}',
      },
    ]);
  });

  test('a long sample is cut at 120 characters, never inside a character', () => {
    const [text, json] = keep('Location', {
      a: `${'x'.repeat(119)}😀`,
      b: { c: 'y'.repeat(500) },
    }).notUnderstood;
    expect(text?.sample).toBe('x'.repeat(119));
    expect(json?.sample).toHaveLength(120);
    expect(json?.sample.startsWith('{"c":"yyy')).toBe(true);
  });

  test('known parts without a use are not reported', () => {
    expect(
      left('Organization', {
        meta: { profile: ['p'], versionId: '1' },
        text: { status: 'generated', div: '<div/>' },
        language: 'fr',
        _name: { id: 'n' },
        name: 'A',
        identifier: [
          {
            id: 'i',
            use: 'official',
            value: '1',
            type: {
              id: 't',
              text: 'FINESS',
              coding: [{ id: 'c', version: '1', userSelected: true, code: '1', display: 'FINESS' }],
            },
          },
        ],
        partOf: { id: 'r', type: 'Organization', display: 'GH', reference: 'Organization/1' },
      }),
    ).toEqual([]);
  });
});

describe('every object visited reports the keys it does not know', () => {
  const intruder = 'intrus';
  type Path = readonly (string | number)[];

  /** Paths of all objects of a resource but those that are not visited on purpose. */
  function objectsOf(value: unknown, at: Path = []): Path[] {
    if (typeof value !== 'object' || value === null) return [];
    if (at[0] === 'text') return [];
    const inner = Object.entries(value).flatMap(([key, child]) =>
      objectsOf(child, [...at, Array.isArray(value) ? Number(key) : key]),
    );
    return Array.isArray(value) ? inner : [at, ...inner];
  }

  function fhirPath(type: string, at: Path): string {
    return type + at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  }

  test.each([
    ['HealthcareService', 'HealthcareService-ror-healthcareservice-exemple-ville.fsh-converted.json'],
    ['HealthcareService', 'post-HealthcareService-saad.nonconformant.json'],
    ['Location', 'Location-ror-location-exemple.json'],
    ['Organization', 'post-Organization-EG.json'],
    ['Practitioner', 'Practitioner-ror-practitioner-exemple.fsh-converted.json'],
    ['PractitionerRole', 'post-PractitionerRole.json'],
  ] as const)('%s of %s', (type, file) => {
    const paths = objectsOf(example(file));
    expect(paths.length).toBeGreaterThan(10);
    for (const at of paths) {
      const resource = { id: 'x', ...example(file) };
      let node: unknown = resource;
      for (const step of at) node = (node as Record<string | number, unknown>)[step];
      (node as Record<string, unknown>)[intruder] = 1;
      expect(left(type, resource)).toContain(`${fhirPath(type, at)}.${intruder} unknown_element`);
    }
  });
});

test('a resource that breaks the mapper is kept bare and reported, and stops nothing', () => {
  const broken = {
    resourceType: 'Location',
    id: 'x',
    get name(): string {
      throw new Error('unreadable');
    },
  };
  expect(mapResource(broken)).toMatchObject({
    kept: true,
    record: { resourceType: 'Location', id: 'x', name: null },
    notUnderstood: [{ path: 'Location', reason: 'wrong_shape' }],
  });
});
