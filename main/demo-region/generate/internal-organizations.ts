import type { Site } from './establishments.ts';
import { concept, extension, isoDay, SD, telecom } from './fhir.ts';
import { emit, identifier, lastChange, metaOf, nextId, nextNumber, type World } from './world.ts';

const internalTypes = {
  '1': 'Pôle',
  '2': 'Structure interne ou Service',
  '3': 'Unité fonctionnelle',
} as const;

/** Internal organisation (pôle, service, UF): made once per site and name. Returns its id. */
export function internalOrganization(
  world: World,
  site: Site,
  level: '1' | '2' | '3',
  name: string,
  parent: string,
): string {
  const key = `${level}|${name}|${level === '3' ? parent : ''}`;
  const known = site.units.get(key);
  if (known !== undefined) return known;
  const { random } = world;
  const id = nextId(world, 'Organization');
  const { meta, created } = metaOf(world, lastChange(world), site.bySource);
  emit(world, {
    resourceType: 'Organization',
    id,
    meta,
    extension: [
      created,
      ...(random.chance(0.01)
        ? [
            extension(
              'ror-organization-closing-type',
              'valueCodeableConcept',
              concept('TRE_R286-TypeFermeture', '2', 'Temporaire'),
            ),
            {
              url: `${SD}ror-organization-reopening-date`,
              valueDate: isoDay(world.now + random.int(5, 60) * 86_400_000),
            },
          ]
        : []),
    ],
    identifier: [
      identifier(
        'other',
        '42',
        'Identifiant fonctionnel de l’OI connu par l’instance ROR',
        `11/OI${String(nextNumber(world, 'oi', 1))}`,
        'https://oi.esante.gouv.fr',
      ),
    ],
    type: [concept('TRE_R207-TypeOrganisationInterne', level, internalTypes[level])],
    name,
    ...(random.chance(0.06)
      ? { telecom: [telecom('email', `secretariat.${id}@hopital.exemple.invalid`, '2', 'Boîte du service')] }
      : {}),
    partOf: { reference: `Organization/${parent}` },
  });
  site.units.set(key, id);
  return id;
}
