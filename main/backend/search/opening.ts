import type { Database } from 'better-sqlite3';
import { isOpenAt, type OpeningHours, type OpeningState } from '../../../shared/domain/opening-hours.ts';

/** How long an answer about a set of hours is kept, in ms: hours are written in minutes. */
const kept = 60_000;

/**
 * Open or closed now for the hours of the index. Thousands of units share a few hundred sets of hours: each set is
 * read once and asked once a minute.
 */
export class OpeningNow {
  readonly #read;
  readonly #hours = new Map<number, OpeningHours | null>();
  readonly #states = new Map<number, OpeningState>();
  #minute = -1;

  constructor(database: Database) {
    this.#read = database.prepare<[number], string>('SELECT json FROM search_hours WHERE pk = ?').pluck();
  }

  /** The state at `now` (epoch ms) of a set of hours; "unknown" when none was sent. */
  state(pk: number | null, now: number): OpeningState {
    if (pk === null) return 'unknown';
    const minute = Math.floor(now / kept);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#states.clear();
    }
    const known = this.#states.get(pk);
    if (known !== undefined) return known;
    const hours = this.#of(pk);
    const state = hours === null ? 'unknown' : isOpenAt(hours, now);
    this.#states.set(pk, state);
    return state;
  }

  #of(pk: number): OpeningHours | null {
    const known = this.#hours.get(pk);
    if (known !== undefined) return known;
    const json = this.#read.get(pk);
    const hours = json === undefined ? null : (JSON.parse(json) as OpeningHours);
    if (this.#hours.size > 20_000) this.#hours.clear();
    this.#hours.set(pk, hours);
    return hours;
  }
}
