import { isObject, isSensitive, type Json, type JsonObject } from './filter.ts';

/**
 * What must not be written because a sensitive unit stands behind it: the unit, its places and its professionals
 * when no other unit refers to them (ror-fhir §1: they are visible only with the unit). Filled by a first reading.
 */
export class Withheld {
  readonly #withheld = new Set<string>();
  readonly #behind = new Set<string>();
  readonly #elsewhere = new Set<string>();
  /** Practitioner references by role, decided once all units are known. */
  readonly #roles: {
    readonly key: string;
    readonly services: readonly string[];
    readonly practitioner: string | null;
  }[] = [];

  /** Whether a resource of this type matters to the first reading. */
  static reads(type: string): boolean {
    return type === 'HealthcareService' || type === 'PractitionerRole';
  }

  /** First reading of one resource, in any order. */
  observe(key: string, resource: JsonObject): void {
    if (resource['resourceType'] === 'HealthcareService') {
      const sensitive = isSensitive(resource);
      if (sensitive) this.#withheld.add(key);
      for (const location of referencesIn(resource['location']))
        (sensitive ? this.#behind : this.#elsewhere).add(location);
      return;
    }
    if (resource['resourceType'] === 'PractitionerRole') {
      const services = referencesIn(resource['healthcareService']);
      this.#roles.push({ key, services, practitioner: referencesIn(resource['practitioner'])[0] ?? null });
    }
  }

  /** Ends the first reading: works out the places and professionals that have nothing but sensitive units. */
  settle(): void {
    for (const role of this.#roles) {
      const hidden =
        role.services.length > 0 && role.services.every((service) => this.#withheld.has(service));
      if (hidden) this.#withheld.add(role.key);
      if (role.practitioner !== null) (hidden ? this.#behind : this.#elsewhere).add(role.practitioner);
    }
    for (const key of this.#behind) if (!this.#elsewhere.has(key)) this.#withheld.add(key);
  }

  has(key: string): boolean {
    return this.#withheld.has(key);
  }

  /** The resource without its references to withheld ones, itself when it has none. */
  withoutReferences(resource: JsonObject): JsonObject {
    if (this.#withheld.size === 0) return resource;
    const kept = this.#strip(resource);
    return isObject(kept) ? kept : resource;
  }

  #strip(value: Json): Json | undefined {
    if (Array.isArray(value)) {
      const values = value as readonly Json[];
      const kept = values.map((entry) => this.#strip(entry)).filter((entry) => entry !== undefined);
      if (kept.length === values.length && kept.every((entry, index) => entry === values[index]))
        return values;
      return kept.length === 0 ? undefined : kept;
    }
    if (!isObject(value)) return value;
    const reference = value['reference'];
    if (typeof reference === 'string' && this.#withheld.has(keyOf(reference))) return undefined;
    let copy: Record<string, Json> | undefined;
    for (const [name, child] of Object.entries(value)) {
      if (child === undefined) continue;
      const kept = this.#strip(child);
      if (kept === child) continue;
      copy ??= Object.fromEntries(Object.entries(value)) as Record<string, Json>;
      if (kept === undefined) Reflect.deleteProperty(copy, name);
      else copy[name] = kept;
    }
    return copy ?? value;
  }
}

/** `Type/id` of a reference, absolute or relative, versioned or not. */
export function keyOf(reference: string): string {
  const parts = reference.replace(/\/_history\/.*$/, '').split('/');
  return parts.slice(-2).join('/');
}

function referencesIn(value: Json | undefined): string[] {
  const entries = Array.isArray(value) ? (value as readonly Json[]) : [value ?? null];
  return entries.flatMap((entry) => {
    const reference = isObject(entry) ? entry['reference'] : undefined;
    return typeof reference === 'string' ? [keyOf(reference)] : [];
  });
}
