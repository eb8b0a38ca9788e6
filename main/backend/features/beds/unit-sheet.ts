import type { Database } from 'better-sqlite3';
import type { UnitSheet, UnitSheetLocation } from '../../../../shared/contract/beds.ts';
import { temporality } from '../../../../shared/domain/codes.ts';
import type { ExclusionReason, FigureRow } from '../../../../shared/domain/bed-figures.ts';
import { prepareLocation } from '../../../../shared/domain/bed-prepare.ts';
import { exclusionsOf } from '../../../../shared/domain/bed-reading.ts';
import { locationReader, type TotalsOptions } from '../../../../shared/domain/bed-totals.ts';
import type {
  CapacityIndicator,
  ConfidentialityLevel,
  Contact,
  HealthcareService,
  Location,
  Telecom,
} from '../../../../shared/domain/entities.ts';
import { AppError } from '../../../../shared/errors.ts';
import { loadUnits } from './bed-index.ts';
import { readSharing, readVisibility, type Viewer } from './queries.ts';
import { totalsOptions, type RulesOf } from './rules.ts';
import { readParents, readRecord } from './sheet-queries.ts';
import { availableFigure, unitRow } from './unit-row.ts';

const forecasts = [temporality.in1h, temporality.in24h, temporality.in48h, temporality.in7d];

/** Level 3 is for regulation and crisis; an unsaid level is treated as 3. */
const visible = (level: ConfidentialityLevel): boolean => level !== null && level <= 2;

function visibleContacts(record: HealthcareService | undefined): Contact[] {
  if (record === undefined) return [];
  const shown = (telecoms: readonly Telecom[]): Telecom[] =>
    telecoms.filter(({ confidentiality }) => visible(confidentiality));
  const contacts = record.contacts
    .filter(({ confidentiality }) => visible(confidentiality))
    .map((contact) => ({ ...contact, telecoms: shown(contact.telecoms) }));
  const own = shown(record.telecoms);
  if (own.length === 0) return contacts;
  const unnamed = {
    name: null,
    role: null,
    purpose: null,
    description: null,
    confidentiality: 2 as const,
    telecoms: own,
  };
  return [...contacts, unnamed];
}

function toFigureRow(indicator: CapacityIndicator): FigureRow {
  const instant = indicator.updatedAt === null ? NaN : Date.parse(indicator.updatedAt);
  return {
    type: indicator.type?.code ?? null,
    status: indicator.status?.code ?? null,
    temporality: indicator.temporality?.code ?? null,
    count: indicator.count,
    source: indicator.source?.code ?? null,
    gender: indicator.gender?.code ?? null,
    updatedAt: Number.isNaN(instant) ? null : instant,
    closingType: indicator.closingType?.code ?? null,
    additionalBedType: indicator.additionalBedType?.code ?? null,
    crisis: indicator.crisis?.code ?? null,
    assignment: indicator.assignment?.code ?? null,
  };
}

/** Every indicator as sent, in the order sent, each with what keeps it out of the totals of its own temporality. */
function withReasons(
  capacities: readonly CapacityIndicator[],
  options: TotalsOptions,
): UnitSheetLocation['capacities'] {
  const location = prepareLocation('', capacities.map(toFigureRow));
  const reasons = new Map<number, ExclusionReason>();
  for (const when of location.byTemporality.keys()) {
    exclusionsOf(location, { ...options, temporality: when }).forEach((reason, index) => {
      if (reason !== undefined) reasons.set(index, reason);
    });
  }
  return capacities.map((indicator, index) => ({ ...indicator, problem: reasons.get(index) ?? null }));
}

function sheetLocation(
  id: string,
  record: Location | undefined,
  sharedWith: UnitSheetLocation['sharedWith'],
  options: TotalsOptions,
): UnitSheetLocation {
  return {
    id,
    name: record?.name ?? record?.externalName ?? null,
    identifier: record?.identifier ?? null,
    address: record?.address ?? null,
    operationalStatus: record?.operationalStatus ?? null,
    equipment: record?.equipment ?? [],
    capacities: withReasons(record?.capacities ?? [], options),
    sharedWith,
  };
}

/**
 * Bed sheet of any unit (F8), with what the region sent read again from the resources themselves.
 * @throws AppError `not_found` when the unit left the region, or when this viewer may not know of it
 */
export function unitSheet(
  copy: Database,
  id: string,
  { rulesOf, viewer, now }: { rulesOf: RulesOf; viewer: Viewer; now: number },
): UnitSheet {
  const [unit] = loadUnits(copy, { id }, viewer);
  if (unit === undefined) {
    throw new AppError(
      'not_found',
      'Cette unité n’est pas dans la copie locale : elle a quitté la région ou n’est pas visible avec ce profil.',
      { details: { id } },
    );
  }
  const rules = rulesOf(unit.group?.id ?? '');
  const options = totalsOptions(rules, now, undefined);
  const record = readRecord(copy, 'HealthcareService', id);
  const users = Map.groupBy(readSharing(copy, { id }, viewer), ([locationId]) => locationId);
  return {
    row: unitRow(unit, {
      now,
      thresholds: rules.thresholds,
      tightAtMost: rules.tightAtMost,
      read: locationReader(options),
    }),
    identifier: unit.identifier,
    offerType: record?.offerType ?? null,
    fieldOfActivity: record?.fieldOfActivity ?? null,
    careModes: record?.careModes ?? [],
    operationalActivities: record?.operationalActivities ?? [],
    specialties: record?.specialisations ?? [],
    publics: record?.publics ?? [],
    contacts: visibleContacts(record),
    availableTimes: record?.availableTimes ?? [],
    comment: record?.comment ?? null,
    parents: readParents(copy, id),
    locations: unit.locations.map((location) =>
      sheetLocation(
        location.id,
        readRecord(copy, 'Location', location.id),
        (users.get(location.id) ?? [])
          .filter(([, user]) => user !== id)
          .map(([, user, name]) => ({ id: user, name })),
        options,
      ),
    ),
    forecasts: forecasts.map((when) => ({
      temporality: when,
      available: availableFigure(unit, locationReader({ ...options, temporality: when })),
    })),
    lastUpdated: record?.lastUpdated ?? null,
    visibility: readVisibility(copy),
  };
}
