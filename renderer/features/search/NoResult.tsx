import { Button } from '@mantine/core';
import type { SearchFacets, Understanding } from '../../../shared/contract/search.ts';
import type { FilterName } from '../../../shared/domain/search-filters.ts';
import { Message } from '../../components/Message.tsx';
import { plainText } from '../../components/SafeText.tsx';
import { nbsp, plural } from '../../format.ts';
import { activeFilters, filterLabels, without, type ResultSearch } from './result-search.ts';

interface NoResultProps {
  readonly search: ResultSearch;
  readonly understood: Understanding;
  readonly facets: SearchFacets | undefined;
  readonly indexing: boolean;
  readonly onSearch: (change: ResultSearch) => void;
}

/** Nothing found: how the question was read, and which filter to drop to find something. */
export function NoResult({ search, understood, facets, indexing, onSearch }: NoResultProps) {
  const active = activeFilters(search);
  const leftOut = facets?.leftOut ?? {};
  const names = new Set<FilterName>([...active, ...((leftOut.closed ?? 0) > 0 ? (['closed'] as const) : [])]);
  const helpful = [...names].filter((name) => (leftOut[name] ?? 0) > 0);
  const words = understood.words.map((word) => plainText(word, 40)).join(' + ');
  return (
    <Message
      title="Aucune unité ne répond"
      inside
      actions={
        <>
          {helpful.map((name) => (
            <Button
              key={name}
              variant="default"
              onClick={() => {
                onSearch(name === 'closed' ? { fermes: true } : without([name]));
              }}
            >
              {name === 'closed' ? 'Avec les offres fermées' : `Sans «\u00a0${filterLabels[name]}\u00a0»`}
              {` (${plural(leftOut[name] ?? 0, 'unité', 'unités')})`}
            </Button>
          ))}
          {active.length > 1 ? (
            <Button
              variant="default"
              onClick={() => {
                onSearch(without(active));
              }}
            >
              Sans aucun filtre
            </Button>
          ) : null}
        </>
      }
    >
      {indexing ? (
        <p>L’index de recherche se construit{nbsp}: tout n’est pas encore trouvé.</p>
      ) : words === '' ? (
        <p>Aucun mot n’a été lu dans cette recherche, ou les filtres ne laissent rien.</p>
      ) : (
        <p>
          Lu comme{nbsp}: <strong>{words}</strong>
          {understood.corrected === null ? '' : `, puis corrigé en ${understood.corrected}`}.
          {helpful.length === 0
            ? ' Rien n’y ressemble\u00a0: essayez un sigle, une commune ou un mot de moins.'
            : ''}
        </p>
      )}
    </Message>
  );
}
