import { expect, test } from 'vitest';
import { explain, glossary, glossaryTerms } from '../../shared/domain/glossary.ts';

test('explains the terms of the field in words, once each', () => {
  const asked = [
    'EG',
    'EJ',
    'GGD',
    'MCO',
    'PSY',
    'SLD',
    'SSR',
    'SMR',
    'UF',
    'UO',
    'USIC',
    'USINV',
    'A',
    'E',
    'PDSES',
  ];
  expect(glossaryTerms.toSorted()).toEqual(asked.toSorted());
  for (const term of glossaryTerms) {
    const { expansion, definition } = glossary[term];
    expect(glossary[term].term).toBe(term);
    expect(expansion.toUpperCase()).not.toBe(term);
    expect(definition).toMatch(/^[\p{Lu}].*\.$/u);
    expect(explain(term)).toBe(`${expansion}. ${definition}`);
    // A plain space before a high sign would let it begin a line.
    expect(explain(term)).not.toMatch(/ [:;!?»]/);
  }
});
