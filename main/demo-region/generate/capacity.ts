import type { Random } from '../random.ts';
import { asObject, asText, lastSegment, objects, type JsonObject, type Resource } from '../json.ts';
import { concept, isoSeconds, part, SD } from './fhir.ts';

/** One bed count ("indicateur") in plain form; codes as in ror-fhir §3. */
export interface CapacityRow {
  readonly status: string;
  readonly count: number;
  /** Milliseconds since 1970; the figure's own date. */
  readonly at: number;
  readonly type?: string;
  readonly temporality?: string;
  readonly gender?: string;
  readonly closing?: string;
  readonly additional?: string;
  readonly crisis?: string;
  readonly assignment?: string;
  readonly source?: string;
  readonly comment?: string;
}

const labels = {
  capacityType: ['TRE_R329-NatureCapacite', { '01': 'Lit', '02': 'Place' }],
  capacityStatus: [
    'TRE_R330-TypeStatutCapacite',
    {
      '01': 'Installé',
      '02': 'Disponible',
      '03': 'Occupé',
      '04': 'Réservé',
      '05': 'Fermé',
      '06': 'Supplémentaire',
    },
  ],
  temporalityCapacity: [
    'TRE_R331-TemporaliteCapacite',
    {
      '01': 'Courant',
      '02': 'Prévisionnel 1 h',
      '03': 'Prévisionnel 24 h',
      '04': 'Prévisionnel 48 h',
      '05': 'Prévisionnel 7 jours',
    },
  ],
  capacitySourceType: [
    'TRE_R335-TypeSourceCapacite',
    { '01': 'Saisie manuelle', '02': 'Bed management', '03': 'GAM', '04': 'DPI' },
  ],
  genderCapacityAvailable: [
    'TRE_R332-GenreCapacite',
    { '01': 'Femme', '02': 'Homme', '03': 'Indifférencié', '04': 'Indéterminé' },
  ],
  capacityClosingType: [
    'TRE_R333-TypeFermetureCapacite',
    { '01': 'Réactivable', '02': 'Non réactivable', '03': 'Indéterminé' },
  ],
  additionalBedType: [
    'TRE_R334-TypeLitSupplementaire',
    { '01': 'Mobilisé', '02': 'Mobilisable sans RH', '03': 'Mobilisable avec RH' },
  ],
  crisisType: ['TRE_R336-TypeCrise', { '01': 'PMIE 1', '02': 'SSE (plan blanc)' }],
  temporaryAssignement: [
    'TRE_R337-AffectationTemporaire',
    { '01': 'Aucune', '02': 'Covid+', '03': 'Covid-' },
  ],
} as const satisfies Record<string, readonly [string, Readonly<Record<string, string>>]>;
export type CodedField = keyof typeof labels;

function coded(field: CodedField, code: string): JsonObject {
  const [system, known] = labels[field];
  const display = (known as Readonly<Record<string, string>>)[code] ?? code;
  return part(field, 'valueCodeableConcept', concept(system, code, display));
}

export const capacityUrl = `${SD}ror-location-supported-capacity`;

/** Makes the capacity extension of one count. */
export function capacityExtension(row: CapacityRow, random?: Random): JsonObject {
  const parts: JsonObject[] = [
    part('nbCapacity', 'valueInteger', row.count),
    part('capacityUpdateDate', 'valueDateTime', isoSeconds(row.at)),
    coded('capacityStatus', row.status),
    coded('capacityType', row.type ?? '01'),
    coded('temporalityCapacity', row.temporality ?? '01'),
    coded('capacitySourceType', row.source ?? '01'),
  ];
  if (row.gender !== undefined) parts.push(coded('genderCapacityAvailable', row.gender));
  if (row.closing !== undefined) parts.push(coded('capacityClosingType', row.closing));
  if (row.additional !== undefined) parts.push(coded('additionalBedType', row.additional));
  if (row.crisis !== undefined) parts.push(coded('crisisType', row.crisis));
  parts.push(coded('temporaryAssignement', row.assignment ?? '01'));
  if (row.comment !== undefined) parts.push(part('comment', 'valueString', row.comment));
  return { url: capacityUrl, extension: random?.chance(0.12) === true ? random.shuffle(parts) : parts };
}

/** The capacity extensions of a Location, in the order sent. */
export function capacityRows(location: Resource): JsonObject[] {
  return objects(location['extension']).filter(
    (item) => lastSegment(item['url']) === 'ror-location-supported-capacity',
  );
}

/** A coded part of a count, in the current shape or in the older ones; null when absent. */
export function rowCode(row: JsonObject, field: CodedField): string | null {
  for (const item of objects(row['extension'])) {
    if (item['url'] !== field) continue;
    const coding = objects(asObject(item['valueCodeableConcept'])['coding'])[0];
    return asText(coding?.['code']) ?? asText(item['valueCode']) ?? asText(item['valueString']) ?? null;
  }
  return null;
}

/** The number of a count; 0 when absent or unreadable. */
export function rowCount(row: JsonObject): number {
  const value = objects(row['extension']).find((item) => item['url'] === 'nbCapacity')?.['valueInteger'];
  return typeof value === 'number' ? value : Number(asText(value) ?? 0);
}

/** Rewrites number, date and source of a count in place, keeping the rest as the region sent it. */
export function rewriteRow(row: JsonObject, count: number, at: number, source?: string): void {
  row['extension'] = objects(row['extension']).map((item) => {
    if (item['url'] === 'nbCapacity') return part('nbCapacity', 'valueInteger', count);
    if (item['url'] === 'capacityUpdateDate')
      return part('capacityUpdateDate', 'valueDateTime', isoSeconds(at));
    if (item['url'] === 'capacitySourceType' && source !== undefined)
      return coded('capacitySourceType', source);
    return item;
  });
}

/** Adds a count to a Location. */
export function addRow(location: Resource, row: CapacityRow): void {
  location['extension'] = [...objects(location['extension']), capacityExtension(row)];
}
