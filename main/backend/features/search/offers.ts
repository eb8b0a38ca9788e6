import type { Database } from 'better-sqlite3';
import { audienceOf } from '../../../../shared/domain/audience.ts';
import { firstPk, lastPk } from '../../search/categories.ts';
import type { Places, Standing } from './places.ts';
import { Slices } from './slices.ts';

/** An offer (UO) as filters and order see it. */
export interface IndexedOffer {
  /** Of its search document; 0 while it has none. */
  readonly pk: number;
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly acronym: string;
  readonly unitType: string | null;
  readonly field: string | null;
  readonly ageLow: number | null;
  readonly ageHigh: number | null;
  readonly adult: boolean;
  readonly child: boolean;
  readonly sensitive: boolean;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly department: string | null;
  readonly establishmentId: string | null;
  readonly standing: Standing | null;
  readonly hours: number | null;
  readonly careModes: readonly string[];
  readonly sectors: readonly string[];
  /** `system|code`. */
  readonly equipment: readonly string[];
  readonly aptitudes: readonly string[];
}

export interface Concept {
  readonly kind: 'equipment' | 'aptitude';
  readonly ref: string;
  readonly name: string;
}

export interface OfferIndex {
  readonly offers: readonly IndexedOffer[];
  readonly byPk: ReadonlyMap<number, IndexedOffer>;
  /** Equipment and aptitudes by `system|code`. */
  readonly concepts: ReadonlyMap<string, Concept>;
  /** Changes with the content. */
  readonly generation: number;
}

type Row = [
  ...[string, string | null, string | null, string | null, number | null, number | null, number],
  ...[string | null, string | null, string | null, string | null, string, string, number | null],
  ...[string | null, string | null, number | null, number | null, string | null, number | null],
];

const chunk = 500;
/** While documents are still being written, the index is read again after this long (ms). */
const provisionalFor = 1_000;

const none: readonly string[] = [];

/**
 * Every offer of the copy in memory with what filters read: thousands are narrowed and counted in one pass. Read in
 * short slices at the first question after a change, so that other answers never wait for it.
 */
export class Offers {
  readonly #now: () => number;
  readonly #places: Places;
  readonly #statements;
  #index: OfferIndex | null = null;
  #dirty = true;
  #provisionalUntil = -Infinity;
  #generation = 0;
  #loading: Promise<OfferIndex> | null = null;

  constructor(copy: Database, places: Places, now: () => number) {
    this.#now = now;
    this.#places = places;
    this.#statements = {
      offers: copy
        .prepare<[string, number], Row>(
          `SELECT s.id, s.name, s.offer_type, s.field_of_activity, s.age_low, s.age_high, s.sensitive,
                  s.closed_from, s.reopens_on, s.department, coalesce(s.eg_id, s.ej_id, s.provided_by),
                  s.care_modes, s.psychiatric_sectors,
                  d.pk, d.name_key, d.acronym, d.latitude, d.longitude, d.commune, d.hours
             FROM healthcare_service s
             LEFT JOIN search_document d ON d.ref_type = 'HealthcareService' AND d.ref_id = s.id
            WHERE s.id > ? ORDER BY s.id LIMIT ?`,
        )
        .raw(),
      concepts: copy
        .prepare<[number, number, number, number], [number, string, string]>(
          'SELECT pk, ref_id, name FROM search_document WHERE pk BETWEEN ? AND ? OR pk BETWEEN ? AND ?',
        )
        .raw(),
      links: copy
        .prepare<[number], number>('SELECT concept FROM search_link WHERE document = ? ORDER BY concept')
        .pluck(),
      waiting: copy
        .prepare<[], number>("SELECT EXISTS (SELECT 1 FROM search_dirty WHERE type = 'HealthcareService')")
        .pluck(),
    };
  }

  /** Notes that the directory changed. */
  invalidate(): void {
    this.#dirty = true;
  }

  /** The offers of the copy as it is now. */
  current(): Promise<OfferIndex> {
    const provisional = this.#now() > this.#provisionalUntil;
    if (this.#index !== null && !this.#dirty && !provisional) return Promise.resolve(this.#index);
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #load(): Promise<OfferIndex> {
    this.#dirty = false;
    const slices = new Slices();
    const concepts = this.#readConcepts();
    const offers: IndexedOffer[] = [];
    const byPk = new Map<number, IndexedOffer>();
    let after = '';
    for (;;) {
      const rows = this.#statements.offers.all(after, chunk);
      for (const row of rows) {
        const offer = this.#offer(row, concepts);
        offers.push(offer);
        if (offer.pk !== 0) byPk.set(offer.pk, offer);
        after = offer.id;
      }
      if (rows.length < chunk) break;
      if (slices.due) await slices.giveWay();
    }
    this.#generation += 1;
    const index: OfferIndex = {
      offers,
      byPk,
      concepts: new Map([...concepts.values()].map((concept) => [concept.ref, concept])),
      generation: this.#generation,
    };
    this.#index = index;
    this.#provisionalUntil = this.#statements.waiting.get() === 1 ? this.#now() + provisionalFor : Infinity;
    return index;
  }

  #readConcepts(): ReadonlyMap<number, Concept> {
    const ranges = [
      firstPk('equipment'),
      lastPk('equipment'),
      firstPk('aptitude'),
      lastPk('aptitude'),
    ] as const;
    return new Map(
      this.#statements.concepts
        .all(...ranges)
        .map(([pk, ref, name]) => [
          pk,
          { kind: pk <= lastPk('equipment') ? ('equipment' as const) : ('aptitude' as const), ref, name },
        ]),
    );
  }

  #offer(row: Row, concepts: ReadonlyMap<number, Concept>): IndexedOffer {
    const [id, name, unitType, field, ageLow, ageHigh, sensitive, closedFrom, reopensOn, department] = row;
    const [, , , , , , , , , , establishmentId, careModes, sectors, pk, nameKey, acronym] = row;
    const equipment: string[] = [];
    const aptitudes: string[] = [];
    for (const link of pk === null ? [] : this.#statements.links.all(pk)) {
      const concept = concepts.get(link);
      if (concept !== undefined) (concept.kind === 'equipment' ? equipment : aptitudes).push(concept.ref);
    }
    return {
      pk: pk ?? 0,
      id,
      name: name ?? id,
      nameKey: nameKey ?? '',
      acronym: acronym ?? '',
      unitType,
      field,
      ageLow,
      ageHigh,
      ...audienceOf(ageLow === null && ageHigh === null ? null : { low: ageLow, high: ageHigh }),
      sensitive: sensitive === 1,
      closedFrom,
      reopensOn,
      department,
      establishmentId,
      standing: this.#places.standing(row[16], row[17], row[18]),
      hours: row[19],
      careModes: careModes === '[]' ? none : (JSON.parse(careModes) as string[]),
      sectors: sectors === '[]' ? none : (JSON.parse(sectors) as string[]),
      equipment: equipment.length === 0 ? none : equipment,
      aptitudes: aptitudes.length === 0 ? none : aptitudes,
    };
  }
}
