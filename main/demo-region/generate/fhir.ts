import type { Json, JsonObject } from '../json.ts';

/** Short builders of the FHIR shapes of the national guide (ror-fhir §2). */
export const SD = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';

/** Address of a national nomenclature: `nos('TRE_R244-CategorieOrganisation')`. */
export function nos(name: string): string {
  return `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;
}

const cache = new Map<string, JsonObject>();

/** A CodeableConcept of a national nomenclature. The same one is shared: never change it in place. */
export function concept(name: string, code: string, display: string): JsonObject {
  const key = `${name}|${code}|${display}`;
  let known = cache.get(key);
  if (known === undefined) {
    known = { coding: [{ system: nos(name), code, display }] };
    cache.set(key, known);
  }
  return known;
}

/** A ROR extension with one value: `extension('ror-comment', 'valueString', '…')`. */
export function extension(id: string, valueKey: string, value: Json): JsonObject {
  return { url: `${SD}${id}`, [valueKey]: value };
}

/** A ROR extension made of others. */
export function complex(id: string, parts: JsonObject[]): JsonObject {
  return { url: `${SD}${id}`, extension: parts };
}

/** A sub-extension, whose url is a bare name. */
export function part(url: string, valueKey: string, value: Json): JsonObject {
  return { url, [valueKey]: value };
}

/** Source region of every resource: Île-de-France (TRE_R30). */
export const regionTag: JsonObject = {
  system: nos('TRE_R30-RegionOM'),
  code: '11',
  display: 'Île-de-France',
};

/** ISO date and time in UTC, to the second, from milliseconds since 1970. */
export function isoSeconds(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** ISO date, from milliseconds since 1970. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Confidentiality labels as servers still send them (old wording) or as the current value set says. */
const confidentialityLabels = {
  '1': ['Accès libre', 'Visible du grand public'],
  '2': ['Accès restreint', 'Visible par les professionnels'],
  '3': ['Accès très restreint', 'Visible régulation et gestion de crise'],
} as const;
export type Confidentiality = keyof typeof confidentialityLabels;

/** Confidentiality level (TRE_R283); both wordings are seen in real answers. */
export function confidentiality(level: Confidentiality, oldWording: boolean): JsonObject {
  return concept('TRE_R283-NiveauConfidentialite', level, confidentialityLabels[level][oldWording ? 0 : 1]);
}

const channels = {
  phone: ['2', 'Téléphone fixe'],
  mobile: ['1', 'Téléphone mobile'],
  email: ['3', 'Courrier électronique'],
} as const;
export type Channel = keyof typeof channels;

/** Communication channel (TRE_R200). */
export function channel(kind: Channel): JsonObject {
  const [code, display] = channels[kind];
  return concept('TRE_R200-CanalCommunication', code, display);
}

/** A ContactPoint with the extensions of the guide (§2.5). */
export function telecom(kind: Channel, value: string, level: Confidentiality, usage?: string): JsonObject {
  return {
    extension: [
      extension('ror-telecom-communication-channel', 'valueCodeableConcept', channel(kind)),
      ...(usage === undefined ? [] : [extension('ror-telecom-usage', 'valueString', usage)]),
      extension('ror-telecom-confidentiality-level', 'valueCodeableConcept', confidentiality(level, true)),
    ],
    system: kind === 'email' ? 'email' : 'phone',
    value,
  };
}
