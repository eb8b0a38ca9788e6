import type { JsonObject } from '../json.ts';
import type { Site } from './establishments.ts';
import { channel, complex, concept, confidentiality, extension, isoDay, part, SD } from './fhir.ts';
import { openingHours } from './hours.ts';
import { activity, characteristics, coded, contacts, publics } from './offer-parts.ts';
import { fieldLabels, type UnitKind } from './unit-types.ts';
import { emit, identifier, lastChange, metaOf, nextId, nextNumber, type World } from './world.ts';

/** What an offer is made of, besides its kind. */
export interface OfferPlace {
  readonly providedBy: string;
  readonly locations: readonly string[];
  readonly name: string;
  readonly sensitive: boolean;
}

/** Emits an offer (HealthcareService). Returns its id. */
export function emitOffer(world: World, site: Site, unit: UnitKind, place: OfferPlace): string {
  const { random, now } = world;
  const id = nextId(world, 'HealthcareService');
  const basins = site.name.includes('Lutèce') && unit.mode === '32';
  const { meta, created } = metaOf(world, lastChange(world), basins ? 'BASINS' : site.bySource);
  const closing = random.chance(0.012);
  const closedAt = closing ? now + random.int(-400, 60) * 86_400_000 : 0;
  const [low, high] = unit.ages;
  const unitOfAge = random.chance(0.5)
    ? {
        unit: 'a',
        system: random.pick(['https://unitsofmeasure.org', 'http://unitsofmeasure.org']),
        code: 'a',
      }
    : {};
  emit(world, {
    resourceType: 'HealthcareService',
    id,
    meta,
    extension: [
      created,
      extension('ror-healthcareservice-sensitive-unit', 'valueBoolean', place.sensitive),
      complex('ror-healthcareservice-patient-type', [
        part('ageRange', 'valueRange', {
          low: { value: low, ...unitOfAge },
          high: { value: high, ...unitOfAge },
        }),
        ...(random.chance(0.15)
          ? [
              part(
                'supportedPatientInfo',
                'valueCodeableConcept',
                concept('TRE_R239-PublicPrisEnCharge', ...coded(random.pick(publics))),
              ),
            ]
          : []),
      ]),
      ...contacts(world, unit),
      ...(unit.field === '03'
        ? [
            extension(
              'ror-healthcareservice-psychiatric-sector',
              'valueString',
              `${site.commune.department}G${String(random.int(1, 24)).padStart(2, '0')}`,
            ),
          ]
        : []),
      ...(unit.field === '03' && unit.beds !== undefined
        ? [extension('ror-healthcareservice-no-consent-habilitation', 'valueBoolean', random.chance(0.4))]
        : []),
      ...(unit.service === 'HAD' || unit.type === '247' ? [territory(site)] : []),
    ],
    identifier: [
      identifier(
        'offer',
        '35',
        'Identifiant de l’offre',
        `11/${String(nextNumber(world, 'offer', 100_001)).padStart(7, '0')}`,
      ),
    ],
    active: !(closing && closedAt < now),
    providedBy: { reference: `Organization/${place.providedBy}` },
    category: [concept('TRE_R244-CategorieOrganisation', unit.type, unit.label)],
    type: [concept('TRE_R227-ChampActivite', unit.field, fieldLabels[unit.field] ?? unit.field)],
    specialty: [activity(unit.activity)],
    ...(place.locations.length === 0
      ? {}
      : { location: place.locations.map((location) => ({ reference: `Location/${location}` })) }),
    name: place.name,
    ...(random.chance(0.12)
      ? {
          comment: random.pick([
            'Demande d’admission par téléphone uniquement, 24 h/24.',
            'Fermeture des admissions le week-end.',
            'Adresser le compte rendu d’hospitalisation avant tout transfert.',
          ]),
        }
      : {}),
    ...(random.chance(0.05)
      ? {
          telecom: [
            {
              extension: [
                extension('ror-telecom-communication-channel', 'valueCodeableConcept', channel('email')),
                extension(
                  'ror-telecom-confidentiality-level',
                  'valueCodeableConcept',
                  confidentiality('2', true),
                ),
              ],
              system: 'email',
              value: `offre.${id}@demo.mssante.invalid`,
            },
          ],
        }
      : {}),
    characteristic: characteristics(world, unit),
    ...hours(world, unit),
    ...(closing
      ? {
          notAvailable: [
            {
              id: 'closingReopeningDate',
              description: random.pick(['Fermeture temporaire', 'Fermeture définitive']),
              during: {
                start: isoDay(closedAt),
                ...(random.chance(0.5) ? { end: isoDay(closedAt + 90 * 86_400_000) } : {}),
              },
            },
          ],
        }
      : {}),
  });
  return id;
}

function hours(world: World, unit: UnitKind): JsonObject {
  const availableTime = openingHours(world.random, unit, world.now);
  return availableTime.length === 0 ? {} : { availableTime };
}

function territory(site: Site): JsonObject {
  return {
    url: `${SD}ror-territorial-division`,
    extension: [
      part(
        'typeTerritorialDivision',
        'valueCodeableConcept',
        concept('TRE_R254-TypeDivisionTerritoriale', '3', 'Commune'),
      ),
      part(
        'codeTerritorialDivision',
        'valueCodeableConcept',
        concept('TRE_R13-CommuneOM', site.commune.cog, site.commune.name),
      ),
    ],
  };
}
