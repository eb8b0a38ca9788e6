import type { EntryIndicator } from '../../../../shared/domain/bed-entry/keys.ts';
import { assignmentNone } from '../../../../shared/domain/codes.ts';

/** One figure to write at the region (ror-fhir §6.1). */
export interface CapacityWrite {
  readonly indicator: EntryIndicator;
  readonly count: number;
  /** Update date in the source, epoch ms. */
  readonly at: number;
  /** TRE_R329: 01 bed, 02 place. */
  readonly type: string;
  readonly comment: string | null;
}

/** How a figure is written: over the one the region holds, or as a new one. */
export type PatchType = 'replace' | 'add';

interface Part {
  readonly [name: string]: unknown;
}

const capacityUrl =
  'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/ror-location-supported-capacity';

/** Where every count of a Location lives: also what a server names when it holds none. */
export const capacityPath = `Location.extension.where(url='${capacityUrl}')`;

/** TRE_R335: entered by hand. */
const manualSource = '01';

const nomenclatures = {
  capacityType: 'TRE_R329-NatureCapacite',
  capacityStatus: 'TRE_R330-TypeStatutCapacite',
  temporalityCapacity: 'TRE_R331-TemporaliteCapacite',
  capacitySourceType: 'TRE_R335-TypeSourceCapacite',
  genderCapacityAvailable: 'TRE_R332-GenreCapacite',
  capacityClosingType: 'TRE_R333-TypeFermetureCapacite',
  additionalBedType: 'TRE_R334-TypeLitSupplementaire',
  temporaryAssignement: 'TRE_R337-AffectationTemporaire', // the guide's spelling
} as const;
type Field = keyof typeof nomenclatures;

function coded(field: Field, code: string): Part {
  const name = nomenclatures[field];
  const system = `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;
  return { url: field, valueCodeableConcept: { coding: [{ system, code }] } };
}

/** The attributes that tell an indicator from the others, in the order of the guide's examples. */
function keyFields(indicator: EntryIndicator): readonly (readonly [Field, string])[] {
  const fields: readonly (readonly [Field, string | null])[] = [
    ['capacityStatus', indicator.status],
    ['temporalityCapacity', indicator.temporality],
    ['genderCapacityAvailable', indicator.gender],
    ['capacityClosingType', indicator.closingType],
    ['additionalBedType', indicator.additionalBedType],
    ['temporaryAssignement', assignmentNone],
  ];
  return fields.flatMap(([field, code]) => (code === null ? [] : [[field, code] as const]));
}

function replacePath(indicator: EntryIndicator): string {
  const criteria = keyFields(indicator).map(
    ([field, code]) => `extension.where(url = '${field}' and valueCodeableConcept.coding.code = '${code}')`,
  );
  return `${capacityPath}.where(${criteria.join(' and ')})`;
}

const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/u, 'Z');

function capacityExtension(write: CapacityWrite): Part {
  return {
    url: capacityUrl,
    extension: [
      { url: 'nbCapacity', valueInteger: write.count },
      { url: 'capacityUpdateDate', valueDateTime: isoSeconds(write.at) },
      coded('capacityType', write.type),
      coded('capacitySourceType', manualSource),
      ...keyFields(write.indicator).map(([field, code]) => coded(field, code)),
      ...(write.comment === null || write.comment === ''
        ? []
        : [{ url: 'comment', valueString: write.comment }]),
    ],
  };
}

/**
 * The FHIRPath Patch body of some figures. The whole extension hangs directly on the part of `value`: not standard
 * FHIR, but what the guide and its examples ask for.
 */
export function patchBody(type: PatchType, writes: readonly CapacityWrite[]): unknown {
  return {
    resourceType: 'Parameters',
    parameter: writes.map((write) => ({
      name: 'operation',
      part: [
        { name: 'type', valueCode: type },
        { name: 'path', valueString: type === 'add' ? capacityPath : replacePath(write.indicator) },
        { name: 'value', part: [{ extension: [capacityExtension(write)] }] },
      ],
    })),
  };
}
