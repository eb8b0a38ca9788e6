import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directoryResourceTypes } from '../../../shared/domain/entities.ts';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';
import { example, exampleNames } from './fixtures.ts';

const reasons = [
  'unknown_element',
  'unknown_extension',
  'unknown_code_system',
  'wrong_type',
  'wrong_shape',
  'invalid_value',
  'missing_required',
];
const type = fc.constantFrom(...directoryResourceTypes);
const id = fc.stringMatching(/^[A-Za-z0-9.-]{1,20}$/);

function mustKeep(resource: unknown, wantedId: string): void {
  const result = mapResource(resource);
  expect(result.kept).toBe(true);
  if (!result.kept) return;
  expect(result.record.id).toBe(wantedId);
  for (const { path, reason, sample } of result.notUnderstood) {
    expect(path.startsWith(result.record.resourceType)).toBe(true);
    expect(reasons).toContain(reason);
    expect(sample.length).toBeLessThanOrEqual(120);
    expect(sample.isWellFormed() || JSON.stringify(resource).includes('\\ud')).toBe(true);
  }
  // What was made can be stored and sent on.
  expect(JSON.parse(JSON.stringify(result.record))).toEqual(result.record);
}

test('arbitrary JSON never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typeof mapResource(value).kept).toBe('boolean');
    }),
  );
});

test('a directory resource with arbitrary content is never lost', () => {
  const key = fc.constantFrom(
    ...[
      'meta',
      'extension',
      'identifier',
      'name',
      '_name',
      'alias',
      'type',
      'category',
      'characteristic',
      'specialty',
    ],
    ...[
      'address',
      'position',
      'telecom',
      'contact',
      'partOf',
      'providedBy',
      'location',
      'availableTime',
      'notAvailable',
    ],
    ...['operationalStatus', 'code', 'practitioner', 'healthcareService', 'gender', 'autre'],
  );
  fc.assert(
    fc.property(
      type,
      id,
      fc.dictionary(key, fc.jsonValue({ maxDepth: 6 })),
      (resourceType, wantedId, content) => {
        mustKeep({ ...content, resourceType, id: wantedId }, wantedId);
      },
    ),
    { numRuns: 500 },
  );
});

type Node = Record<string | number, unknown>;

/** Every place of a resource, but its type and id. */
function placesOf(node: unknown, top = true): [Node, string | number][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, child]) => {
    if (top && (name === 'resourceType' || name === 'id')) return [];
    const key = Array.isArray(node) ? Number(name) : name;
    return [[node as Node, key] as [Node, string | number], ...placesOf(child, false)];
  });
}

const names = exampleNames().filter((name) =>
  /^(Organization|HealthcareService|Location|Practitioner|post)-/.test(name),
);
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    0,
    -1,
    1e300,
    true,
    [],
    {},
    [[]],
    [null],
    { coding: null },
    { extension: [{}] },
  ),
);
const mutation = fc.tuple(
  fc.nat(),
  fc.constantFrom('replace', 'remove', 'wrap', 'unwrap', 'rename', 'repeat'),
  odd,
);

function mutate(resource: unknown, [at, kind, value]: [number, string, unknown]): void {
  const places = placesOf(resource);
  const place = places[at % Math.max(places.length, 1)];
  if (place === undefined) return;
  const [node, key] = place;
  const old = node[key];
  if (kind === 'replace') node[key] = value;
  else if (kind === 'remove') Reflect.deleteProperty(node, key);
  else if (kind === 'wrap') node[key] = [old];
  else if (kind === 'unwrap' && Array.isArray(old)) node[key] = old[0];
  else if (kind === 'repeat' && Array.isArray(old))
    node[key] = [...(old as unknown[]), ...(old as unknown[])];
  else if (kind === 'rename' && !Array.isArray(node)) node[`${key}X`] = old;
}

test('the examples, mutated anywhere, are never lost', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(mutation, { minLength: 1, maxLength: 8 }),
      (name, mutations) => {
        const resource = { ...example(name), id: 'fixe' };
        for (const one of mutations) mutate(resource, one);
        mustKeep(resource, 'fixe');
      },
    ),
    { numRuns: 1500 },
  );
});

test('nesting deeper than the call stack, anywhere', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const deepObject = `${'{"extension":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  for (const key of ['name', 'type', 'address', 'extension', 'identifier', 'meta', 'autre', '_name'])
    for (const value of [deep, deepObject])
      mustKeepDeep(JSON.parse(`{"resourceType":"Organization","id":"x","${key}":${value}}`));
  const anonymous = mapResource(JSON.parse(`{"resourceType":"Organization","autre":${deep}}`));
  expect(anonymous).toMatchObject({
    kept: true,
    record: { id: expect.stringMatching(/^sans-id-/) as string },
  });
});

function mustKeepDeep(resource: unknown): void {
  expect(mapResource(resource)).toMatchObject({ kept: true, record: { id: 'x' } });
}
