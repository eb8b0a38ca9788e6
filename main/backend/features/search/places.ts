import type { Database } from 'better-sqlite3';
import type { ResultDistance, SearchPlace } from '../../../../shared/contract/search.ts';
import { distanceKm, type Commune, type Gazetteer } from '../../gazetteer/index.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

interface OrganizationRow {
  readonly id: string;
  readonly name: string | null;
  readonly city: string | null;
  readonly commune: string | null;
  readonly department: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Where something stands, and whether that is only the centre of its commune. */
export interface Standing extends Point {
  readonly ofCommune: boolean;
}

/** Communes of the gazetteer and establishments of the region, as places distances start from. */
export class Places {
  readonly #gazetteer: Gazetteer | null;
  readonly #organization;
  readonly #departments;

  constructor(copy: Database, gazetteer: Gazetteer | null) {
    this.#gazetteer = gazetteer;
    this.#organization = copy.prepare<[string], OrganizationRow>(
      'SELECT id, name, city, commune, department, latitude, longitude FROM organization WHERE id = ?',
    );
    this.#departments = copy
      .prepare<[], string>('SELECT DISTINCT department FROM organization WHERE department IS NOT NULL')
      .pluck();
  }

  /** The place of a reference; null when it is gone. */
  resolve(ref: string | null): SearchPlace | null {
    if (ref === null) return null;
    const cut = ref.indexOf(':');
    const id = ref.slice(cut + 1);
    if (ref.startsWith('commune:')) {
      const commune = this.#gazetteer?.byCode(id) ?? null;
      return commune === null ? null : communePlace(commune);
    }
    const row = this.#organization.get(id);
    if (row === undefined) return null;
    const standing = this.standing(row.latitude, row.longitude, row.commune);
    return {
      ref,
      name: row.name ?? row.id,
      department: row.department,
      detail: row.city ?? '',
      latitude: standing?.latitude ?? null,
      longitude: standing?.longitude ?? null,
      approximateKm: standing?.ofCommune === true ? 0 : null,
    };
  }

  /** The place of a commune of the gazetteer. */
  ofCommune(code: string): SearchPlace | null {
    return this.resolve(`commune:${code}`);
  }

  /** Its own position, else the centre of its commune; null when neither is known. */
  standing(latitude: number | null, longitude: number | null, commune: string | null): Standing | null {
    if (latitude !== null && longitude !== null) return { latitude, longitude, ofCommune: false };
    const centre = commune === null ? null : (this.#gazetteer?.byCode(commune) ?? null);
    return centre === null
      ? null
      : { latitude: centre.latitude, longitude: centre.longitude, ofCommune: true };
  }

  /** Communes of a name or a code being typed, those of the départements of the region first. */
  communes(text: string, limit: number): SearchPlace[] {
    const found = this.#gazetteer?.find(text, 60) ?? [];
    const own = new Set(this.#departments.all());
    const here = found.filter(({ department }) => own.has(department));
    const elsewhere = found.filter(({ department }) => !own.has(department));
    return [...here, ...elsewhere].slice(0, limit).map(communePlace);
  }
}

function communePlace(commune: Commune): SearchPlace {
  return {
    ref: `commune:${commune.code}`,
    name: commune.name,
    department: commune.department,
    detail: commune.postalCodes.slice(0, 2).join(', '),
    latitude: commune.latitude,
    longitude: commune.longitude,
    approximateKm: commune.approximateKm,
  };
}

/** Great-circle distance from a place; null when no place was chosen. */
export function distanceFrom(place: SearchPlace | null, standing: Standing | null): ResultDistance | null {
  if (place === null) return null;
  const start = pointOf(place);
  if (start === null || standing === null) return { km: null, ofCommune: false };
  return { km: distanceKm(start, standing), ofCommune: standing.ofCommune };
}

/** The coordinates of a place, when it has some. */
export function pointOf({ latitude, longitude }: SearchPlace): Point | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
