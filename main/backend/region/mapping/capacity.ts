import type { CapacityIndicator } from '../../../../shared/domain/entities.ts';
import { extCode, extCountAsSent, extDate, ExtensionTable, extText, readParts } from './extensions.ts';
import type { ExtensionReader } from './extensions.ts';
import type { Draft, Holder, Notes } from './notes.ts';

type CapacityDraft = Draft<CapacityIndicator>;
type CodeField =
  | 'type'
  | 'status'
  | 'temporality'
  | 'source'
  | 'gender'
  | 'closingType'
  | 'additionalBedType'
  | 'crisis'
  | 'assignment';

function code(field: CodeField, nomenclature: string): ExtensionReader<CapacityDraft> {
  return (row, notes, extension) => {
    row[field] = extCode(notes, extension, nomenclature);
  };
}

/** The twelve fields of ror-fhir §3, none of them required (profile filtering, older data). */
const parts = new ExtensionTable<CapacityDraft>({
  capacityType: code('type', 'TRE_R329'),
  capacityStatus: code('status', 'TRE_R330'),
  temporalityCapacity: code('temporality', 'TRE_R331'),
  nbCapacity: (row, notes, extension) => {
    row.count = extCountAsSent(notes, extension);
  },
  capacitySourceType: code('source', 'TRE_R335'),
  genderCapacityAvailable: code('gender', 'TRE_R332'),
  capacityUpdateDate: (row, notes, extension) => {
    row.updatedAt = extDate(notes, extension);
  },
  capacityClosingType: code('closingType', 'TRE_R333'),
  additionalBedType: code('additionalBedType', 'TRE_R334'),
  crisisType: code('crisis', 'TRE_R336'),
  temporaryAssignement: code('assignment', 'TRE_R337'), // the guide's spelling
  temporaryAssignment: code('assignment', 'TRE_R337'),
  comment: (row, notes, extension) => {
    row.comment = extText(notes, extension);
  },
});

/** Appends one `ror-location-supported-capacity` row. */
export function extCapacity(out: CapacityIndicator[], notes: Notes, extension: Holder): void {
  const row: CapacityDraft = {
    type: null,
    status: null,
    temporality: null,
    count: null,
    source: null,
    gender: null,
    updatedAt: null,
    closingType: null,
    additionalBedType: null,
    crisis: null,
    assignment: null,
    comment: null,
  };
  out.push(readParts(parts, row, notes, extension));
}
