/** Names behind URLs: extensions and nomenclatures. Both are cached by the URL as sent, which repeats endlessly. */

const cacheLimit = 20_000;

/** A cache that forgets everything rather than grow without end on hostile input. */
class UrlCache<V> {
  private readonly map = new Map<string, V>();
  private readonly compute: (url: string) => V;

  constructor(compute: (url: string) => V) {
    this.compute = compute;
  }

  get(url: string): V {
    const known = this.map.get(url);
    if (known !== undefined) return known;
    const value = this.compute(url);
    if (this.map.size >= cacheLimit) this.map.clear();
    this.map.set(url, value);
    return value;
  }
}

function lastSegment(url: string): string {
  const bare = url.replace(/[#|?].*$/s, '').replace(/\/+$/, '');
  return bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf(':')) + 1);
}

const extensionNames = new UrlCache((url) =>
  lastSegment(url)
    .toLowerCase()
    .replace(/^structuredefinition-/, '')
    .replace(/[-_.\s]/g, ''),
);

/**
 * The name an extension is dispatched on: last URL segment, lower case, without `StructureDefinition-` and without
 * separators. One name covers http/https, renamed hosts and pre-0.4.0 spellings such as `RORPractitionerRoleName`
 * (ror-fhir §4).
 */
export function extensionName(url: string): string {
  return extensionNames.get(url);
}

/** Value sets that draw on exactly one nomenclature: old bodies use the value-set URL as the coding system. */
const nomenclatureOfValueSet: Readonly<Record<string, string>> = {
  JDV_J16: 'TRE_R210',
  JDV_J18: 'TRE_R212',
  JDV_J19: 'TRE_R213',
  JDV_J20: 'TRE_R227',
  JDV_J26: 'TRE_R236',
  JDV_J28: 'TRE_R238',
  JDV_J29: 'TRE_R239',
  JDV_J30: 'TRE_R240',
  JDV_J31: 'TRE_R241',
  JDV_J32: 'TRE_R242',
  JDV_J33: 'TRE_R243',
  JDV_J35: 'TRE_R245',
  JDV_J187: 'TRE_R329',
  JDV_J188: 'TRE_R330',
  JDV_J189: 'TRE_R331',
  JDV_J190: 'TRE_R332',
  JDV_J191: 'TRE_R333',
  JDV_J192: 'TRE_R334',
  JDV_J193: 'TRE_R335',
  JDV_J194: 'TRE_R336',
  JDV_J195: 'TRE_R337',
  JDV_J198: 'TRE_R343',
  JDV_J201: 'TRE_R286',
  JDV_J217: 'TRE_R23',
  JDV_J221: 'TRE_R287',
  JDV_J222: 'TRE_R283',
  JDV_J224: 'TRE_R203',
  JDV_J225: 'TRE_R200',
  JDV_J226: 'TRE_R338',
  JDV_J227: 'TRE_R253',
  JDV_J228: 'TRE_R340',
  JDV_J238: 'TRE_R244',
};

export interface Nomenclature {
  /** `TRE_R244`, or the URL as sent when it is foreign. */
  readonly name: string;
  /** `nos`: a nomenclature of the NOS; `none`: the URL names none (the NOS root, a profile URL); `foreign`: another source. */
  readonly kind: 'nos' | 'none' | 'foreign';
}

const nomenclatures = new UrlCache((url): Nomenclature => {
  const found = [...url.matchAll(/(TRE|JDV|ASS)[_-]([A-Z]{1,2}\d+)/gi)].at(-1);
  if (found !== undefined) {
    const name = `${found[1] ?? ''}_${found[2] ?? ''}`.toUpperCase();
    return { name: nomenclatureOfValueSet[name] ?? name, kind: 'nos' };
  }
  if (url.trim() === '' || /\/NOS\/?$/i.test(url) || /\/ig\/fhir\/ror\d*\//i.test(url))
    return { name: url, kind: 'none' };
  return { name: url, kind: 'foreign' };
});

/** The nomenclature behind any spelling of a coding system (underscores or hyphens, http or https, value set or TRE). */
export function nomenclature(url: string): Nomenclature {
  return nomenclatures.get(url);
}
