import type { Database } from 'better-sqlite3';
import type { BedVisibility } from '../../../../shared/contract/beds.ts';
import { activityGroupOf, type ActivityGroup } from '../../../../shared/domain/codes.ts';
import { audienceOf } from '../../../../shared/domain/audience.ts';
import { prepareLocation, type PreparedLocation } from '../../../../shared/domain/bed-prepare.ts';
import type { AgeRange } from '../../../../shared/domain/entities.ts';
import { bestPhone } from './phones.ts';
import {
  ordinaryViewer,
  readCapacities,
  readLinks,
  readSharing,
  readUnits,
  readVisibility,
  type Selection,
  type UnitRecord,
  type Viewer,
} from './queries.ts';

/** A unit as the boards need it, with its Locations ready to be read at any moment. */
export interface IndexedUnit {
  readonly id: string;
  readonly identifier: string | null;
  readonly name: string;
  /** Undefined outside the groups of the boards (only on the sheet of such a unit). */
  readonly group: ActivityGroup | undefined;
  readonly establishmentId: string | null;
  readonly establishment: string | null;
  readonly city: string | null;
  readonly department: string | null;
  readonly ageRange: AgeRange | null;
  readonly adult: boolean;
  readonly child: boolean;
  readonly phone: string | null;
  readonly closedFrom: string | null;
  readonly reopensOn: string | null;
  readonly sharesBedsWith: readonly string[];
  readonly locations: readonly PreparedLocation[];
}

export interface Snapshot {
  readonly visibility: BedVisibility;
  readonly units: readonly IndexedUnit[];
  readonly unitsByGroup: ReadonlyMap<string, readonly IndexedUnit[]>;
}

/** Beyond this many named Locations reading everything again costs no more than reading them one by one. */
const refreshLimit = 400;

/** Units of a selection with everything the boards show of them, in one read transaction. */
export function loadUnits(copy: Database, selection: Selection, viewer: Viewer): IndexedUnit[] {
  const links = readLinks(copy, selection, viewer);
  const capacities = readCapacities(copy, new Set(links.map(([, locationId]) => locationId)));
  const locations = new Map<string, PreparedLocation>();
  const byUnit = new Map<string, PreparedLocation[]>();
  for (const [unitId, locationId] of links) {
    let location = locations.get(locationId);
    if (location === undefined) {
      location = prepareLocation(locationId, capacities.get(locationId) ?? []);
      locations.set(locationId, location);
    }
    const list = byUnit.get(unitId);
    if (list === undefined) byUnit.set(unitId, [location]);
    else list.push(location);
  }
  const users = new Map<string, string[]>();
  for (const [locationId, unitId] of readSharing(copy, selection, viewer)) {
    const list = users.get(locationId);
    if (list === undefined) users.set(locationId, [unitId]);
    else list.push(unitId);
  }
  return readUnits(copy, selection, viewer).map((record) =>
    toUnit(record, byUnit.get(record.id) ?? [], users),
  );
}

function toUnit(
  record: UnitRecord,
  locations: readonly PreparedLocation[],
  users: ReadonlyMap<string, readonly string[]>,
): IndexedUnit {
  const ageRange =
    record.ageLow === null && record.ageHigh === null ? null : { low: record.ageLow, high: record.ageHigh };
  const others = new Set(locations.flatMap(({ id }) => users.get(id) ?? []));
  others.delete(record.id);
  return {
    id: record.id,
    identifier: record.identifier,
    name: record.name ?? record.identifier ?? record.id,
    group: activityGroupOf(record.offerType),
    establishmentId: record.establishmentId,
    establishment: record.establishment,
    city: record.city,
    department: record.department,
    ageRange,
    ...audienceOf(ageRange),
    phone: bestPhone(record.phones) ?? bestPhone(record.establishmentPhones),
    closedFrom: record.closedFrom,
    reopensOn: record.reopensOn,
    sharesBedsWith: [...others].toSorted(),
    locations,
  };
}

/**
 * The critical-care units in memory. Changes are only noted when they are announced and read at the next question,
 * so that a burst of commits costs one reading; named Locations are read alone. Always equal to a fresh load.
 */
export class BedIndex {
  readonly #copy: Database;
  readonly #viewer: Viewer;
  #snapshot: Snapshot | undefined;
  readonly #changed = new Set<string>();

  constructor(copy: Database, viewer: Viewer = ordinaryViewer) {
    this.#copy = copy;
    this.#viewer = viewer;
  }

  /** Notes a commit: `locationIds` null or empty means anything may have changed. */
  invalidate(locationIds: readonly string[] | null): void {
    if (locationIds === null || locationIds.length === 0) this.#snapshot = undefined;
    else for (const id of locationIds) this.#changed.add(id);
  }

  current(): Snapshot {
    if (this.#snapshot !== undefined && this.#changed.size === 0) return this.#snapshot;
    const known = this.#changed.size > refreshLimit ? undefined : this.#snapshot;
    const read = (): Snapshot => (known === undefined ? this.#load() : this.#refresh(known));
    // One read transaction: every statement sees the same commit.
    this.#snapshot = this.#copy.transaction(read)();
    this.#changed.clear();
    return this.#snapshot;
  }

  #load(): Snapshot {
    const units = loadUnits(this.#copy, { all: true }, this.#viewer);
    return {
      visibility: readVisibility(this.#copy),
      units,
      unitsByGroup: groupUnits(units),
    };
  }

  #refresh(known: Snapshot): Snapshot {
    const capacities = readCapacities(this.#copy, this.#changed);
    const replaced = new Map<string, PreparedLocation>();
    const renew = (location: PreparedLocation): PreparedLocation => {
      if (!this.#changed.has(location.id)) return location;
      let fresh = replaced.get(location.id);
      if (fresh === undefined) {
        fresh = prepareLocation(location.id, capacities.get(location.id) ?? []);
        replaced.set(location.id, fresh);
      }
      return fresh;
    };
    const units = known.units.map((unit) =>
      unit.locations.some(({ id }) => this.#changed.has(id))
        ? { ...unit, locations: unit.locations.map(renew) }
        : unit,
    );
    return {
      visibility: readVisibility(this.#copy),
      units,
      unitsByGroup: groupUnits(units),
    };
  }
}

function groupUnits(units: readonly IndexedUnit[]): ReadonlyMap<string, readonly IndexedUnit[]> {
  const groups = new Map<string, IndexedUnit[]>();
  for (const unit of units) {
    if (unit.group === undefined) continue;
    const list = groups.get(unit.group.id);
    if (list === undefined) groups.set(unit.group.id, [unit]);
    else list.push(unit);
  }
  return groups;
}
