import type { Database } from 'better-sqlite3';
import type { Code } from '../../../../shared/domain/codes.ts';
import type { DirectoryRecord } from '../../../../shared/domain/entities.ts';

type Codes = readonly (Code | null)[];

/** The coded values of a record whose labels are worth keeping for filters and lists. */
function codesOf(record: DirectoryRecord): readonly Codes[] {
  switch (record.resourceType) {
    case 'HealthcareService':
      return [
        [
          record.offerType,
          record.fieldOfActivity,
          record.receptionType,
          record.annualOpening,
          record.stopTemporality,
        ],
        record.operationalActivities,
        record.serafinFamilies,
        record.careModes,
        record.receptionModalities,
        record.managementTypes,
        record.specificActs,
        record.outsideOfficeActs,
        record.specialisations,
        record.professions,
        record.competences,
        record.expertiseLevels,
        record.publics,
      ];
    case 'Organization':
      return [
        record.types,
        record.financialHelp,
        [record.closingType, record.orsanLevel, record.accessibility],
      ];
    case 'Location':
      return [
        record.functions,
        [record.commune, record.operationalStatus],
        record.equipment.map((each) => each.type),
      ];
    case 'PractitionerRole':
      return [[record.profession, record.exerciseMode], record.specialties];
    case 'Practitioner':
      return [];
  }
}

/** Keeps the newest label the server sent for each code; the date is that of the resource that carried it. */
export class LabelWriter {
  /** By system, then code: joining them into one key would cost more than the look-up. */
  readonly #known = new Map<string, Map<string, Label>>();
  readonly #put;

  constructor(database: Database) {
    const rows = database.prepare<[], { system: string; code: string; display: string; said_at: number }>(
      'SELECT system, code, display, said_at FROM code_label',
    );
    for (const row of rows.iterate())
      this.#of(row.system).set(row.code, { display: row.display, at: row.said_at });
    this.#put = database.prepare<[string, string, string, number]>(
      'INSERT OR REPLACE INTO code_label (system, code, display, said_at) VALUES (?, ?, ?, ?)',
    );
  }

  note(record: DirectoryRecord, at: number): void {
    for (const list of codesOf(record)) {
      for (const code of list) {
        if (code !== null && code.display !== null)
          this.#note(code.system ?? '', code.code, code.display, at);
      }
    }
  }

  #of(system: string): Map<string, Label> {
    let labels = this.#known.get(system);
    if (labels === undefined) this.#known.set(system, (labels = new Map<string, Label>()));
    return labels;
  }

  #note(system: string, code: string, display: string, at: number): void {
    const labels = this.#of(system);
    const known = labels.get(code);
    if (known !== undefined) {
      if (known.display === display) {
        // Remembered here only: writing every later date of the same label would write at every sync.
        if (at > known.at) known.at = at;
        return;
      }
      // Same date: the choice must not depend on the order of arrival.
      if (at < known.at || (at === known.at && display < known.display)) return;
    }
    labels.set(code, { display, at });
    this.#put.run(system, code, display, at);
  }
}

interface Label {
  readonly display: string;
  at: number;
}
