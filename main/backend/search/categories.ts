/** Categories of suggestions (F1), in the order ties are shown. */
export const categories = ['equipment', 'aptitude', 'establishment', 'unit', 'professional'] as const;
export type Category = (typeof categories)[number];

/** Number of a category in the index; never renumbered: it is part of every document's pk. */
export const categoryNumbers: Readonly<Record<Category, number>> = {
  equipment: 1,
  aptitude: 2,
  establishment: 3,
  unit: 4,
  professional: 5,
};

/** The full-text tables, and which one holds a category. */
export const textTables = ['search_text_place', 'search_text_unit', 'search_text_professional'] as const;
export type TextTable = (typeof textTables)[number];

export function textTableOf(category: Category): TextTable {
  return category === 'unit'
    ? 'search_text_unit'
    : category === 'professional'
      ? 'search_text_professional'
      : 'search_text_place';
}

const width = 2 ** 32;

/** First pk of a category; the pks of a category are in [firstPk, firstPk + 2³²). */
export function firstPk(category: Category): number {
  return categoryNumbers[category] * width;
}

/** Where the second half of a category's pks begins. */
export function middlePk(category: Category): number {
  return firstPk(category) + width / 2;
}

/** Last pk of a category, included. */
export function lastPk(category: Category): number {
  return (categoryNumbers[category] + 1) * width - 1;
}

/** The category of a number stored in the index. */
export function categoryNumbered(number: number): Category {
  return categories.find((category) => categoryNumbers[category] === number) ?? 'unit';
}
