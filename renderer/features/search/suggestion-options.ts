import type { SearchCategory, SearchSuggestion, SearchSuggestions } from '../../../shared/contract/search.ts';
import type { SavedView } from './stored.ts';

/** A line of the list under the search box. */
export type BoxOption =
  | { readonly kind: 'suggestion'; readonly suggestion: SearchSuggestion }
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'view'; readonly view: SavedView }
  | { readonly kind: 'all'; readonly text: string };

export interface BoxGroup {
  readonly id: string;
  readonly label: string;
  readonly category: SearchCategory | null;
  /** How many there are in all; null where it says nothing. */
  readonly count: number | null;
  readonly capped: boolean;
  readonly options: readonly BoxOption[];
}

/** What is offered for a text being typed, then « tous les résultats ». */
export function typedGroups(
  text: string,
  found: SearchSuggestions | undefined,
  labels: Readonly<Record<SearchCategory, string>>,
): BoxGroup[] {
  const groups: BoxGroup[] = (found?.groups ?? []).map(({ category, count, capped, suggestions }) => ({
    id: category,
    label: labels[category],
    category,
    count,
    capped,
    options: suggestions.map((suggestion) => ({ kind: 'suggestion', suggestion })),
  }));
  return [
    ...groups,
    {
      id: 'all',
      label: 'Résultats',
      category: null,
      count: null,
      capped: false,
      options: [{ kind: 'all', text }],
    },
  ];
}

/** What is offered before anything is typed. */
export function emptyGroups(recent: readonly string[], views: readonly SavedView[]): BoxGroup[] {
  const group = (id: string, label: string, options: readonly BoxOption[]): BoxGroup[] =>
    options.length === 0 ? [] : [{ id, label, category: null, count: null, capped: false, options }];
  return [
    ...group(
      'recent',
      'Recherches récentes',
      recent.map((text) => ({ kind: 'recent', text })),
    ),
    ...group(
      'views',
      'Vues enregistrées',
      views.map((view) => ({ kind: 'view', view })),
    ),
  ];
}

/** A name cut where words that answer the query begin and end. */
export function highlight(
  name: string,
  words: readonly string[],
): readonly { readonly text: string; readonly matched: boolean }[] {
  const parts: { text: string; matched: boolean }[] = [];
  let rest = name;
  while (rest !== '') {
    let at = -1;
    let found = '';
    for (const word of words) {
      const position = word === '' ? -1 : rest.indexOf(word);
      if (position >= 0 && (at < 0 || position < at || (position === at && word.length > found.length))) {
        at = position;
        found = word;
      }
    }
    if (at < 0) {
      parts.push({ text: rest, matched: false });
      break;
    }
    if (at > 0) parts.push({ text: rest.slice(0, at), matched: false });
    parts.push({ text: found, matched: true });
    rest = rest.slice(at + found.length);
  }
  return parts;
}
