import { address } from './address.ts';
import type { Commune } from './communes.ts';
import { concept, extension } from './fhir.ts';
import { street } from './names.ts';
import {
  emit,
  finessSystem,
  identifier,
  idSystem,
  lastChange,
  metaOf,
  nextId,
  nextNumber,
  type World,
} from './world.ts';

/** An invented FINESS number: nine characters, the département first, in a range no establishment has. */
export function finess(world: World, department: string): string {
  return `${department}0${String(nextNumber(world, `finess${department}`, 900_001)).padStart(6, '0')}`;
}

/** Legal entity (EJ). Returns its id. */
export function emitLegalEntity(world: World, name: string, commune: Commune, isPublic: boolean): string {
  const { random } = world;
  const id = nextId(world, 'Organization');
  const number = finess(world, commune.department);
  const { meta, created } = metaOf(world, lastChange(world));
  emit(world, {
    resourceType: 'Organization',
    id,
    meta,
    extension: [
      created,
      ...(random.chance(0.3)
        ? [extension('ror-organization-creation-date', 'valueDate', `${random.int(1905, 2019)}-01-01`)]
        : []),
    ],
    identifier: [
      identifier('structure', '40', 'Identifiant national de structure', `1${number}`, idSystem),
      identifier('structure', '1', 'N° FINESS', number, finessSystem),
      identifier(
        'structure',
        '2',
        'SIREN',
        String(nextNumber(world, 'siren', 990_000_001)),
        'https://sirene.fr',
      ),
    ],
    type: [
      isPublic
        ? concept('TRE_R72-FinessStatutJuridique', '13', 'Établissement Public Communal d’Hospitalisation')
        : concept('TRE_R72-FinessStatutJuridique', '95', 'Société par Actions Simplifiée (S.A.S.)'),
      isPublic
        ? concept('TRE_R69-FinessAgregatStatutJuridiqueNiv2', '1100', 'Organisme Public')
        : concept(
            'TRE_R69-FinessAgregatStatutJuridiqueNiv2',
            '2200',
            'Organisme privé à caractère commercial',
          ),
    ],
    name,
    address: [address(street(random), commune)],
  });
  return id;
}
