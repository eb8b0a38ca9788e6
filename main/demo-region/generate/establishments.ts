import type { JsonObject } from '../json.ts';
import { address } from './address.ts';
import type { Commune } from './communes.ts';
import { concept, confidentiality, extension, isoDay, nos, telecom } from './fhir.ts';
import { finess } from './legal-entities.ts';
import { person, phone, type Street } from './names.ts';
import {
  emit,
  finessSystem,
  identifier,
  idSystem,
  lastChange,
  metaOf,
  near,
  nextId,
  nextNumber,
  type World,
} from './world.ts';

/** A place of care as the generator knows it while it makes its offers. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly kind: SiteKind;
  readonly commune: Commune;
  readonly street: Street;
  readonly idNatStruct: string;
  /** Name of the internal organisation -> its id. */
  readonly units: Map<string, string>;
  readonly bySource: string | undefined;
}
export type SiteKind = 'chu' | 'ch' | 'clinic' | 'smr' | 'psy' | 'had' | 'elder' | 'centre' | 'practice';

const categories: Readonly<Record<SiteKind, readonly [string, string]>> = {
  chu: ['101', 'Centre Hospitalier Régional (C.H.R.)'],
  ch: ['355', 'Centre Hospitalier (C.H.)'],
  clinic: ['365', 'Établissement de Soins Pluridisciplinaire'],
  smr: ['109', 'Établissement de Soins Médicaux et de Réadaptation'],
  psy: ['292', 'Centre Hospitalier Spécialisé lutte Maladies Mentales'],
  had: ['127', 'Hospitalisation à Domicile'],
  elder: ['500', 'Établissement d’hébergement pour personnes âgées dépendantes'],
  centre: ['124', 'Centre de Santé'],
  practice: ['698', 'Cabinet libéral'],
};

function contact(
  world: World,
  code: string,
  label: string,
  level: '1' | '2' | '3',
  withName: boolean,
): JsonObject {
  const { random } = world;
  const who = person(random);
  return {
    extension: [
      extension(
        'ror-contact-confidentiality-level',
        'valueCodeableConcept',
        confidentiality(level, random.chance(0.5)),
      ),
    ],
    purpose: concept('TRE_R287-NatureContact', code, label),
    ...(withName ? { name: { family: who.family, given: [who.given] } } : {}),
    telecom: [telecom('phone', phone(random), level)],
  };
}

/** Establishment (EG). `parent` is its legal entity, absent for practices. */
export function emitSite(
  world: World,
  site: Omit<Site, 'id' | 'idNatStruct' | 'units'>,
  parent: string | undefined,
): Site {
  const { random, now } = world;
  const id = nextId(world, 'Organization');
  const { commune, kind } = site;
  const rpps = kind === 'practice';
  const number = rpps
    ? `1099${String(nextNumber(world, 'rang', 1_000_001))}0001`
    : finess(world, commune.department);
  const idNatStruct = `${rpps ? '4' : '1'}${number}`;
  const point = near(random, commune);
  const { meta, created } = metaOf(world, lastChange(world), site.bySource);
  const [code, display] = categories[kind];
  const closing = random.chance(0.006) ? isoDay(now + random.int(-200, 90) * 86_400_000) : undefined;
  const hospital = kind === 'chu' || kind === 'ch';
  const geo = random.chance(0.95)
    ? [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/geolocation',
          extension: [
            { url: 'latitude', valueDecimal: point.latitude },
            { url: 'longitude', valueDecimal: point.longitude },
            extension('ror-confidence-geolocation', 'valueBoolean', random.chance(0.9)),
          ],
        },
      ]
    : [];
  const insee = { system: nos('TRE_R13-CommuneOM'), code: commune.cog, display: commune.name };
  emit(world, {
    resourceType: 'Organization',
    id,
    meta,
    extension: [
      created,
      {
        url: 'http://hl7.org/fhir/StructureDefinition/organization-period',
        valuePeriod: {
          start: `${random.int(1950, 2020)}-01-01`,
          ...(closing === undefined ? {} : { end: closing }),
        },
      },
      ...(hospital
        ? [
            extension('ror-organization-drop-zone', 'valueBoolean', random.chance(0.4)),
            extension('ror-organization-accomodation-family', 'valueBoolean', random.chance(0.3)),
          ]
        : []),
      ...(hospital && random.chance(0.5)
        ? [
            extension(
              'ror-organization-level-recours-orsan',
              'valueCodeableConcept',
              concept(
                'TRE_R285-NiveauRecoursORSAN',
                random.pick(['1', '2', '3']),
                'Établissement de recours',
              ),
            ),
          ]
        : []),
      ...(random.chance(0.12)
        ? [
            extension(
              'ror-organization-comment',
              'valueString',
              'Accès des ambulances par l’entrée arrière du bâtiment principal.',
            ),
          ]
        : []),
    ],
    identifier: [
      identifier('structure', '40', 'Identifiant national de structure', idNatStruct, idSystem),
      rpps
        ? identifier('structure', '4', 'N° RPPS rang', number, 'https://rppsrang.esante.gouv.fr')
        : identifier('structure', '1', 'N° FINESS', number, finessSystem),
      ...(random.chance(0.6)
        ? [
            identifier(
              'structure',
              '3',
              'SIRET',
              `${String(nextNumber(world, 'siret', 990_100_001))}00017`,
              'https://sirene.fr',
            ),
          ]
        : []),
    ],
    type: [concept('TRE_R66-CategorieEtablissement', code, display)],
    name: site.name,
    ...(random.chance(0.15) ? { alias: [site.name.toUpperCase()] } : {}),
    address: [
      {
        extension: [
          random.chance(0.5)
            ? {
                url: 'http://interopsante.org/fhir/StructureDefinition/FrAddressInseeCode',
                valueCoding: insee,
              }
            : {
                url: 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code',
                valueCoding: insee,
              },
          ...geo,
        ],
        ...address(site.street, commune),
      },
    ],
    contact: [
      contact(world, '06', 'Standard', '1', false),
      ...(hospital
        ? [contact(world, '01', 'Direction', '2', true), contact(world, '09', 'Cellule de crise', '3', false)]
        : []),
    ],
    ...(parent === undefined ? {} : { partOf: { reference: `Organization/${parent}` } }),
  });
  return { ...site, id, idNatStruct, units: new Map() };
}
