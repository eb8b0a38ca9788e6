import type { Code } from './codes.ts';
import type { ExclusionReason } from './bed-figures.ts';
import type { BedState, Freshness } from './freshness.ts';

/**
 * Our labels of the codes shown on the boards (ror-fhir §3 and §8), for servers that send none. Codes outlive labels:
 * what the server sends comes first, and a code we do not know is shown as it is. No acronym stands alone where it
 * has two meanings: « USIP » is polyvalent intensive care (122, 123, 139) or psychiatric intensive care (15).
 */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  TRE_R244: {
    '03': 'Cellule d’urgence médico-psychologique (CUMP)',
    '11': 'Psychiatrie : hospitalisation de jour',
    '12': 'Psychiatrie : hospitalisation de nuit',
    '15': 'Soins intensifs psychiatriques',
    '16': 'Psychiatrie : hospitalisation hors hospitalisation de jour',
    '17': 'Unité hospitalière spécialement aménagée (UHSA)',
    '18': 'Unité pour malades difficiles (UMD)',
    '20': 'Urgences polyvalentes 24 h/24',
    '68': 'Psychiatrie : hospitalisation fermée',
    '69': 'Consultation externe',
    '100': 'SMR polyvalent',
    '101': 'SMR gériatrie',
    '102': 'SMR locomoteur',
    '103': 'SMR système nerveux',
    '104': 'SMR cardio-vasculaire',
    '105': 'SMR pneumologie',
    '106': 'SMR digestif, endocrinologie et nutrition',
    '107': 'SMR brûlés',
    '108': 'SMR conduites addictives',
    '109': 'SMR pédiatrique',
    '110': 'SMR pédiatrique',
    '111': 'SMR oncologie',
    '112': 'SMR oncologie et hématologie',
    '117': 'Radiothérapie',
    '119': 'Unité mère-enfant',
    '121': 'Réanimation',
    '122': 'Soins intensifs polyvalents contigus à une réanimation',
    '123': 'Soins intensifs polyvalents dérogatoires',
    '124': 'Soins intensifs de spécialité',
    '138': 'Soins non programmés',
    '139': 'Soins intensifs polyvalents non contigus à une réanimation',
    '145': 'Addictologie',
    '146': 'Brûlologie',
    '148': 'Allergologie',
    '149': 'Cardiologie',
    '150': 'Chirurgie orthopédique et traumatologique',
    '151': 'Chirurgie thoracique et cardio-vasculaire',
    '152': 'Chirurgie vasculaire',
    '153': 'Chirurgie viscérale et digestive',
    '154': 'Dermatologie',
    '156': 'Gériatrie',
    '157': 'Gynécologie',
    '158': 'Médecine vasculaire',
    '159': 'Néphrologie',
    '160': 'Neurochirurgie',
    '161': 'Neurologie',
    '162': 'Pédiatrie',
    '163': 'Pneumologie',
    '164': 'Imagerie',
    '165': 'Rhumatologie',
    '166': 'Stomatologie et chirurgie maxillo-faciale',
    '167': 'Endocrinologie',
    '168': 'Maladies infectieuses',
    '169': 'Hématologie',
    '170': 'Hépato-gastro-entérologie',
    '171': 'Oncologie',
    '172': 'Ophtalmologie',
    '173': 'ORL',
    '174': 'Psychiatrie adulte',
    '175': 'Soins palliatifs',
    '176': 'Médecine interne',
    '233': 'Médecine physique et de réadaptation',
    '234': 'Urologie',
    '237': 'Anesthésie',
    '238': 'Médecine polyvalente',
    '239': 'Médecine nucléaire',
    '241': 'Chirurgie pédiatrique',
    '242': 'Chirurgie plastique',
    '246': 'SAMU',
    '247': 'SMUR',
    '249': 'Soins de longue durée (USLD)',
    '254': 'Surveillance continue',
    '262': 'Soins intensifs cardiologiques (USIC)',
    '263': 'Soins intensifs neurovasculaires (USINV)',
    '264': 'Soins intensifs d’hématologie (USIH)',
    '278': 'Hospitalisation de courte durée (UHCD)',
    '282': 'Psychiatrie de l’enfant et de l’adolescent',
    '286': 'Soins intensifs de néonatologie (USIN)',
    '287': 'Réanimation néonatale',
    '288': 'Unité kangourou',
    '289': 'Néonatologie',
    '290': 'Maternité',
    '292': 'Unité hospitalière sécurisée interrégionale (UHSI)',
    '293': 'Grossesse pathologique',
    '294': 'Soins externes',
    '301': 'Urgences psychiatriques',
    '308': 'Réanimation des brûlés',
    '311': 'Urgences pédiatriques',
    '313': 'Antenne de médecine d’urgence',
  },
  TRE_R227: {
    '01': 'Médecine, chirurgie, obstétrique (MCO)',
    '02': 'Soins médicaux et de réadaptation (SMR)',
    '03': 'Psychiatrie',
    '04': 'Médico-social',
    '05': 'Ville',
    '06': 'Social',
  },
  TRE_R213: {
    '28': 'Hospitalisation complète',
    '29': 'Hospitalisation de jour',
    '32': 'Consultation',
    '33': 'Accueil des urgences',
    '59': 'Équipe mobile',
  },
  TRE_R207: { '1': 'Pôle', '2': 'Service', '3': 'Unité fonctionnelle', '4': 'Unité élémentaire' },
  TRE_R252: {
    '01': 'Ouverture',
    '02': 'Fonctionnement',
    '06': 'Consultation sans rendez-vous',
    '07': 'Consultation sur rendez-vous',
  },
  TRE_R283: {
    '1': 'Visible du grand public',
    '2': 'Visible par les professionnels',
    '3': 'Visible régulation et gestion de crise',
  },
  TRE_R329: { '01': 'Lit', '02': 'Place', '03': 'Logement' },
  TRE_R330: {
    '01': 'Installé',
    '02': 'Disponible',
    '03': 'Occupé',
    '04': 'Réservé',
    '05': 'Fermé',
    '06': 'Supplémentaire',
  },
  TRE_R331: {
    '01': 'Courant',
    '02': 'Prévision à 1 h',
    '03': 'Prévision à 24 h',
    '04': 'Prévision à 48 h',
    '05': 'Prévision à 7 jours',
  },
  TRE_R332: { '01': 'Femme', '02': 'Homme', '03': 'Indifférencié', '04': 'Indéterminé' },
  TRE_R333: { '01': 'Réactivable', '02': 'Non réactivable', '03': 'Indéterminé' },
  TRE_R334: { '01': 'Mobilisé', '02': 'Mobilisable sans RH', '03': 'Mobilisable avec RH' },
  TRE_R335: { '01': 'Saisie manuelle', '02': 'Bed management', '03': 'GAM', '04': 'DPI' },
  TRE_R336: { '01': 'PMIE 1', '02': 'SSE (plan blanc)' },
  TRE_R337: { '01': 'Aucune', '02': 'Covid+', '03': 'Covid-' },
  TRE_R343: { '001': 'Hébergement', '002': 'Consultation' },
};

/** What to write for a code: the server's label, else ours, else the code itself. */
export function labelOf(code: Code): string {
  const sent = code.display?.trim() ?? '';
  if (sent !== '' && !ambiguousAlone.has(sent.toUpperCase())) return sent;
  return ownLabel(code.system, code.code) ?? (sent === '' ? code.code : `${sent} (${code.code})`);
}
const ambiguousAlone: ReadonlySet<string> = new Set(['USIP']);

/** Our label of a code, or null when we have none. */
export function ownLabel(system: string | null, code: string): string | null {
  if (system === null || !Object.hasOwn(labels, system)) return null;
  const table = labels[system] ?? {};
  return Object.hasOwn(table, code) ? (table[code] ?? null) : null;
}

/** Why a figure is in no total, as a short French reason after the figure. */
export const exclusionLabels: Readonly<Record<ExclusionReason, string>> = {
  unknown_status: 'statut inconnu',
  missing_count: 'nombre absent',
  not_integer: 'nombre non entier',
  negative: 'nombre négatif',
  absurd: 'nombre invraisemblable',
  future_date: 'date dans le futur',
  conflicting_duplicate: 'deux valeurs pour le même indicateur',
  exceeds_installed: 'plus de lits disponibles que de lits installés',
  only_other_assignment: 'affectation particulière seulement',
  other_assignment: 'affectation particulière',
  not_beds: 'places, pas des lits',
  stale: 'trop ancien',
};

export const freshnessLabels: Readonly<Record<Freshness, string>> = {
  fresh: 'frais',
  to_refresh: 'à rafraîchir',
  old: 'ancien',
  expired: 'périmé',
  never: 'jamais renseigné',
};

export const bedStateLabels: Readonly<Record<BedState, string>> = {
  free: 'libre',
  tight: 'tendu',
  full: 'plein',
  closed: 'fermé',
  expired: 'périmé',
  not_transmitted: 'non transmis',
};
