import { kind, type UnitKind } from './unit-types.ts';

const smr = (type: string, name: string, acts: string): UnitKind[] => [
  kind(
    type,
    `SMR ${name}`,
    'ageing',
    'Réadaptation',
    `SMR ${name}|Soins médicaux et de réadaptation – ${name}|SSR ${name}`,
    { field: '02', hours: 'always', beds: [15, 45], acts: [acts], weight: 4 },
  ),
  kind(
    type,
    `SMR ${name}`,
    'ageing',
    'Réadaptation',
    `SMR ${name} – hôpital de jour|HDJ de réadaptation – ${name}`,
    { field: '02', mode: '29', hours: 'day', beds: [6, 20], acts: [acts], weight: 3 },
  ),
];
/** Rehabilitation (champ 02). */
export const smrKinds: readonly UnitKind[] = [
  ...smr('100', 'polyvalent', 'Balnéothérapie'),
  ...smr('101', 'gériatrique', 'Rééducation de la marche'),
  ...smr('102', 'locomoteur', 'Appareillage'),
  ...smr('103', 'système nerveux', 'Rééducation post-AVC'),
  ...smr('104', 'cardio-vasculaire', 'Réentraînement à l’effort'),
  ...smr('105', 'pneumologie', 'Ventilation non invasive (VNI)'),
  ...smr('109', 'pédiatrique', 'Rééducation de l’enfant'),
  ...smr('111', 'oncologie', 'Soins de support'),
];

const psy = { field: '03', weight: 4 } as const;
/** Psychiatry (champ 03), with its sensitive units. */
export const psyKinds: readonly UnitKind[] = [
  kind(
    '174',
    'Psychiatrie de l’adulte',
    'mental',
    'Psychiatrie adulte',
    'Psychiatrie adulte – unité ouverte|Unité d’admission|Psychiatrie générale – secteur G03',
    { ...psy, hours: 'always', beds: [15, 30] },
  ),
  kind(
    '68',
    'Hospitalisation fermée en psychiatrie',
    'mental',
    'Psychiatrie adulte',
    'Unité fermée|Unité d’admission fermée',
    { ...psy, hours: 'always', beds: [12, 25], weight: 2 },
  ),
  kind(
    '15',
    'Unité de soins intensifs psychiatriques',
    'mental',
    'Psychiatrie adulte',
    'USIP|Soins intensifs psychiatriques',
    { ...psy, hours: 'always', beds: [8, 14], weight: 0.6 },
  ),
  kind(
    '282',
    'Psychiatrie de l’enfant et de l’adolescent',
    'mental',
    'Pédopsychiatrie',
    'Pédopsychiatrie|CMP enfants|Unité d’adolescents',
    { ...psy, ages: [0, 17], mode: '32', weight: 4 },
  ),
  kind(
    '11',
    'Hôpital de jour en psychiatrie',
    'mental',
    'Psychiatrie adulte',
    'Hôpital de jour|HDJ – réhabilitation psychosociale',
    { ...psy, mode: '29', hours: 'day', beds: [8, 25] },
  ),
  kind('12', 'Hôpital de nuit en psychiatrie', 'mental', 'Psychiatrie adulte', 'Hôpital de nuit', {
    ...psy,
    mode: '29',
    hours: 'night',
    beds: [4, 10],
    weight: 0.6,
  }),
  kind(
    '69',
    'Consultation externe',
    'mental',
    'Psychiatrie adulte',
    'CMP|Centre médico-psychologique|CATTP|Consultation de psychotraumatisme',
    { ...psy, mode: '32', weight: 8 },
  ),
];
/** Units whose very description is confidential (ror-fhir §1): detention, secure wards. */
export const sensitiveKinds: readonly UnitKind[] = [
  kind(
    '292',
    'Unité hospitalière sécurisée interrégionale (UHSI)',
    'mental',
    'Médecine pénitentiaire',
    'UHSI|Unité hospitalière sécurisée',
    { hours: 'always', beds: [8, 20] },
  ),
  kind('17', 'Unité hospitalière spécialement aménagée (UHSA)', 'mental', 'Médecine pénitentiaire', 'UHSA', {
    field: '03',
    hours: 'always',
    beds: [20, 40],
  }),
  kind(
    '69',
    'Consultation externe',
    'mental',
    'Médecine pénitentiaire',
    'USMP|Unité sanitaire en milieu pénitentiaire|SMPR',
    { mode: '32' },
  ),
];
/** Home hospitalisation. */
export const hadKinds: readonly UnitKind[] = [
  kind(
    '128',
    'Hospitalisation à domicile (HAD) socle',
    'medicine',
    'HAD',
    'HAD polyvalente|Hospitalisation à domicile',
    { hours: 'always', beds: [20, 80], ages: [0, 120], weight: 3 },
  ),
  kind('129', 'HAD ante et post-partum', 'motherChild', 'HAD', 'HAD périnatale', {
    hours: 'always',
    beds: [10, 30],
    ages: [12, 60],
  }),
  kind('130', 'HAD réadaptation', 'ageing', 'HAD', 'HAD de réadaptation', { hours: 'always', beds: [5, 20] }),
];
/** Long stay and medico-social (champ 04). */
export const elderKinds: readonly UnitKind[] = [
  kind(
    '249',
    'Unité de soins de longue durée (USLD)',
    'ageing',
    'Hébergement',
    'USLD|Soins de longue durée',
    { hours: 'always', beds: [20, 60], ages: [60, 120], weight: 1 },
  ),
  kind(
    '40',
    'Hébergement pour personnes âgées dépendantes',
    'ageing',
    'Hébergement',
    'Hébergement permanent|EHPAD – hébergement permanent|Unité protégée',
    { field: '04', mode: '46', hours: 'always', ages: [60, 120], weight: 4 },
  ),
  kind('41', 'Accueil de jour', 'ageing', 'Hébergement', 'Accueil de jour Alzheimer|PASA', {
    field: '04',
    mode: '46',
    hours: 'day',
    ages: [60, 120],
    weight: 2,
  }),
];
/** Community care (champ 05). */
export const cityKinds: readonly UnitKind[] = [
  kind(
    '62',
    'Cabinet de médecine générale',
    'medicine',
    'Médecine générale',
    'Médecine générale|Cabinet de médecine générale|Consultation de médecine générale',
    { field: '05', mode: '32', ages: [0, 120], hours: 'evening', weight: 6 },
  ),
  kind(
    '63',
    'Cabinet de spécialiste',
    'medicine',
    'Spécialités',
    'Cabinet de cardiologie|Cabinet de dermatologie|Cabinet de gynécologie|Cabinet d’ophtalmologie',
    { field: '05', mode: '32', weight: 3 },
  ),
  kind(
    '64',
    'Cabinet d’auxiliaire médical',
    'medicine',
    'Soins',
    'Cabinet infirmier|Masseur-kinésithérapeute|Orthophonie|Sage-femme libérale',
    { field: '05', mode: '32', ages: [0, 120], hours: 'evening', weight: 5 },
  ),
];
