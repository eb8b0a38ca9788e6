import type { ExportBundle, ExportStamp, RawResource } from '../model.ts';
import type { Pace } from '../pace.ts';
import { demonstrationMark, stampLines } from '../stamp.ts';
import type { Sink } from '../target.ts';
import { cleanText } from '../text.ts';
import { filterResource, isObject, type Json, type JsonObject } from './filter.ts';
import { Withheld } from './references.ts';

/** What was left out of a bundle. */
export interface BundleCounts {
  /** Sensitive units, with the places and professionals only they have. */
  readonly withheld: number;
  /** Resources that are not readable JSON of their own type. */
  readonly unreadable: number;
}

const tagSystem = 'urn:vigie:export';
const firstEntry = ',"entry":[\n';
const nextEntry = ',\n';

/**
 * A FHIR R4 Bundle of type `collection`, written as the resources come. A resource from which nothing had to be
 * removed is written byte for byte as received. The stamp is in `meta.tag` (a collection has no other free place),
 * with the standard « test health data » mark for the fictional region.
 */
export async function writeBundle(
  bundle: ExportBundle,
  stamp: ExportStamp,
  sink: Sink,
  pace: Pace,
): Promise<BundleCounts> {
  const withheld = new Withheld();
  for await (const raw of pace.rowsOf(bundle.open())) {
    if (Withheld.reads(raw.type)) {
      const resource = parse(raw);
      if (resource !== null) withheld.observe(`${raw.type}/${raw.id}`, resource);
    }
    if (pace.due()) await pace.pause();
  }
  withheld.settle();

  const counts = { withheld: 0, unreadable: 0 };
  await sink.write(bundleStart(bundle, stamp));
  let separator = firstEntry;
  for await (const raw of pace.rowsOf(bundle.open())) {
    const key = `${raw.type}/${raw.id}`;
    const resource = parse(raw);
    if (resource === null) counts.unreadable += 1;
    else {
      const kept = withheld.has(key) ? null : filterResource(resource, bundle.viewer);
      if (kept === null) counts.withheld += 1;
      else {
        await sink.write(`${separator}{${fullUrl(bundle, key)}"resource":`);
        const written = withheld.withoutReferences(kept);
        await sink.write(written === resource ? raw.json : JSON.stringify(written));
        await sink.write('}');
        separator = nextEntry;
      }
    }
    pace.advance();
    if (pace.due()) await pace.pause();
  }
  // FHIR has no empty arrays: `entry` is opened by the first one only.
  await sink.write(separator === firstEntry ? '}\n' : '\n]}\n');
  return counts;
}

function bundleStart(bundle: ExportBundle, stamp: ExportStamp): string {
  const tags = stampLines(stamp, { title: bundle.title, columns: [] })
    .filter(([label]) => label !== 'Lecture')
    .map(([label, text]) => ({ system: tagSystem, code: label, display: cleanText(text) }));
  const head = {
    resourceType: 'Bundle',
    meta: {
      ...(stamp.demonstration
        ? {
            security: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
                code: 'HTEST',
                display: demonstrationMark,
              },
            ],
          }
        : {}),
      tag: tags,
    },
    type: 'collection',
    timestamp: new Date(stamp.generatedAt).toISOString(),
  };
  return JSON.stringify(head).slice(0, -1);
}

function fullUrl(bundle: ExportBundle, key: string): string {
  if (bundle.baseUrl === undefined) return '';
  return `"fullUrl":${JSON.stringify(`${bundle.baseUrl.replace(/\/+$/, '')}/${key}`)},`;
}

/** The resource, or null when it is not an object of the type and id it is stored under. */
function parse(raw: RawResource): JsonObject | null {
  const text = typeof raw.json === 'string' ? raw.json : new TextDecoder().decode(raw.json);
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) && value['resourceType'] === raw.type && value['id'] === raw.id ? value : null;
  } catch {
    return null;
  }
}
