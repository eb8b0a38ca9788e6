import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { fold, nameKey, queryWords, stem, words } from '../../../main/backend/search/normalise.ts';
import { matchExpression } from '../../../main/backend/search/candidates.ts';

describe('text as the index sees it', () => {
  test.each([
    ['Hôpital Saint-Œuvre d’Évry', 'hopital saint oeuvre d evry'],
    ['U.S.I.C.', 'usic'],
    ['ÉCHOGRAPHIE TRANSŒSOPHAGIENNE (ETO)', 'echographie transoesophagienne eto'],
    ['l’Haÿ-les-Roses', 'l hay les roses'],
    ['  24 h/24\t', '24 h 24'],
    ['\u202eabc\u200f <script>', 'abc script'],
    ['🏥🚑', ''],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test('spellings of one word are one word', () => {
    expect(words('Hop. St Louis')).toEqual(['hopital', 'saint', 'louis']);
    expect(nameKey('Hôpital de la Mère et de l’Enfant')).toBe('hopital mere enfant');
  });

  test('plurals and -ie/-ique endings are searched by their root', () => {
    expect(stem('urgences')).toBe('urgence');
    expect('pediatrique'.startsWith(stem('pediatrie'))).toBe(true);
    expect(stem('usic')).toBe('usic');
  });
});

describe('queries', () => {
  test('words lose accents, stop words and repeats, and keep their order', () => {
    expect(queryWords('Réa de la péd Réa').map(({ word }) => word)).toEqual(['rea', 'ped']);
  });

  test('only stop words are still a query; one being typed keeps its letter', () => {
    expect(queryWords('de la ').map(({ word }) => word)).toEqual(['de', 'la']);
    expect(queryWords('l').map(({ word }) => word)).toEqual(['l']);
  });

  test('whatever is typed, the expression holds nothing but quoted letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (query) => {
        const wanted = queryWords(query).map((word) => ({ word, prefixes: [word.prefix] }));
        expect(wanted.length).toBeLessThanOrEqual(8);
        if (wanted.length > 0)
          expect(matchExpression(wanted)).toMatch(/^"[a-z0-9]{1,40}" \*(?: AND "[a-z0-9]{1,40}" \*)*$/);
      }),
      { numRuns: 1000 },
    );
  });
});
