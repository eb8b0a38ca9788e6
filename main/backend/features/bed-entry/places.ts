import type { Database } from 'better-sqlite3';
import { activityGroups, activityGroupOf } from '../../../../shared/domain/codes.ts';
import type { EntrySource } from '../../../../shared/domain/bed-entry/figures.ts';
import { isOfferClosed } from '../../../../shared/domain/offer-closing.ts';
import type { Viewer } from '../../viewer.ts';

/** A Location whose beds a person may enter, with the units that use it. */
export interface EntryPlace {
  readonly locationId: string;
  readonly place: string | null;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly establishmentId: string;
  readonly establishment: string;
  readonly group: string;
  readonly sources: readonly EntrySource[];
}

interface Link {
  readonly locationId: string;
  readonly place: string | null;
  readonly ord: number;
  readonly unitId: string;
  readonly unit: string;
  readonly offerType: string;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly establishmentId: string;
  readonly establishment: string;
}

const offerTypes = activityGroups
  .flatMap((group) => group.offerTypes)
  .map((type) => `'${type}'`)
  .join(', ');
const groupOrder = new Map(activityGroups.map(({ id }, index) => [id, index]));
const collator = new Intl.Collator('fr', { numeric: true });

/** Reads the critical-care places of establishments. Sensitive units are left out here, never later. */
export class PlaceReader {
  readonly #links;
  readonly #sources;
  readonly #establishmentOf;
  readonly #now: () => number;

  constructor(copy: Database, now: () => number) {
    this.#now = now;
    this.#links = copy.prepare<[string, number], Link>(
      `SELECT l.location_id AS locationId, p.name AS place, l.ord, s.id AS unitId,
              coalesce(s.name, s.identifier, s.id) AS unit, s.offer_type AS offerType, s.closed_from AS closedFrom,
              s.reopens_on AS reopensOn, s.eg_id AS establishmentId, coalesce(o.name, o.id) AS establishment
         FROM healthcare_service s
         JOIN organization o ON o.id = s.eg_id
         JOIN healthcare_service_location l ON l.healthcare_service_id = s.id
         LEFT JOIN location p ON p.id = l.location_id
        WHERE s.eg_id IN (SELECT value FROM json_each(?)) AND s.offer_type IN (${offerTypes}) AND s.sensitive <= ?
        ORDER BY s.id, l.ord`,
    );
    this.#sources = copy
      .prepare<[string]>(
        `SELECT type, status, temporality, count, source, gender, updated_at, closing_type, additional_bed_type, crisis,
                assignment, comment
           FROM capacity WHERE location_id = ? ORDER BY ord`,
      )
      .raw();
    this.#establishmentOf = copy
      .prepare<[string], string>(
        `SELECT DISTINCT s.eg_id FROM healthcare_service_location l JOIN healthcare_service s ON s.id = l.healthcare_service_id
          WHERE l.location_id = ? AND s.eg_id IS NOT NULL AND s.offer_type IN (${offerTypes}) ORDER BY 1`,
      )
      .pluck();
  }

  /** Establishments whose critical-care units use a Location: what a right is checked against. */
  establishmentsOf(locationId: string): string[] {
    return this.#establishmentOf.all(locationId);
  }

  sourcesOf(locationId: string): EntrySource[] {
    return (this.#sources.all(locationId) as SourceTuple[]).map(toSource);
  }

  /** Places of these establishments, by establishment, activity and name. */
  places(establishments: readonly string[], viewer: Pick<Viewer, 'seesSensitive'>): EntryPlace[] {
    const links = this.#links
      .all(JSON.stringify(establishments), viewer.seesSensitive ? 1 : 0)
      .filter(({ closedFrom, reopensOn }) => !isOfferClosed(closedFrom, reopensOn, this.#now()));
    const sources = new Map<string, EntrySource[]>();
    for (const { locationId } of links) {
      if (!sources.has(locationId)) sources.set(locationId, this.sourcesOf(locationId));
    }
    // A unit's other places (waiting room, consultation) carry no beds; one that has none at all starts with its first.
    const withBeds = new Set(links.filter((each) => has(sources, each)).map(({ unitId }) => unitId));
    const kept = links.filter((each) => has(sources, each) || (!withBeds.has(each.unitId) && each.ord === 0));
    return [...Map.groupBy(kept, ({ locationId }) => locationId)]
      .flatMap(([locationId, members]) => toPlace(locationId, members, sources.get(locationId) ?? []))
      .toSorted(comparePlaces);
  }
}

function has(sources: ReadonlyMap<string, readonly EntrySource[]>, { locationId }: Link): boolean {
  return (sources.get(locationId)?.length ?? 0) > 0;
}

function toPlace(
  locationId: string,
  members: readonly Link[],
  sources: readonly EntrySource[],
): EntryPlace[] {
  const [first] = members;
  if (first === undefined) return [];
  return [
    {
      locationId,
      place: first.place,
      units: members.map(({ unitId, unit }) => ({ id: unitId, name: unit })),
      establishmentId: first.establishmentId,
      establishment: first.establishment,
      group: activityGroupOf(first.offerType)?.id ?? '',
      sources,
    },
  ];
}

function comparePlaces(a: EntryPlace, b: EntryPlace): number {
  return (
    collator.compare(a.establishment, b.establishment) ||
    (a.establishmentId < b.establishmentId ? -1 : a.establishmentId > b.establishmentId ? 1 : 0) ||
    (groupOrder.get(a.group) ?? 99) - (groupOrder.get(b.group) ?? 99) ||
    collator.compare(a.units[0]?.name ?? '', b.units[0]?.name ?? '') ||
    (a.locationId < b.locationId ? -1 : 1)
  );
}

type SourceTuple = [
  ...[string | null, string | null, string | null, number | null, string | null, string | null],
  ...[number | null, string | null, string | null, string | null, string | null, string | null],
];

function toSource(row: SourceTuple): EntrySource {
  return {
    type: row[0],
    status: row[1],
    temporality: row[2],
    count: row[3],
    source: row[4],
    gender: row[5],
    updatedAt: row[6],
    closingType: row[7],
    additionalBedType: row[8],
    crisis: row[9],
    assignment: row[10],
    comment: row[11],
  };
}
