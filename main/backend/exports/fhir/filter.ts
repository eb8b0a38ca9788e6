import type { Viewer } from '../model.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Level 3 (regulation and crisis management) never leaves in an export, whoever asks (product.md §3). */
const highestExported = 2;

/**
 * The resource without what the viewer may not see, or null when it may not be seen at all (a sensitive
 * HealthcareService). The same object comes back when nothing had to go, so that it can be written as received.
 *
 * A contact or a telecom leaves when its confidentiality level (TRE_R283) is above the viewer's, is 3, or is unknown;
 * the level may sit in `telecom[]` of any resource, in `Organization.contact[]` and its telecoms, and in the
 * `ror-healthcareservice-contact` extension and its telecoms (ror-fhir §2.2, §2.5). So do the narrative, which may
 * repeat them, and the home address, birth date and photo of a professional, which have no level at all.
 */
export function filterResource(resource: JsonObject, viewer: Viewer): JsonObject | null {
  if (isSensitive(resource)) return null;
  const kept = filterValue(resource, '', Math.min(viewer.level, highestExported));
  return isObject(kept) ? kept : null;
}

/** A sensitive unit: `ror-healthcareservice-sensitive-unit` with anything but an explicit `false`. */
export function isSensitive(resource: JsonObject): boolean {
  if (resource['resourceType'] !== 'HealthcareService') return false;
  return extensionsOf(resource).some(
    (extension) =>
      nameOf(extension) === 'ror-healthcareservice-sensitive-unit' && extension['valueBoolean'] !== false,
  );
}

const personal = new Set(['address', 'birthDate', '_birthDate', 'photo']);

/** The value without its confidential parts; `undefined` when nothing of it may stay. `key` is where it sits. */
function filterValue(value: Json, key: string, level: number): Json | undefined {
  if (Array.isArray(value)) return filterArray(value as readonly Json[], key, level);
  if (!isObject(value)) return value;
  if (isWithheld(value, key, level)) return undefined;
  let copy: Record<string, Json> | undefined;
  const isPerson = value['resourceType'] === 'Practitioner';
  const isResource = typeof value['resourceType'] === 'string';
  for (const [name, child] of Object.entries(value)) {
    if (child === undefined) continue;
    const dropped = (isPerson && personal.has(name)) || (isResource && name === 'text');
    const kept = dropped ? undefined : filterValue(child, name, level);
    if (kept === child) continue;
    copy ??= Object.fromEntries(Object.entries(value)) as Record<string, Json>;
    if (kept === undefined) Reflect.deleteProperty(copy, name);
    else copy[name] = kept;
  }
  return copy ?? value;
}

/** FHIR forbids empty arrays: one that loses all its entries goes. */
function filterArray(values: readonly Json[], key: string, level: number): readonly Json[] | undefined {
  const kept: Json[] = [];
  let changed = false;
  for (const value of values) {
    const filtered = filterValue(value, key, level);
    if (filtered !== value) changed = true;
    if (filtered !== undefined) kept.push(filtered);
  }
  if (!changed) return values;
  return kept.length === 0 ? undefined : kept;
}

function isWithheld(value: JsonObject, key: string, level: number): boolean {
  if (isSensitive(value)) return true;
  const own = confidentialityOf(value);
  if (own !== undefined) return own === null || own > level;
  return needsLevel(value, key);
}

/** Whether an element that carries no level should have carried one. */
function needsLevel(value: JsonObject, key: string): boolean {
  if (key === 'telecom' || key === 'contact') return true;
  const name = nameOf(value);
  return name === 'ror-healthcareservice-contact' || name === 'ror-healthcareservice-contact-telecom';
}

/** Every name the level goes by: contact of a structure, of an offer, telecom, and the legacy one. */
const levelName = /^ror-(?:contact-|telecom-|contact-telecom-)?confidentiality-level$/;

/** The strictest level carried by the element itself: undefined when it carries none, null when it cannot be read. */
function confidentialityOf(value: JsonObject): number | null | undefined {
  let strictest: number | null | undefined;
  for (const extension of extensionsOf(value)) {
    if (!levelName.test(nameOf(extension) ?? '')) continue;
    const level = levelOf(extension);
    if (level === null) return null;
    strictest = Math.max(strictest ?? 0, level);
  }
  return strictest;
}

function levelOf(extension: JsonObject): number | null {
  const concept = extension['valueCodeableConcept'];
  const coding = isObject(concept) ? concept['coding'] : extension['valueCoding'];
  const codings = Array.isArray(coding) ? (coding as readonly Json[]) : [coding ?? null];
  const codes = codings.map((entry) => (isObject(entry) ? entry['code'] : undefined));
  if (codes.length === 0 || codes[0] === undefined)
    codes.splice(0, 1, extension['valueCode'] ?? extension['valueInteger']);
  const levels = codes.map((code) =>
    typeof code === 'number' ? code : ['', '1', '2', '3'].indexOf(typeof code === 'string' ? code : 'none'),
  );
  return levels.every((level) => level === 1 || level === 2 || level === 3) ? Math.max(...levels) : null;
}

function extensionsOf(value: JsonObject): readonly JsonObject[] {
  const extensions = value['extension'];
  return Array.isArray(extensions) ? (extensions as readonly Json[]).filter(isObject) : [];
}

/** Last segment of an extension's URL, lower-cased: hosts and schemes change, names stay (ror-fhir §4). */
function nameOf(value: JsonObject): string | undefined {
  const url = value['url'];
  return typeof url === 'string' ? url.slice(url.lastIndexOf('/') + 1).toLowerCase() : undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
