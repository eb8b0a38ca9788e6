import type { Database } from 'better-sqlite3';
import type { ResultEstablishment, ResultUnit } from '../../../../shared/contract/search.ts';
import { systems } from '../../../../shared/domain/codes.ts';
import {
  openingStatus,
  type OpeningHours,
  type OpeningStatus,
} from '../../../../shared/domain/opening-hours.ts';
import type { Viewer } from '../../viewer.ts';
import type { BedBook } from './beds.ts';
import { isClosed } from './narrow.ts';
import type { IndexedOffer } from './offers.ts';
import type { EstablishmentFacts, EstablishmentGroup } from './order.ts';
import { phoneToCall } from './phones.ts';
import { distanceFrom, type Places, type Standing } from './places.ts';
import type { Answer } from './results.ts';

interface OrganizationRow {
  readonly name: string | null;
  readonly level: string;
  readonly city: string | null;
  readonly department: string | null;
  readonly phones: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly commune: string | null;
}

const minute = 60_000;

/** Makes the rows that are shown, a page at a time. */
export class RowMaker {
  readonly #beds: BedBook;
  readonly #places: Places;
  readonly #labels: (system: string) => ReadonlyMap<string, string>;
  readonly #statements;
  readonly #openings = new Map<number, OpeningStatus>();
  #minute = -1;

  constructor(
    copy: Database,
    parts: {
      readonly beds: BedBook;
      readonly places: Places;
      readonly labels: (system: string) => ReadonlyMap<string, string>;
    },
  ) {
    this.#beds = parts.beds;
    this.#places = parts.places;
    this.#labels = parts.labels;
    this.#statements = {
      organization: copy.prepare<[string], OrganizationRow>(
        'SELECT name, level, city, department, phones, latitude, longitude, commune FROM organization WHERE id = ?',
      ),
      phones: copy.prepare<[string], string>('SELECT phones FROM healthcare_service WHERE id = ?').pluck(),
      hours: copy.prepare<[number], string>('SELECT json FROM search_hours WHERE pk = ?').pluck(),
    };
  }

  unit(offer: IndexedOffer, answer: Answer, viewer: Viewer): ResultUnit {
    const { at, place } = answer;
    const closed = isClosed(offer, at);
    const organization =
      offer.establishmentId === null ? undefined : this.#statements.organization.get(offer.establishmentId);
    const own = phoneToCall(this.#statements.phones.get(offer.id) ?? null, viewer.ceiling);
    const others = own === null ? phoneToCall(organization?.phones ?? null, viewer.ceiling) : null;
    return {
      id: offer.id,
      name: offer.name,
      unitType:
        offer.unitType === null
          ? null
          : {
              system: systems.offerType,
              code: offer.unitType,
              display: this.#labels(systems.offerType).get(offer.unitType) ?? null,
            },
      establishmentId: offer.establishmentId,
      establishment: organization?.name ?? null,
      city: organization?.city ?? null,
      department: offer.department,
      distance: distanceFrom(place, offer.standing),
      opening: this.#opening(offer.hours, at.now),
      offerClosed: closed ? { from: offer.closedFrom ?? '', reopensOn: offer.reopensOn } : null,
      ageRange:
        offer.ageLow === null && offer.ageHigh === null ? null : { low: offer.ageLow, high: offer.ageHigh },
      adult: offer.adult,
      child: offer.child,
      beds: this.#beds.of(offer.id, closed),
      phone: own ?? others,
      phoneOf: own === null && others !== null ? (organization?.name ?? null) : null,
    };
  }

  /** What puts an establishment in order; null when the copy does not hold it. */
  facts(id: string, answer: Answer): EstablishmentFacts | null {
    const row = this.#statements.organization.get(id);
    if (row === undefined) return null;
    return { name: row.name ?? id, km: distanceFrom(answer.place, this.#standing(row))?.km ?? null };
  }

  establishment(group: EstablishmentGroup, answer: Answer, viewer: Viewer): ResultEstablishment {
    const row = this.#statements.organization.get(group.id);
    const { id, name, units, openUnits, unitsWithBeds } = group;
    return {
      ...{ id, name, units, openUnits, unitsWithBeds },
      level: row?.level ?? 'UNKNOWN',
      city: row?.city ?? null,
      department: row?.department ?? null,
      distance: distanceFrom(answer.place, row === undefined ? null : this.#standing(row)),
      phone: phoneToCall(row?.phones ?? null, viewer.ceiling),
    };
  }

  #standing({ latitude, longitude, commune }: OrganizationRow): Standing | null {
    return this.#places.standing(latitude, longitude, commune);
  }

  /** Hours are shared by many units and written in minutes: each set is asked once a minute. */
  #opening(pk: number | null, now: number): OpeningStatus | null {
    if (pk === null) return null;
    const current = Math.floor(now / minute);
    if (current !== this.#minute) {
      this.#minute = current;
      this.#openings.clear();
    }
    const known = this.#openings.get(pk);
    if (known !== undefined) return known;
    const json = this.#statements.hours.get(pk);
    if (json === undefined) return null;
    const status = openingStatus(JSON.parse(json) as OpeningHours, now);
    this.#openings.set(pk, status);
    return status;
  }
}
