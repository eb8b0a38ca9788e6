/** Categories of suggestions (F1), in the order ties are shown. */
export const categories = ['equipment', 'aptitude', 'establishment', 'unit', 'professional'] as const;
export type Category = (typeof categories)[number];

/** Number of a category in the index; never renumbered: it is part of every document's pk. */
export const categoryNumbers: Readonly<Record<Category, number>> = {
  establishment: 1,
  unit: 2,
  professional: 3,
  equipment: 4,
  aptitude: 5,
};

const width = 2 ** 32;

/** First pk of a category; the pks of a category are in [firstPk, firstPk + 2³²). */
export function firstPk(category: Category): number {
  return categoryNumbers[category] * width;
}

/** Last pk of a category, included. */
export function lastPk(category: Category): number {
  return (categoryNumbers[category] + 1) * width - 1;
}
