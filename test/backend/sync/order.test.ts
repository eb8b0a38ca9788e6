import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copyMigrations } from '../../../main/backend/db/migrations/index.ts';
import { openForWriting } from '../../../main/backend/db/open.ts';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';
import { Ingest, type Pass } from '../../../main/backend/sync/ingest/ingest.ts';
import { finishDelta } from '../../../main/backend/sync/ingest/pull.ts';
import { directoryContent, temporaryFolder } from '../../support/backend.ts';

const base = Date.UTC(2026, 0, 1);
const capacityUrl =
  'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity';

/** A version of a resource: `step` is its server date; what it says depends on `seed`. */
interface Version {
  readonly kind: 'Organization' | 'HealthcareService' | 'Location';
  readonly id: number;
  readonly step: number;
  readonly seed: number;
}

function resourceOf({ kind, id, step, seed }: Version): Buffer {
  const meta = { lastUpdated: new Date(base + step * 60_000).toISOString() };
  const common = { resourceType: kind, id: `${kind}-${id}`, meta, name: `${kind} ${seed}` };
  const other = seed % 5;
  const body = {
    Organization: {
      ...common,
      type: [
        {
          coding: [
            {
              system: 'https://mos.esante.gouv.fr/NOS/TRE_R67-TypeStructure-EJ-EG/FHIR/TRE-R67',
              code: seed % 2 ? 'EG' : 'EJ',
            },
          ],
        },
      ],
      partOf: { reference: `Organization/Organization-${other}` },
      address: [{ postalCode: `7${seed % 10}000` }],
    },
    HealthcareService: {
      ...common,
      providedBy: { reference: `Organization/Organization-${other}` },
      location: [
        { reference: `Location/Location-${other}` },
        { reference: `Location/Location-${(seed + 1) % 5}` },
      ],
    },
    Location: {
      ...common,
      address: { postalCode: `9${seed % 6}100` },
      extension: [
        {
          url: capacityUrl,
          extension: [
            { url: 'nbCapacity', valueInteger: seed % 20 },
            { url: 'capacityUpdateDate', valueDateTime: meta.lastUpdated },
            { url: 'capacityStatus', valueCodeableConcept: { coding: [{ code: '02' }] } },
          ],
        },
      ],
    },
  }[kind];
  return Buffer.from(JSON.stringify(body));
}

const versions = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom('Organization', 'HealthcareService', 'Location'),
    id: fc.integer({ min: 0, max: 4 }),
    step: fc.integer({ min: 0, max: 6 }),
    seed: fc.nat(1000),
  }),
  // One version per resource and server date: what a server sends.
  { selector: ({ kind, id, step }) => `${kind}/${id}/${step}`, minLength: 1, maxLength: 40 },
);

/** Passes as they may come: any order, cut anywhere, with repeats, full pulls and deltas crossing. */
function run(
  passes: readonly { readonly full: boolean; readonly versions: readonly Version[] }[],
): ReturnType<typeof directoryContent> {
  using folder = temporaryFolder();
  const database = openForWriting(path.join(folder.path, 'copy.sqlite'), 'copy', copyMigrations);
  try {
    const ingest = new Ingest(database, mapResource, () => base);
    passes.forEach(({ full, versions: list }, generation) => {
      const pass: Pass = {
        kind: full ? 'full' : 'delta',
        generation,
        snapshotAt: null,
        moved: { organizations: new Set(), locations: new Set() },
        newest: new Map(),
      };
      ingest.apply(list.map(resourceOf), pass);
      if (full) ingest.transaction(() => ingest.placeAgain('everything'));
      else finishDelta(database, ingest, pass, { now: base, horizon: null, recount: true });
    });
    return directoryContent(database);
  } finally {
    database.close();
  }
}

it('gives the same tables whatever the order, the repeats and the crossing of passes', () => {
  const cut = fc.array(fc.record({ full: fc.boolean(), size: fc.integer({ min: 1, max: 8 }) }), {
    minLength: 60,
    maxLength: 60,
  });
  fc.assert(
    fc.property(
      versions.chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          fc.subarray(list),
          cut,
        ),
      ),
      ([list, shuffled, repeats, cuts]) => {
        const stream = [...shuffled, ...repeats];
        const passes = [];
        for (const { full, size } of cuts) {
          if (stream.length === 0) break;
          passes.push({ full, versions: stream.splice(0, size) });
        }
        if (stream.length > 0) passes.push({ full: false, versions: stream });
        const inOrder = list.toSorted((a, b) => a.step - b.step);
        expect(run(passes)).toEqual(run([{ full: true, versions: inOrder }]));
      },
    ),
    { numRuns: 60 },
  );
});
