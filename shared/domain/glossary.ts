/** Terms of the field explained in place (F26). A term whose meaning depends on where it stands has its own entry. */
export interface GlossaryEntry {
  /** As it is written on screen. */
  readonly term: string;
  /** What the letters stand for. */
  readonly expansion: string;
  /** One or two sentences for someone who meets it for the first time. */
  readonly definition: string;
}

const entries = {
  EG: {
    term: 'EG',
    expansion: 'entité géographique',
    definition: 'Un site où l’on soigne, à une adresse. Il dépend d’une entité juridique.',
  },
  EJ: {
    term: 'EJ',
    expansion: 'entité juridique',
    definition: 'L’organisme responsable d’un ou de plusieurs sites, identifié par son numéro FINESS.',
  },
  GGD: {
    term: 'GGD',
    expansion: 'grands groupes de disciplines',
    definition: 'Regroupement des activités en quelques familles : MCO, PSY, SMR, SLD.',
  },
  MCO: {
    term: 'MCO',
    expansion: 'médecine, chirurgie, obstétrique',
    definition: 'Champ d’activité des soins de courte durée.',
  },
  PSY: {
    term: 'PSY',
    expansion: 'psychiatrie',
    definition: 'Champ d’activité de la santé mentale, organisé par secteurs.',
  },
  SLD: {
    term: 'SLD',
    expansion: 'soins de longue durée',
    definition:
      'Hébergement de personnes qui ont perdu leur autonomie et ont besoin d’une surveillance constante (USLD).',
  },
  SMR: {
    term: 'SMR',
    expansion: 'soins médicaux et de réadaptation',
    definition: 'Champ d’activité de la rééducation et de la réadaptation. Nommé SSR avant 2023.',
  },
  SSR: {
    term: 'SSR',
    expansion: 'soins de suite et de réadaptation',
    definition: 'Ancien nom des soins médicaux et de réadaptation (SMR).',
  },
  UF: {
    term: 'UF',
    expansion: 'unité fonctionnelle',
    definition: 'Découpage interne d’un service, celui de la gestion de l’établissement.',
  },
  UO: {
    term: 'UO',
    expansion: 'unité opérationnelle',
    definition: 'Ce qu’une équipe propose en un lieu : son activité, ses horaires, ses contacts, ses lits.',
  },
  USIC: {
    term: 'USIC',
    expansion: 'unité de soins intensifs cardiologiques',
    definition: 'Soins intensifs des maladies aiguës du cœur, dont l’infarctus.',
  },
  USINV: {
    term: 'USINV',
    expansion: 'unité de soins intensifs neurovasculaires',
    definition: 'Soins intensifs de l’accident vasculaire cérébral à la phase aiguë.',
  },
  A: { term: 'A', expansion: 'adulte', definition: 'L’unité accueille des patients de 18 ans et plus.' },
  E: { term: 'E', expansion: 'enfant', definition: 'L’unité accueille des patients de moins de 18 ans.' },
  PDSES: {
    term: 'PDSES',
    expansion: 'permanence des soins en établissement de santé',
    definition: 'Accueil des patients non programmés la nuit, le week-end et les jours fériés.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type GlossaryTerm = keyof typeof entries;

/** Every entry by its term. */
export const glossary: Readonly<Record<GlossaryTerm, GlossaryEntry>> = entries;

export const glossaryTerms = Object.keys(entries) as GlossaryTerm[];

/** `MCO : médecine, chirurgie, obstétrique. Champ d’activité…` for places that only take one line. */
export function explain(term: GlossaryTerm): string {
  const { expansion, definition } = glossary[term];
  return `${expansion}. ${definition}`;
}
