import type { Random } from '../random.ts';

/** Invented people, streets and establishments: none exists, all could. */
const firstNames =
  'Adèle Ahmed Aïcha Alban Amandine Anaïs Antoine Aurore Baptiste Bérénice Blaise Camille Capucine Cédric Clémence Coralie Damien Diane Djamila Éloïse Émile Estelle Fabrice Fatou Florian Gaëlle Gaspard Hélène Hugo Inès Ismaël Jeanne Joachim Julien Karima Léonie Loïc Lucile Maël Manon Margot Mathilde Maxence Nadia Noémie Octave Olivia Paul Quentin Rachida Rémi Rose Sacha Salomé Samuel Solène Théodore Ursule Valentin Violette Yann Zoé'.split(
    ' ',
  );
const lastNames =
  'Abrelong Aubricourt Bellardin Bourdelis Brancelot Cassevin Chambrenard Clairvaudet Combrelles Coudrecieux Daubrun Delmarsac Dorvaline Drouvière Estevenard Fauvergne Ferrandeau Fontclaire Garlandet Genevrot Gravelouse Hautefaye Herbevaux Jaubertin Jorqueville Lacombrade Lamorlet Lantoine Lescarbel Liverdault Malbrun Marcenay Maréchou Mirebel Montreval Nervallin Norbécourt Orcival Oudrezel Parcevault Perdrigeon Pralongue Queyrelle Rambourdet Rivaudon Rochemaure Roussardin Saintigny Sauvebelle Servantin Taillandet Tervagnes Thibervault Tourmelin Valcourtois Vantour Vaubresson Verdoncel Villarson Vouzelaud Yvernault Zellermin'.split(
    ' ',
  );
const places =
  'de la Boucle|du Grand-Méandre|des Trois-Passerelles|du Bois-Chenu|de la Roseraie-Blanche|des Quatre-Saules|du Clos-Marin|de la Plaine-Claire|des Hautes-Bruyères-Rouges|du Pont-aux-Aulnes|de la Mare-aux-Fées|des Peupliers-d’Argent|du Val-Tilleul|de la Butte-aux-Chênes|du Moulin-Vert|des Deux-Étangs|de la Fontaine-Basse|du Parc-aux-Biches|de l’Île-aux-Moines-Gris|des Sources-Vives|du Belvédère-Sud|de la Porte-Cochère|des Vergers-Hauts|du Canal-Neuf|de la Cour-Pavée|des Marronniers-Roses|du Pré-Saint-Loup|de la Tour-Carrée|des Jardins-d’Ambre|du Chemin-Creux|de la Grande-Allée|des Coteaux-Pâles|du Bief|de la Lisière|des Sept-Fontaines|du Quai-aux-Blés|de la Vallée-Douce|des Ormes-Blancs|du Rond-Point-des-Lys|de l’Observance'.split(
    '|',
  );
const streets =
  'des Acacias|du Lavoir|de la République|des Écoles|Jean-Ferrandeau|de la Gare|du Général-Montreval|des Lilas|Pasteur|Louise-Orcival|du Moulin|de Verdun|Victor-Hugo|du Château|de l’Abbaye|des Vignes|du 8-Mai-1945|Claude-Bernard'.split(
    '|',
  );
const streetTypes = ['rue', 'avenue', 'boulevard', 'place', 'allée', 'chemin'] as const;

/** Fictional French numbers reserved for works of fiction (Arcep), Île-de-France first. */
const phonePrefixes: readonly (readonly [string, number])[] = [
  ['019900', 86],
  ['026191', 3],
  ['035301', 3],
  ['046571', 4],
  ['053649', 4],
];
const phoneLooks: readonly (readonly [(digits: string) => string, number])[] = [
  [(digits) => digits.replace(/(..)(?=.)/g, '$1 '), 6],
  [(digits) => digits, 2],
  [(digits) => digits.replace(/(..)(?=.)/g, '$1.'), 2],
];

export interface Person {
  readonly family: string;
  readonly given: string;
  readonly female: boolean;
}

/** An invented person. */
export function person(random: Random): Person {
  const given = random.pick(firstNames);
  return { given, family: random.pick(lastNames), female: /e$|a$|é$|ie$|ah$|ou$|ès$|ïs$|on$/u.test(given) };
}

/** A phone number that rings nowhere, written in one of the ways people type them. */
export function phone(random: Random): string {
  const digits = `${random.weighted(phonePrefixes)}${String(random.int(0, 9999)).padStart(4, '0')}`;
  return random.weighted(phoneLooks)(digits);
}

/** A mobile number that rings nowhere. */
export function mobile(random: Random): string {
  return `06 39 98 ${String(random.int(0, 99)).padStart(2, '0')} ${String(random.int(0, 99)).padStart(2, '0')}`;
}

export interface Street {
  readonly number: string;
  readonly type: string;
  readonly base: string;
}

/** An invented street address. */
export function street(random: Random): Street {
  return { number: String(random.int(1, 180)), type: random.pick(streetTypes), base: random.pick(streets) };
}

/** A name for an establishment, from its prefix ("Clinique") and its rank: unique while ranks differ. */
export function establishmentName(
  random: Random,
  prefix: string,
  commune: string,
  used: Set<string>,
): string {
  for (let attempt = 0; ; attempt += 1) {
    const base = random.chance(0.55)
      ? `${prefix} ${random.pick(places)}`
      : `${prefix} ${random.pick(firstNames)}-${random.pick(lastNames)}`;
    const name = attempt < 3 ? base : `${base} – ${commune}${attempt > 12 ? ` ${attempt - 11}` : ''}`;
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
}
