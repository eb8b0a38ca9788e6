import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { split } from './support.ts';

type Json = Record<string, unknown>;

/** Strings that look like structure, escapes, and characters of one to four bytes. */
const awkward = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[{}[\]",:\\\n\u00e9\u20ac😀]{0,12}$/u),
  fc.constantFrom('"resource":{', '}],"entry":[{"resource":', '\\', '\\"', '\u0000', '</html>'),
);
const value = fc.oneof(awkward, fc.jsonValue({ maxDepth: 3 }));
const resource = fc
  .tuple(fc.constantFrom('Location', 'Organization', 'Task'), fc.dictionary(awkward, value, { maxKeys: 5 }))
  .map(([resourceType, content]): Json => ({ ...without(content), resourceType }));

function without(content: Json): Json {
  // `entry` at the top of a document is what makes a Bundle of it.
  return Object.fromEntries(
    Object.entries(content).filter(([key]) => key !== 'entry' && key !== 'resourceType'),
  );
}

const mode = fc.constantFrom('match', 'include', null);
const indent = fc.constantFrom(0, 1, '\t');
const cuts = fc.array(fc.nat(5000), { maxLength: 40 });

interface Case {
  readonly document: string;
  readonly resources: readonly Json[];
  readonly modes: readonly (string | null)[];
}

const cases = fc
  .record({
    resources: fc.array(fc.tuple(resource, mode), { minLength: 1, maxLength: 4 }),
    shape: fc.constantFrom('bundle', 'bundle-reversed', 'array', 'ndjson', 'concatenated'),
    space: indent,
  })
  .map(({ resources, shape, space }): Case => {
    const bodies = resources.map(([body]) => body);
    const json = (body: unknown): string => JSON.stringify(body, null, space);
    const none = bodies.map(() => null);
    if (shape === 'array') return { document: json(bodies), resources: bodies, modes: none };
    if (shape === 'ndjson')
      return {
        document: bodies.map((body) => JSON.stringify(body)).join('\n'),
        resources: bodies,
        modes: none,
      };
    if (shape === 'concatenated')
      return { document: bodies.map(json).join(''), resources: bodies, modes: none };
    const entry = resources.map(([body, search], i) => {
      const about = search === null ? {} : { search: { mode: search } };
      return i % 2 === 0 ? { fullUrl: '"{', resource: body, ...about } : { ...about, resource: body };
    });
    const members = [
      ['resourceType', 'Bundle'],
      ['total', 7],
      ['link', [{ relation: 'next', url: 'n' }]],
      ['entry', entry],
    ];
    const bundle: unknown = Object.fromEntries(shape === 'bundle' ? members : members.reverse());
    return { document: json(bundle), resources: bodies, modes: resources.map(([, search]) => search) };
  });

describe('whatever the content and the chunks', () => {
  test('every resource is found, in order, with its mode', () => {
    fc.assert(
      fc.property(cases, cuts, ({ document, resources, modes }, at) => {
        const { found, summary } = split(document, at);
        expect(found.map(([text]) => JSON.parse(text) as unknown)).toEqual(
          resources.map((body) => JSON.parse(JSON.stringify(body)) as unknown),
        );
        expect(found.map(([, search]) => search)).toEqual(modes);
        expect(summary).toMatchObject({
          complete: true,
          problem: null,
          resources: resources.length,
          bytes: Buffer.byteLength(document),
        });
        if (summary.kind === 'bundle') expect(summary.bundle).toMatchObject({ total: 7, next: 'n' });
      }),
      { numRuns: 600 },
    );
  });

  test('cut at random places, even one byte at a time, a document gives the same as in one piece', () => {
    const document = fc.oneof(
      cases.map((one) => Buffer.from(one.document)),
      fc.tuple(cases, fc.nat(5000)).map(([one, length]) => Buffer.from(one.document).subarray(0, length)),
      fc.tuple(cases, fc.nat(5000), fc.uint8Array({ maxLength: 4 })).map(([one, at, noise]) => {
        const bytes = Buffer.from(one.document);
        const place = at % bytes.length;
        return Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)]);
      }),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(document, cuts, fc.boolean(), (bytes, at, single) => {
        const every = single ? Array.from(bytes, (_, i) => i) : at;
        const whole = split(bytes);
        const pieces = split(bytes, every);
        expect(pieces.found).toEqual(whole.found);
        expect({ ...pieces.summary, rest: [] }).toEqual({ ...whole.summary, rest: [] });
      }),
      { numRuns: 600 },
    );
  });
});
