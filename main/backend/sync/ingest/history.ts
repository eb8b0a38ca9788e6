import type { Database } from 'better-sqlite3';
import type { CapacityIndicator } from '../../../../shared/domain/entities.ts';
import { instant } from './rows.ts';

/**
 * Name of an indicator within its Location: `type|status|temporality|gender|closingType|additionalBedType|crisis|assignment`,
 * each a code or nothing. Two rows of one Location with the same name are the same figure (ror-fhir §3).
 */
export function indicatorKey(capacity: CapacityIndicator): string {
  return (
    `${capacity.type?.code ?? ''}|${capacity.status?.code ?? ''}|${capacity.temporality?.code ?? ''}|` +
    `${capacity.gender?.code ?? ''}|${capacity.closingType?.code ?? ''}|${capacity.additionalBedType?.code ?? ''}|` +
    `${capacity.crisis?.code ?? ''}|${capacity.assignment?.code ?? ''}`
  );
}

/** Keeps every capacity figure ever seen, also those of versions that arrive late. Runs inside the caller's transaction. */
export class HistoryWriter {
  readonly #addSeries;
  readonly #findSeries;
  readonly #addPoint;

  constructor(database: Database) {
    this.#addSeries = database.prepare<[string, string]>(
      'INSERT OR IGNORE INTO capacity_series (location_id, indicator) VALUES (?, ?)',
    );
    this.#findSeries = database
      .prepare<[string, string], number>(
        'SELECT pk FROM capacity_series WHERE location_id = ? AND indicator = ?',
      )
      .pluck();
    this.#addPoint = database.prepare<[number | bigint, number, number, number]>(
      'INSERT OR IGNORE INTO capacity_point (series, updated_at, count, seen_at) VALUES (?, ?, ?, ?)',
    );
  }

  /** `lastUpdated` (epoch ms) dates the figures whose source did not. */
  note(
    locationId: string,
    capacities: readonly CapacityIndicator[],
    lastUpdated: number | null,
    seenAt: number,
  ): void {
    for (const capacity of capacities) {
      if (capacity.count === null) continue;
      const key = indicatorKey(capacity);
      // Nearly always known after the first sync: look before trying to add.
      let series: number | bigint | undefined = this.#findSeries.get(locationId, key);
      series ??= this.#addSeries.run(locationId, key).lastInsertRowid;
      this.#addPoint.run(
        series,
        instant(capacity.updatedAt) ?? lastUpdated ?? seenAt,
        capacity.count,
        seenAt,
      );
    }
  }
}
