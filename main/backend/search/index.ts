import type { Database } from 'better-sqlite3';
import { Suggester, type SearchDependencies, type SuggestOptions, type Suggestions } from './suggest.ts';

export { categories, type Category } from './categories.ts';
export { SearchIndexer, searchVersion, type ReadRecord } from './indexer/index.ts';
export type { MatchReason } from './reasons.ts';
export type {
  Place,
  SearchDependencies,
  Suggestion,
  SuggestionGroup,
  SuggestOptions,
  Suggestions,
} from './suggest.ts';

export interface Search {
  /** Suggestions for what is being typed (F1), by category and all together. Any text is accepted. */
  suggest(query: string, options?: SuggestOptions): Suggestions;
  /** Loads what the first typing mistake needs; for an idle moment after start. */
  warm(): void;
}

/** The search over a read-only connection to the copy database. Builds nothing at start. */
export function createSearch(copy: Database, dependencies: SearchDependencies): Search {
  const suggester = new Suggester(copy, dependencies);
  return {
    suggest: (query, options) => suggester.suggest(query, options),
    warm: () => {
      suggester.warm();
    },
  };
}
