import type { JsonObject } from '../json.ts';
import { activityCodes } from './activities.ts';
import { channel, complex, concept, confidentiality, extension, part, type Confidentiality } from './fhir.ts';
import { mobile, person, phone } from './names.ts';
import { modeLabels, type UnitKind } from './unit-types.ts';
import type { World } from './world.ts';

/** The operational activity of an offer. */
export function activity(label: string): JsonObject {
  return concept('TRE_R211-ActiviteOperationnelle', activityCodes.get(label) ?? '999', label);
}

function stableCode(label: string, first: number, count: number): string {
  let sum = 0;
  for (const letter of label) sum = (sum * 31 + letter.charCodeAt(0)) % 100_003;
  return String(first + (sum % count)).padStart(4, '0');
}

function act(label: string): JsonObject {
  return {
    extension: [extension('ror-act-type', 'valueCode', 'specificAct')],
    ...concept('TRE_R210-ActeSpecifique', stableCode(label, 1000, 8000), label),
  };
}

export const publics = [
  'Femmes enceintes',
  'Personnes en situation de handicap',
  'Personnes âgées',
  'Adolescents',
  'Personnes sourdes',
];
const competences = [
  'Éducation thérapeutique',
  'Langue des signes',
  'Soins palliatifs',
  'Prise en charge de la douleur',
  'Accueil bariatrique',
  'Recherche clinique',
];

/** Everything the guide puts in `characteristic`, the care mode first. */
export function characteristics(world: World, unit: UnitKind): JsonObject[] {
  const { random } = world;
  const list: JsonObject[] = [
    concept('TRE_R213-ModePriseEnCharge', unit.mode, modeLabels[unit.mode] ?? unit.mode),
  ];
  if (random.chance(0.3)) list.push(concept('TRE_R338-ModaliteAccueil', '01', 'Sur rendez-vous'));
  if (random.chance(0.15)) list.push(concept('TRE_R240-TemporaliteAccueil', '02', 'Permanent'));
  if (random.chance(0.12)) list.push(concept('TRE_R236-ModeGestion', '01', 'Gestion directe'));
  if (unit.type === '290')
    list.push(
      concept(
        'TRE_R253-TypeMaternite',
        random.pick(['01', '02', '03', '04']),
        random.pick(['Type 1', 'Type 2A', 'Type 2B', 'Type 3']),
      ),
    );
  const wanted = unit.critical ? 0.75 : 0.3;
  for (const label of unit.acts) if (random.chance(wanted)) list.push(act(label));
  if (random.chance(0.18))
    list.push(concept('TRE_R243-CompetenceSpecifique', ...coded(random.pick(competences))));
  if (random.chance(0.08))
    list.push(
      concept(
        'TRE_R245-SpecialisationDePriseEnCharge',
        ...coded(random.pick(['AVC', 'Obésité', 'Maladie d’Alzheimer', 'VIH'])),
      ),
    );
  return list;
}

/** An invented but stable two-digit code for a label, with the label. */
export function coded(label: string): [string, string] {
  return [stableCode(label, 1, 90).slice(-2), label];
}

function contactTelecom(
  kind: 'phone' | 'mobile' | 'email',
  value: string,
  level: Confidentiality,
): JsonObject {
  return complex('ror-healthcareservice-contact-telecom', [
    extension('ror-telecom-communication-channel', 'valueCodeableConcept', channel(kind)),
    part('telecomAddress', 'valueString', value),
    extension('ror-telecom-confidentiality-level', 'valueCodeableConcept', confidentiality(level, true)),
  ]);
}

function contact(
  world: World,
  code: string,
  label: string,
  level: Confidentiality,
  named: boolean,
): JsonObject {
  const { random } = world;
  const who = person(random);
  return complex('ror-healthcareservice-contact', [
    ...(named
      ? [
          part('name', 'valueHumanName', {
            family: who.family.toUpperCase(),
            given: [who.given],
            prefix: ['Dr'],
          }),
          extension(
            'ror-contact-function-contact',
            'valueCodeableConcept',
            concept('TRE_R251-FonctionContact', '04', 'Responsable'),
          ),
        ]
      : []),
    part('purposeContact', 'valueCodeableConcept', concept('TRE_R287-NatureContact', code, label)),
    ...(random.chance(0.1)
      ? [part('description', 'valueString', 'Réservé aux professionnels, merci de ne pas diffuser.')]
      : []),
    extension(
      'ror-confidentiality-level',
      'valueCodeableConcept',
      confidentiality(level, random.chance(0.4)),
    ),
    contactTelecom(
      named && random.chance(0.3) ? 'mobile' : 'phone',
      named && random.chance(0.3) ? mobile(random) : phone(random),
      level,
    ),
    ...(random.chance(0.15)
      ? [contactTelecom('email', `secretariat${String(random.int(1, 999))}@hopital.exemple.invalid`, '2')]
      : []),
  ]);
}

/** Contacts of an offer, each with its confidentiality level. */
export function contacts(world: World, unit: UnitKind): JsonObject[] {
  const { random } = world;
  const list: JsonObject[] = [];
  if (random.chance(0.62))
    list.push(
      contact(
        world,
        unit.mode === '32' ? '02' : '06',
        unit.mode === '32' ? 'Prise de rendez-vous' : 'Standard',
        '1',
        false,
      ),
    );
  if (random.chance(unit.critical ? 0.8 : 0.12)) list.push(contact(world, '05', 'Avis médical', '2', true));
  if (random.chance(unit.critical ? 0.35 : 0.04))
    list.push(contact(world, '09', 'Ligne de crise', '3', false));
  return list;
}
