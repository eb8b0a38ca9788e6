import type { Database } from 'better-sqlite3';
import type { UnitBeds } from '../../../../shared/contract/search.ts';
import type { FigureRow } from '../../../../shared/domain/bed-figures.ts';
import { prepareLocation, type PreparedLocation } from '../../../../shared/domain/bed-prepare.ts';
import { readLocation, type LocationFigures } from '../../../../shared/domain/bed-reading.ts';
import { bedStateOf } from '../../../../shared/domain/bed-totals.ts';
import { defaultGroupRules } from '../../../../shared/domain/freshness.ts';
import { Slices } from './slices.ts';

type CapacityTuple = [
  ...[string, string | null, string | null, string | null, number | null, string | null, string | null],
  ...[number | null, string | null, string | null, string | null, string | null],
];

const columns = `location_id, type, status, temporality, count, source, gender, updated_at, closing_type,
  additional_bed_type, crisis, assignment`;

function figureRow(tuple: CapacityTuple): FigureRow {
  return {
    type: tuple[1],
    status: tuple[2],
    temporality: tuple[3],
    count: tuple[4],
    source: tuple[5],
    gender: tuple[6],
    updatedAt: tuple[7],
    closingType: tuple[8],
    additionalBedType: tuple[9],
    crisis: tuple[10],
    assignment: tuple[11],
  };
}

/** Locations read from one named change; beyond, everything is read again. */
const refreshLimit = 400;
/** Figures grow old: what was counted is counted again after this long (ms). */
const keptFor = 10 * 60_000;
const chunk = 3000;

const add = (total: number | null, more: number | null): number | null =>
  more === null ? total : (total ?? 0) + more;

/** Beds available by unit, for filters, order and ties. The figures of a row are read when it is shown. */
export class BedBook {
  readonly #now: () => number;
  readonly #statements;
  /** Available beds by Location id; only Locations with a figure that counts. */
  #byLocation = new Map<string, number>();
  #units: ReadonlyMap<string, number> | null = null;
  #readAt = 0;
  /** Counts what made the whole reading out of date. */
  #version = 0;
  #transmitted = false;
  readonly #changed = new Set<string>();
  /** Units read one by one since the last change, while the whole is not read. */
  readonly #single = new Map<string, number | null>();
  #loading: Promise<void> | null = null;

  constructor(copy: Database, now: () => number) {
    this.#now = now;
    this.#statements = {
      ofLocation: copy
        .prepare<[string], CapacityTuple>(
          `SELECT ${columns} FROM capacity WHERE location_id = ? ORDER BY ord`,
        )
        .raw(),
      locations: copy
        .prepare<[string], string>(
          'SELECT location_id FROM healthcare_service_location WHERE healthcare_service_id = ? ORDER BY ord',
        )
        .pluck(),
      capacities: copy
        .prepare<[string, number], CapacityTuple>(
          `SELECT ${columns} FROM capacity WHERE location_id > ? ORDER BY location_id, ord LIMIT ?`,
        )
        .raw(),
      links: copy
        .prepare<[string], string>(
          'SELECT healthcare_service_id FROM healthcare_service_location WHERE location_id = ?',
        )
        .pluck(),
    };
  }

  /** Notes a commit: no id named means that any figure may have changed. */
  invalidate(locationIds: readonly string[]): void {
    this.#single.clear();
    if (locationIds.length === 0 || this.#changed.size > refreshLimit) {
      this.#units = null;
      this.#version += 1;
    } else for (const id of locationIds) this.#changed.add(id);
  }

  /** What the Locations of a unit say now; null when none of them carries a bed figure. */
  of(unitId: string, offerClosed = false): UnitBeds | null {
    const now = this.#now();
    const figures: LocationFigures[] = [];
    let transmits = false;
    for (const id of this.#statements.locations.all(unitId)) {
      const tuples = this.#statements.ofLocation.all(id);
      if (tuples.length === 0) continue;
      const read = this.#read(prepareLocation(id, tuples.map(figureRow)), now);
      transmits ||= read.transmits;
      figures.push(read);
    }
    if (!transmits) return null;
    return bedsOfUnit(figures, offerClosed);
  }

  /** Available beds of some units, for a few ties. */
  some(unitIds: readonly string[]): ReadonlyMap<string, number> {
    if (this.#units !== null && this.#changed.size > 0) this.#refresh();
    const found = new Map<string, number>();
    for (const id of unitIds) {
      const available = this.#units === null ? this.#one(id) : (this.#units.get(id) ?? null);
      if (available !== null) found.set(id, available);
    }
    return found;
  }

  #one(unitId: string): number | null {
    let available = this.#single.get(unitId);
    if (available === undefined) {
      available = this.of(unitId)?.available ?? null;
      this.#single.set(unitId, available);
    }
    return available;
  }

  /** Available beds of every unit that has a figure recent enough, and whether the region sends any figure at all. */
  async all(): Promise<{ readonly units: ReadonlyMap<string, number>; readonly transmitted: boolean }> {
    const old = Math.abs(this.#now() - this.#readAt) > keptFor;
    if (this.#units === null || old) {
      this.#loading ??= this.#load().finally(() => {
        this.#loading = null;
      });
      await this.#loading;
    } else if (this.#changed.size > 0) this.#refresh();
    return { units: this.#units ?? new Map<string, number>(), transmitted: this.#transmitted };
  }

  #read(location: PreparedLocation, now: number): LocationFigures {
    return readLocation(location, { now, maxAgeHours: defaultGroupRules.thresholds.oldHours });
  }

  async #load(): Promise<void> {
    this.#changed.clear();
    const version = this.#version;
    const now = this.#now();
    const found = new Map<string, number>();
    const slices = new Slices();
    let after = '';
    let rows: CapacityTuple[];
    this.#transmitted = false;
    do {
      rows = this.#statements.capacities.all(after, chunk);
      // The last Location of a full chunk may go on in the next one; a Location larger than a chunk is taken as it is.
      const last = rows.at(-1)?.[0];
      const groups = Map.groupBy(rows, ([id]) => id);
      if (rows.length === chunk && last !== undefined && groups.size > 1) groups.delete(last);
      for (const [id, tuples] of groups) {
        const { available, transmits } = this.#read(prepareLocation(id, tuples.map(figureRow)), now);
        this.#transmitted ||= transmits;
        if (available.count !== null) found.set(id, available.count);
        after = id;
        if (slices.due) await slices.giveWay();
      }
    } while (rows.length === chunk);
    this.#byLocation = found;
    const units = new Map<string, number>();
    for (const [id, count] of found) {
      for (const unit of this.#statements.links.all(id)) units.set(unit, (units.get(unit) ?? 0) + count);
      if (slices.due) await slices.giveWay();
    }
    this.#units = units;
    // What changed while it was read is read again by the next question.
    this.#readAt = this.#version === version ? now : -Infinity;
  }

  #refresh(): void {
    const units = new Map(this.#units);
    const now = this.#now();
    const touched = new Set<string>();
    for (const id of this.#changed) {
      const tuples = this.#statements.ofLocation.all(id);
      const { available } = this.#read(prepareLocation(id, tuples.map(figureRow)), now);
      if (available.count === null) this.#byLocation.delete(id);
      else this.#byLocation.set(id, available.count);
      for (const unit of this.#statements.links.all(id)) touched.add(unit);
    }
    this.#changed.clear();
    for (const unit of touched) {
      let total: number | null = null;
      for (const id of this.#statements.locations.all(unit))
        total = add(total, this.#byLocation.get(id) ?? null);
      if (total === null) units.delete(unit);
      else units.set(unit, total);
    }
    this.#units = units;
  }
}

function bedsOfUnit(figures: readonly LocationFigures[], offerClosed: boolean): UnitBeds {
  let available: number | null = null;
  let staleAvailable: number | null = null;
  let installed: number | null = null;
  let closed: number | null = null;
  for (const figure of figures) {
    available = add(available, figure.available.count);
    staleAvailable = add(staleAvailable, figure.available.staleCount);
    installed = add(installed, figure.installed.count);
    closed = add(closed, figure.closed.count);
  }
  const behind = figures.flatMap(({ available: { fresh, stale } }) => (available === null ? stale : fresh));
  const dates = behind.flatMap(({ updatedAt }) => (updatedAt === null ? [] : [updatedAt]));
  return {
    available,
    staleAvailable,
    installed,
    state: bedStateOf(
      { allClosed: offerClosed, available, staleAvailable, installed, closed },
      defaultGroupRules.tightAtMost,
    ),
    updatedAt: dates.length === 0 ? null : new Date(Math.min(...dates)).toISOString(),
  };
}
