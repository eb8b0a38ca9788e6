import { mapResource } from '../../main/backend/region/mapping/index.ts';
import { ResourceSplitter } from '../../main/backend/region/splitter/index.ts';
import { example, exampleNames } from './examples.ts';
import type { Bench, BenchRow } from './types.ts';

const rounds = 7;
const batch = 50;
const chunkSize = 256 * 1024;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** A Location with beds, as most of a region's bytes are: the example alone has none. */
function bedLocation(i: number): Record<string, unknown> {
  const guide = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';
  const coded = (url: string, name: string, code: string): Record<string, unknown> => {
    const system = `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;
    return { url, valueCodeableConcept: { coding: [{ system, code, display: `Libellé ${code}` }] } };
  };
  const rows = ['01', '02', '02', '03', '05', '06'].map((status, row) => ({
    url: `${guide}ror-location-supported-capacity`,
    extension: [
      { url: 'nbCapacity', valueInteger: (i + row) % 17 },
      { url: 'capacityUpdateDate', valueDateTime: '2026-07-20T06:05:00Z' },
      coded('capacityStatus', 'TRE_R330-TypeStatutCapacite', status),
      coded('capacityType', 'TRE_R329-NatureCapacite', '01'),
      coded('temporalityCapacity', 'TRE_R331-TemporaliteCapacite', '01'),
      coded('capacitySourceType', 'TRE_R335-TypeSourceCapacite', '02'),
      coded('temporaryAssignement', 'TRE_R337-AffectationTemporaire', '01'),
    ],
  }));
  const location = example('Location-ror-location-exemple.json');
  const extensions = Array.isArray(location.extension) ? (location.extension as unknown[]) : [];
  return { ...location, extension: [...extensions, ...rows] };
}

/** JSON of synthetic resources derived from the published examples. */
function resources(copies: number): readonly string[] {
  const directory = exampleNames().filter((name) =>
    /^(Organization|HealthcareService|Location|Practitioner|post)-/.test(name),
  );
  const models = directory.map((name) => example(name));
  return Array.from({ length: copies }, (_, i) =>
    [...models, bedLocation(i)].map((model, m) => JSON.stringify({ ...model, id: `${i}-${m}` })),
  ).flat();
}

/** Bundles of one batch each. */
function bundles(texts: readonly string[]): readonly Buffer[] {
  const entry = (text: string): string => `{"resource":${text},"search":{"mode":"match"}}`;
  return Array.from({ length: Math.ceil(texts.length / batch) }, (_, i) => {
    const entries = texts.slice(i * batch, (i + 1) * batch).map(entry);
    return Buffer.from(`{"resourceType":"Bundle","entry":[${entries.join(',')}]}`);
  });
}

interface Round {
  readonly parse: number;
  readonly map: number;
  readonly split: number;
  readonly kept: number;
}

/**
 * One pass over everything, in batches as a sync does: holding a whole region parsed would measure the garbage
 * collector, and measuring the three apart in time would measure what else the machine does.
 */
function pass(texts: readonly string[], documents: readonly Buffer[]): Round {
  let [parse, map, split, kept] = [0, 0, 0, 0];
  documents.forEach((document, i) => {
    const batchTexts = texts.slice(i * batch, (i + 1) * batch);
    const parsed: unknown[] = [];
    parse += timed(() => {
      for (const text of batchTexts) parsed.push(JSON.parse(text));
    });
    map += timed(() => {
      for (const resource of parsed) if (mapResource(resource).kept) kept++;
    });
    split += timed(() => {
      const splitter = new ResourceSplitter();
      for (let at = 0; at < document.length; at += chunkSize)
        splitter.push(document.subarray(at, at + chunkSize));
      splitter.end();
    });
  });
  return { parse, map, split, kept };
}

/** Mapping against JSON.parse of the same resources, and the splitter's throughput. */
export const bench: Bench = {
  name: 'mapping',
  run({ quick }) {
    const texts = resources(quick ? 20 : 1000);
    const documents = bundles(texts);
    const bytes = documents.reduce((sum, document) => sum + document.length, 0);
    pass(texts, documents); // warms the code up
    const passes = Array.from({ length: rounds }, () => pass(texts, documents));
    const map = median(passes.map((one) => one.map));
    const split = median(passes.map((one) => one.split));
    const kept = passes[0]?.kept ?? 0;
    const rows: BenchRow[] = [
      {
        what: 'mapResource / JSON.parse of the same resources',
        value: median(passes.map((one) => one.map / one.parse)),
        unit: '×',
        budget: 1,
      },
      {
        what: 'ResourceSplitter / JSON.parse of the same resources',
        value: median(passes.map((one) => one.split / one.parse)),
        unit: '×',
        budget: 0.6,
        note: `${(bytes / 1e3 / split).toFixed(0)} MB/s`,
      },
      {
        what: 'resources mapped',
        value: kept,
        unit: 'count',
        note: `${((map * 1000) / texts.length).toFixed(1)} µs each`,
      },
      { what: 'resources lost', value: texts.length - kept, unit: 'count', budget: 0 },
    ];
    return Promise.resolve(rows);
  },
};
