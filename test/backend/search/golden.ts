import type { Database } from 'better-sqlite3';

/** A document as the golden set sees it, whatever engine found it. */
export interface GoldenDocument {
  readonly pk: number;
  readonly category: 'establishment' | 'unit' | 'professional' | 'equipment' | 'aptitude';
  readonly refType: string;
  readonly name: string;
  readonly detail: string;
  /** Unit type (TRE_R244) of an offer, level of an organization. */
  readonly level: string | null;
  readonly labels: string;
  readonly acronym: string;
}

/** What an emergency desk types, and what must be among the first five. */
export interface GoldenQuery {
  readonly query: string;
  readonly right: (document: GoldenDocument) => boolean;
}

const categoryNames = ['', 'equipment', 'aptitude', 'establishment', 'unit', 'professional'] as const;

interface Row extends Omit<GoldenDocument, 'category' | 'refType'> {
  readonly category: number;
  readonly ref_type: string;
}

/** Every document of an index. */
export function goldenDocuments(database: Database): GoldenDocument[] {
  return database
    .prepare<[], Row>(
      'SELECT d.pk, category, ref_type, name, detail, level, labels, acronym FROM search_document d JOIN search_label l ON l.pk = d.pk',
    )
    .all()
    .map(({ category, ref_type: refType, ...row }) => ({
      ...row,
      refType,
      category: categoryNames[category] || 'unit',
    }));
}

type Right = GoldenQuery['right'];

/** An offer of one of these unit types. */
const type =
  (...types: readonly string[]): Right =>
  (document) =>
    document.refType === 'HealthcareService' && types.includes(document.level ?? '');
const unitNamed =
  (pattern: RegExp): Right =>
  (document) =>
    document.category === 'unit' && pattern.test(document.name);
const unitWith =
  (pattern: RegExp): Right =>
  (document) =>
    document.category === 'unit' && (pattern.test(document.labels) || pattern.test(document.name));
const concept =
  (pattern: RegExp): Right =>
  (document) =>
    document.refType === 'Code' && pattern.test(document.name);
const establishment =
  (pattern: RegExp): Right =>
  (document) =>
    document.category === 'establishment' && pattern.test(`${document.name} ${document.labels}`);
const either =
  (...rights: readonly Right[]): Right =>
  (document) =>
    rights.some((right) => right(document));
const both =
  (...rights: readonly Right[]): Right =>
  (document) =>
    rights.every((right) => right(document));
/** It stands in this place: said by its detail or labels. */
const at =
  (pattern: RegExp): Right =>
  (document) =>
    pattern.test(document.detail) || pattern.test(document.labels);

const reaPed = both(type('121', '287'), unitNamed(/p[ée]diatrique/i));
const eto = either(concept(/ETO/), unitWith(/\(ETO\)/));
const usic = type('262');
const usinv = type('263');

/** Queries of the field whose answers exist in any demonstration region of a few thousand offers. */
const fieldQueries: readonly (readonly [string, Right])[] = [
  // critical care, by acronym, jargon, full words, accents and cases
  ['usic', usic],
  ['USIC', usic],
  ['u.s.i.c.', usic],
  ['soins intensifs cardio', usic],
  ['soins intensifs cardiologiques', usic],
  ['usinv', usinv],
  ['unv', usinv],
  ['unité neurovasculaire', usinv],
  ['UNITE NEURO VASCULAIRE', usinv],
  ['stroke', either(usinv, concept(/thromb/i))],
  ['avc', either(usinv, concept(/AVC|thromb/i), unitNamed(/AVC/))],
  ['rea', type('121', '287', '308')],
  ['réa', type('121', '287', '308')],
  ['REANIMATION', type('121', '287', '308')],
  ['reanim', type('121', '287', '308')],
  ['rea ped', reaPed],
  ['réanimation pédiatrique', reaPed],
  ['pediatrique reanimation', reaPed],
  ['rea neonat', type('287')],
  ['usin', type('286')],
  ['usih', type('264')],
  // USIP is both polyvalent and psychiatric intensive care: either is an answer
  ['usip', type('122', '139', '123', '15')],
  ['usc', type('254')],
  ['surveillance continue', type('254')],
  ['soins continus', type('254')],
  ['neuro rea', unitNamed(/neuro/i)],
  ['grands brules', type('308')],
  ['brulés', either(type('308'), unitNamed(/brûlés/i))],
  ['médecine intensive', type('121')],
  ['MIR', type('121')],
  ['rea polyvalente', type('121')],
  ['soins intensifs respi', unitNamed(/respiratoires|pneumo/i)],
  // emergencies
  ['sau', type('20', '311')],
  ['urgences adultes', type('20')],
  ['urgences ped', type('311')],
  ['uhcd', type('278')],
  ['lits porte', type('278')],
  ['smur', type('247')],
  ['samu', type('246')],
  ['centre 15', type('246')],
  ['urgences psy', either(type('301'), unitNamed(/urgences psy/i))],
  // wards and specialities
  ['mater', type('290')],
  ['maternité', type('290')],
  ['grossesse patho', type('293')],
  ['neonat', type('289', '286', '287')],
  ['pathologie grossesse', type('293')],
  ['cardio', type('149', '262')],
  ['pneumo', type('163', '124')],
  ['neurochir', type('160', '121')],
  ['ortho', type('150')],
  ['chirurgie visceral', type('153')],
  ['hge', type('170')],
  ['orl', type('173')],
  ['ophtalmo', type('172')],
  ['stomato', type('166')],
  ['gériatrie', either(type('156'), unitNamed(/g[ée]riatri/i))],
  ['uro', type('234')],
  ['ssr', unitWith(/SMR|réadaptation/i)],
  ['smr', unitWith(/SMR|réadaptation/i)],
  ['usld', type('249')],
  ['had', either(type('128', '129', '130', '131'), establishment(/HAD/))],
  ['soins palliatifs', type('175')],
  [
    'psy',
    either(type('174', '282', '301', '68', '16', '11', '15', '12'), establishment(/psy/i), unitNamed(/psy/i)),
  ],
  // imaging, equipment, acts, aptitudes
  ['irm', either(concept(/^IRM/), unitNamed(/IRM/))],
  ['scanner', either(concept(/scanner/i), unitNamed(/scanner/i))],
  ['tdm', either(concept(/scanner|TDM/i), unitNamed(/scanner|tomodensito/i))],
  ['eto', eto],
  ['echo transoesophagienne', eto],
  ['échographie transœsophagienne', eto],
  ['vni', either(concept(/VNI/), unitWith(/VNI/))],
  ['ventilation non invasive', either(concept(/VNI/), unitWith(/VNI/))],
  ['cpbia', concept(/CPBIA/)],
  ['ballon intra aortique', concept(/CPBIA/)],
  ['coro', either(concept(/coronaro/i), unitNamed(/coronaro/i))],
  ['ecmo', either(concept(/ECMO/), unitWith(/ECMO/))],
  ['thrombolyse', concept(/thrombolyse/i)],
  ['thrombectomie', concept(/thrombectomie/i)],
  ['dialyse', either(unitNamed(/dialyse/i), concept(/dialyse/i))],
  ['tep', either(concept(/TEP/), unitNamed(/TEP/))],
  ['sos main', either(concept(/SOS main/i), unitWith(/SOS main/i))],
  ['cpre', concept(/CPRE/)],
  ['chirurgie obesite', concept(/obésité/i)],
  ['endoscopie digestive', concept(/endoscopie digestive/i)],
  // typing mistakes
  ['reanimtion', type('121', '287', '308')],
  ['raenimation', type('121', '287', '308')],
  ['scaner', either(concept(/scanner/i), unitNamed(/scanner/i))],
  ['matenité', type('290')],
  ['cardioligie', unitWith(/cardiologi/i)],
  ['neurovasculiare', usinv],
  ['pediatire', unitWith(/p[ée]diatri/i)],
  ['thrombolise', concept(/thrombolyse/i)],
  ['hemodyalise', either(unitNamed(/dialyse/i), concept(/hémodialyse/i))],
  ['urgances pediatriques', type('311')],
  ['coronarographei', either(concept(/coronaro/i), unitWith(/coronaro/i))],
  ['orthopedei', type('150')],
  // place, département, two or three words
  ['samu 93', both(type('246'), at(/\b93/))],
  ['usic 75', both(usic, at(/\b75/))],
  ['usinv paris', both(usinv, at(/Paris/))],
  ['urgences bondi', type('20', '311', '301', '138')],
  ['rea val de marne', both(type('121'), at(/Val-de-Marne/))],
  ['irm garde', unitNamed(/IRM de garde/)],
];

/** A word with one letter left out, doubled or swapped with its neighbour. */
function mistyped(word: string, kind: number): string {
  const middle = Math.floor(word.length / 2);
  if (kind % 3 === 0) return word.slice(0, middle) + word.slice(middle + 1);
  if (kind % 3 === 1) return word.slice(0, middle) + word.charAt(middle - 1) + word.slice(middle);
  return word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1);
}

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Queries made from what this very region holds: names of hospitals and people, whole, partial, turned round, mistyped. */
function regionQueries(documents: readonly GoldenDocument[]): GoldenQuery[] {
  const sites = documents.filter(
    ({ category, level, name }) =>
      category === 'establishment' && level === 'EG' && /\p{L}+-\p{L}+$/u.test(name),
  );
  const people = documents.filter(
    ({ category, name }) => category === 'professional' && /^Dr \S+ \S+$/.test(name),
  );
  const every = (list: readonly GoldenDocument[], count: number): GoldenDocument[] =>
    list.filter((_, index) => index % Math.max(1, Math.floor(list.length / count)) === 0).slice(0, count);
  const queries: GoldenQuery[] = [];
  every(sites, 8).forEach((site, index) => {
    const sameName: Right = ({ name }) => name === site.name || name.includes(site.name);
    const proper = /(\p{L}+)-(\p{L}+)$/u.exec(site.name);
    const [, first = '', last = ''] = proper ?? [];
    const named: Right = ({ name, labels }) => plain(`${name} ${labels}`).includes(plain(last));
    queries.push({ query: plain(site.name), right: sameName });
    queries.push({ query: `${plain(last)} ${plain(first)}`, right: named });
    if (last.length >= 6) queries.push({ query: mistyped(plain(last), index), right: named });
  });
  every(people, 8).forEach((person, index) => {
    const [, given = '', family = ''] = person.name.split(' ');
    const right: Right = ({ name }) =>
      plain(name).includes(plain(family)) && plain(name).includes(plain(given));
    queries.push({ query: `${plain(family)} ${plain(given)}`, right });
    queries.push({
      query:
        index % 2 === 0
          ? `dr ${plain(given)} ${plain(family)}`
          : `${plain(given)} ${plain(family).slice(0, -2)}`,
      right,
    });
  });
  return queries;
}

/** The golden set for a region. */
export function goldenQueries(documents: readonly GoldenDocument[]): GoldenQuery[] {
  return [...fieldQueries.map(([query, right]) => ({ query, right })), ...regionQueries(documents)];
}

/** Share (%) of queries with a right answer among the first five, and those without. */
export function successAtFive(
  queries: readonly GoldenQuery[],
  find: (query: string) => readonly GoldenDocument[],
): { readonly percent: number; readonly missed: readonly string[] } {
  const missed = queries
    .filter(({ query, right }) => !find(query).slice(0, 5).some(right))
    .map(({ query }) => query);
  return { percent: (100 * (queries.length - missed.length)) / queries.length, missed };
}
