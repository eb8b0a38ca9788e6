import type { Database } from 'better-sqlite3';
import { mapResource } from '../../region/mapping/index.ts';

/** How the region is told which Location is meant by a capacity patch (ror-fhir §6.1), or why it cannot be told. */
export type PatchIdentifier =
  { readonly known: true; readonly value: string } | { readonly known: false; readonly reason: string };

/** Levels climbed at most from the provider to the establishment. */
const highest = 8;

/**
 * Makes `<idNatStruct of the EG>/<external id>` identifiers from the resources as sent. The external id is identifier
 * type 26; places that have none are known by their own identifier (25).
 */
export class IdentifierReader {
  readonly #resource;
  readonly #establishments = new Map<string, string | null>();

  constructor(copy: Database) {
    this.#resource = copy
      .prepare<[string, string], string>('SELECT CAST(json AS TEXT) FROM resource WHERE type = ? AND id = ?')
      .pluck();
  }

  /** The directory changed: identifiers are read again. */
  forget(): void {
    this.#establishments.clear();
  }

  identifierOf(locationId: string, establishmentId: string): PatchIdentifier {
    const location = this.#read('Location', locationId);
    const external =
      location?.resourceType === 'Location' ? (location.externalId ?? location.identifier) : null;
    if (external === null) {
      return { known: false, reason: 'Cette unité n’a pas d’identifiant de synchronisation dans la région.' };
    }
    let establishment = this.#establishments.get(establishmentId);
    if (establishment === undefined) {
      establishment = this.#idNatStruct(establishmentId);
      this.#establishments.set(establishmentId, establishment);
    }
    return establishment === null
      ? {
          known: false,
          reason: 'L’établissement n’a pas d’identifiant national de structure dans la région.',
        }
      : { known: true, value: `${establishment}/${external}` };
  }

  #idNatStruct(establishmentId: string): string | null {
    let id: string | null = establishmentId;
    for (let level = 0; level < highest && id !== null; level++) {
      const organization = this.#read('Organization', id);
      if (organization?.resourceType !== 'Organization') return null;
      if (organization.idNatStruct !== null) return organization.idNatStruct;
      id = organization.partOf;
    }
    return null;
  }

  #read(type: 'Location' | 'Organization', id: string) {
    const json = this.#resource.get(type, id);
    if (json === undefined) return undefined;
    const mapped = mapResource(JSON.parse(json));
    return mapped.kept ? mapped.record : undefined;
  }
}
