import { systems } from '../../../../shared/domain/codes.ts';
import type { Code } from '../../../../shared/domain/codes.ts';
import type { OrganizationLevel } from '../../../../shared/domain/entities.ts';

const internalLevels: Readonly<Record<string, OrganizationLevel>> = {
  1: 'POLE',
  2: 'SERVICE',
  3: 'UF',
  4: 'UE',
};
/** The value set of organisation types mixes TRE_R207 and TRE_R67: its codes do not overlap. */
const typeValueSet = 'JDV_J203';

export interface LevelFacts {
  readonly types: readonly Code[];
  readonly partOf: string | null;
  readonly siren: string | null;
  readonly internalId: string | null;
}

function codeOf(types: readonly Code[], ...wanted: readonly string[]): string | undefined {
  return types.find((type) => type.system !== null && wanted.includes(type.system))?.code;
}

/** The level of an Organization, by the ordered rules of ror-fhir §2.1. */
export function levelOf({ types, partOf, siren, internalId }: LevelFacts): OrganizationLevel {
  const internal = codeOf(types, systems.internalOrganizationType, typeValueSet)?.replace(/^0+(?=\d)/, '');
  if (internal !== undefined && Object.hasOwn(internalLevels, internal))
    return internalLevels[internal] ?? 'UNKNOWN';
  const structure = codeOf(types, systems.structureType, typeValueSet)?.toUpperCase();
  if (structure === 'EJ' || structure === 'EG') return structure;
  if (codeOf(types, systems.internalOrganizationType) !== undefined) return 'UNKNOWN';
  if (
    codeOf(types, systems.establishmentCategory, systems.otherEstablishmentCategory, systems.sector) !==
    undefined
  )
    return 'EG';
  if (codeOf(types, systems.legalStatus, systems.legalStatusGroup) !== undefined) return 'EJ';
  // An internal organisation of unknown kind is no EJ even without a parent.
  return internalId === null && partOf === null && siren !== null ? 'EJ' : 'UNKNOWN';
}
