import { describe, expect, test } from 'vitest';
import { expansionsOf, synonymOf, synonyms } from '../../../main/backend/search/synonyms/index.ts';
import { meaningfulWords } from '../../../main/backend/search/normalise.ts';

const named = (name: string, offerType: string | null = null): string[] =>
  expansionsOf([meaningfulWords(name)], offerType);

describe('the vocabulary table', () => {
  test('has at least 120 entries, each with a meaning and a sign', () => {
    expect(synonyms.length).toBeGreaterThanOrEqual(120);
    for (const { terms, meaning, meaningWords, phrases, offerTypes, leads } of synonyms) {
      expect(
        terms.every((term) => term !== ''),
        meaning,
      ).toBe(true);
      expect(meaningWords.length, terms[0]).toBeGreaterThan(0);
      expect(
        phrases.every((phrase) => phrase.length > 0),
        terms[0],
      ).toBe(true);
      if (leads) expect(phrases.length + offerTypes.length, terms[0]).toBeGreaterThan(0);
      for (const type of offerTypes) expect(type).toMatch(/^\d{2,3}$/);
    }
  });

  test('no term means two things, so that the reason shown is the right one', () => {
    const seen = new Map<string, string>();
    const twice = synonyms
      .filter(({ leads }) => !leads)
      .flatMap(({ termWords, meaning }) =>
        termWords.flatMap((term) => {
          const key = term.join(' ');
          const known = seen.get(key);
          seen.set(key, meaning);
          return known === undefined ? [] : [`${key}: ${known} / ${meaning}`];
        }),
      );
    expect(twice).toEqual([]);
  });

  test.each(
    [
      'réa',
      'USIC',
      'USINV',
      'UNV',
      'ETO',
      'VNI',
      'CPBIA',
      'IRM',
      'TDM',
      'scanner',
      'UHCD',
      'SSR',
      'SMR',
      'SAU',
      'SMUR',
      'CUMP',
      'USLD',
      'HAD',
    ]
      .concat([
        'EHPAD',
        'CPE',
        'AVC',
        'stroke',
        'IDM',
        'SCA',
        'ECMO',
        'grands brûlés',
        'SOS main',
        'HGE',
        'néonat',
        'mater 3',
        'ortho',
        'viscéral',
      ])
      .concat([
        'neurochir',
        'ORL',
        'ophtalmo',
        'stomato',
        'dialyse',
        'caisson',
        'toxicologie',
        'psy',
        'CPOA',
      ]),
  )('knows %s', (term) => {
    expect(synonymOf(meaningfulWords(term))).not.toBeNull();
  });
});

describe('what a record can also be called', () => {
  test('from its unit type, whatever its name', () => {
    expect(named('Secteur B', '263')).toEqual(
      expect.arrayContaining(['usinv', 'unv', 'neurovasculaires', 'stroke']),
    );
  });

  test('from its name, in full or abbreviated', () => {
    expect(named('Soins intensifs cardiologiques')).toContain('usic');
    expect(named('USIC Nord')).toEqual(expect.arrayContaining(['soins', 'intensifs', 'cardiologiques']));
    expect(named('Réanimation polyvalente')).toContain('rea');
  });

  test('a problem leads to units, but a unit that names it is nothing more', () => {
    expect(named('Rééducation post-AVC')).not.toContain('usinv');
    expect(named('Chirurgie de la main')).not.toContain('neurovasculaires');
  });

  test('a phrase is not found across two labels', () => {
    expect(expansionsOf([['soins', 'intensifs'], ['cardiologie']], null)).not.toContain('usic');
  });
});
