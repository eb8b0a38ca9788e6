import { addRow, capacityRows, rewriteRow, rowCode, rowCount } from './generate/capacity.ts';
import type { JsonObject, Resource } from './json.ts';
import type { Random } from './random.ts';
import type { Entry, Store } from './store.ts';
import type { CapacityChange } from './types.ts';

/** Bed entries of an ordinary day in the region (field.md A.1). */
export const entriesPerDay = 1500;
const peaks = [7, 14, 20] as const;
const parisHour = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  hour: 'numeric',
  minute: 'numeric',
  hourCycle: 'h23',
});

/** Relative pace of bed entries at an hour of the day (0–24, Paris): three rounds a day, average 1. */
export function rhythm(hour: number): number {
  const near = (peak: number): number => {
    const gap = Math.min(Math.abs(hour - peak), 24 - Math.abs(hour - peak));
    return Math.exp(-(gap * gap) / (2 * 0.9 * 0.9));
  };
  // Each bell covers 0.9 × √2π ≈ 2.26 hours; with a floor of 0.3 the day averages 1.
  return 0.3 + ((0.7 * 24) / (peaks.length * 2.256)) * peaks.reduce((sum, peak) => sum + near(peak), 0);
}

const tick = 200;

/** Makes beds live: a timer enters new figures at the daily rhythm, and tests do it on demand. */
export class Live {
  readonly #store: Store;
  readonly #random: Random;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #speed = 0;
  #due = 0;
  #known: { size: number; refs: string[] } = { size: -1, refs: [] };

  constructor(store: Store, random: Random, now: () => number) {
    this.#store = store;
    this.#random = random;
    this.#now = now;
  }

  /** Changes the pace; 0 stops. */
  setSpeed(speed: number): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#speed = speed;
    if (speed > 0) this.#timer = setInterval(() => this.#turn(), tick).unref();
  }

  stop(): void {
    this.setSpeed(0);
  }

  #turn(): void {
    const [hour = 0, minute = 0] = parisHour.format(this.#now()).split(':').map(Number);
    this.#due += (entriesPerDay / 86_400_000) * tick * this.#speed * rhythm(hour + minute / 60);
    const count = Math.floor(this.#due);
    this.#due -= count;
    if (count > 0) this.updateBeds(count);
  }

  /** Locations with bed counts, of units of these offer types (TRE_R244) when given. */
  bedLocations(offerTypes?: readonly string[]): Entry[] {
    const entries = [...this.#store.list('Location')].filter(
      ({ essentials }) => essentials.tokens['capacity-status'] !== undefined,
    );
    if (offerTypes === undefined) return entries;
    const has = (entry: Entry): boolean =>
      entry.essentials.tokens['service-category']?.some((token) =>
        offerTypes.includes(token.slice(token.indexOf('|') + 1)),
      ) ?? false;
    return entries.filter(({ ref }) => this.#store.referrers(ref, 'HealthcareService', 'location').some(has));
  }

  /** Enters new figures in `count` distinct Locations; returns their ids. */
  updateBeds(count: number): string[] {
    const size = this.#store.size('Location');
    if (this.#known.size !== size) this.#known = { size, refs: this.bedLocations().map(({ ref }) => ref) };
    const { refs } = this.#known;
    const chosen = new Set<string>();
    while (chosen.size < Math.min(count, refs.length)) chosen.add(this.#random.pick(refs));
    const changed: string[] = [];
    for (const ref of chosen) {
      const entry = this.#store.at(ref);
      if (entry === undefined) continue;
      const location = this.#store.read(entry);
      this.#enter(location);
      this.#store.put(location, this.#now());
      changed.push(entry.id);
    }
    return changed;
  }

  /** Someone comes in or leaves: free and occupied move together, within the installed beds. */
  #enter(location: Resource): void {
    const rows = currentRows(location);
    const now = this.#now();
    const total = (status: string): number =>
      rows
        .filter((row) => rowCode(row, 'capacityStatus') === status)
        .reduce((sum, row) => sum + Math.max(0, rowCount(row)), 0);
    const room = Math.max(0, total('01') - total('04') - total('05'));
    const free = rows.filter((row) => rowCode(row, 'capacityStatus') === '02');
    if (free.length === 0) {
      addRow(location, {
        status: '02',
        gender: '04',
        count: this.#random.int(0, Math.min(3, room)),
        at: now,
      });
      return;
    }
    const moved = this.#random.pick(free);
    const others = free
      .filter((row) => row !== moved)
      .reduce((sum, row) => sum + Math.max(0, rowCount(row)), 0);
    const before = rowCount(moved);
    const most = Math.max(0, room - others);
    const up = before <= 0 || (before < most && this.#random.chance(0.5));
    const after = Math.min(most, Math.max(0, up ? Math.max(0, before) + 1 : before - 1));
    rewriteRow(moved, after, now);
    for (const row of rows) {
      const status = rowCode(row, 'capacityStatus');
      if (status === '03') rewriteRow(row, Math.max(0, room - others - after), now);
      else if (status === '04' || (status === '02' && row !== moved))
        rewriteRow(row, Math.max(0, rowCount(row)), now);
    }
  }

  /** Sets figures of a Location. Errors: RangeError when it does not exist. */
  setCapacity(locationId: string, change: CapacityChange): void {
    const entry = this.#store.get('Location', locationId);
    if (entry === undefined) throw new RangeError(`unknown Location ${locationId}`);
    const location = this.#store.read(entry);
    const at = change.at ?? this.#now();
    const set = (status: string, count: number, gender: string | null): void => {
      const row = currentRows(location).find(
        (item) =>
          rowCode(item, 'capacityStatus') === status && rowCode(item, 'genderCapacityAvailable') === gender,
      );
      if (row !== undefined) rewriteRow(row, count, at);
      else
        addRow(location, {
          status,
          count,
          at,
          ...(gender === null ? {} : { gender }),
          ...(status === '05' ? { closing: '01' } : {}),
        });
    };
    const counts = [
      ['01', change.installed],
      ['03', change.occupied],
      ['04', change.reserved],
    ] as const;
    for (const [status, count] of counts) if (count !== undefined) set(status, count, null);
    if (change.closed !== undefined) set('05', change.closed, null);
    if (typeof change.available === 'number') {
      // One figure for the whole unit: the split by gender it had no longer holds.
      for (const row of currentRows(location))
        if (rowCode(row, 'capacityStatus') === '02') rewriteRow(row, 0, at);
      set('02', change.available, '04');
    } else for (const [gender, count] of Object.entries(change.available ?? {})) set('02', count, gender);
    this.#store.put(location, this.#now());
  }
}

/** Counts that hold now and are earmarked for nobody: the only ones that can be added up. */
function currentRows(location: Resource): JsonObject[] {
  return capacityRows(location).filter(
    (row) => rowCode(row, 'temporalityCapacity') === '01' && rowCode(row, 'temporaryAssignement') === '01',
  );
}
