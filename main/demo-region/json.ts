/** FHIR as it travels: nothing is taken for granted about its shape, since real servers send untidy resources. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}
export interface Resource extends JsonObject {
  resourceType: string;
  id: string;
}

/** The value when it is an object, else an empty one. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** A list whatever was sent: absent gives [], a lone value gives a list of one (a known oddity of real servers). */
export function asArray(value: Json | undefined): Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Objects of a list, other values left out. */
export function objects(value: Json | undefined): JsonObject[] {
  return asArray(value).map(asObject);
}

/** The value when it is a text, else undefined. */
export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Parses a FHIR resource. Errors: SyntaxError when it is not JSON or not an object with a type and an id. */
export function parseResource(text: string): Resource {
  const parsed = JSON.parse(text) as Json;
  const { resourceType, id } = asObject(parsed);
  if (typeof resourceType !== 'string' || typeof id !== 'string')
    throw new SyntaxError('not a FHIR resource');
  return { ...asObject(parsed), resourceType, id };
}

/** Last segment of an extension URL: what the ROR dispatches on, whatever the host and the scheme. */
export function lastSegment(url: Json | undefined): string {
  return typeof url === 'string' ? (url.split('/').at(-1) ?? '') : '';
}

/** Folds case and accents, so that "Réa" finds "REA". */
export function fold(text: string): string {
  // Most names are plain ASCII: they need no decomposition, which is what costs.
  if (/^[ -~]*$/u.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A copy without some keys. */
export function omit(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
