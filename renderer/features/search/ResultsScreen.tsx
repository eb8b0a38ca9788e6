import { useEffect, useRef, useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { SearchResults } from '../../../shared/contract/search.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { plainText } from '../../components/SafeText.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Term } from '../../components/Term.tsx';
import { nbsp, plural } from '../../format.ts';
import { EstablishmentResults } from './EstablishmentResults.tsx';
import { Facets } from './Facets.tsx';
import { NoResult } from './NoResult.tsx';
import { placeText } from './PlaceChooser.tsx';
import {
  activeFilters,
  filterLabels,
  questionOf,
  sortLabels,
  tidy,
  triOf,
  without,
  type ResultSearch,
} from './result-search.ts';
import { SaveView } from './SavedViews.tsx';
import { Start } from './Start.tsx';
import { noteSearch, usePlaceOfCare } from './stored.ts';
import { UnitResults } from './UnitResults.tsx';
import { useResultPages, type Span } from './use-result-pages.ts';
import classes from './Results.module.css';

interface ResultsScreenProps {
  readonly search: ResultSearch;
  readonly onSearch: (change: ResultSearch) => void;
}

/** Results of a search (F2): filters with their counts on the left, units or establishments on the right. */
export function ResultsScreen({ search, onSearch }: ResultsScreenProps) {
  const place = usePlaceOfCare();
  const [span, setSpan] = useState<Span>({ first: 0, last: 0 });
  const question = questionOf(search, place?.ref ?? null);
  const { text, filters } = question;
  const pages = useResultPages(question, span);
  const facets = useBackendQuery(
    'search.facets',
    { text, filters, place: question.place ?? null },
    { keep: true },
  ).data;
  const asked = JSON.stringify(question);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.closest('main')?.scrollTo(0, 0);
  }, [asked]);
  useEffect(() => {
    if (text !== undefined) noteSearch(text);
  }, [text]);
  const active = activeFilters(search);
  const started = (text ?? '').trim() !== '' || active.length > 0 || search.fermes === true;
  const { head } = pages;
  const change = (next: ResultSearch): void => {
    onSearch(next);
  };

  if (head === undefined && pages.error !== null)
    return <ErrorMessage error={pages.error} retry={pages.refetch} />;
  return (
    <div className={classes['screen']} ref={top}>
      <title>{`${titleOf(search)} · Vigie`}</title>
      <aside className={classes['side']} aria-label="Filtres">
        <Facets facets={facets} search={search} onSearch={change} />
      </aside>
      <div className={classes['main']}>
        <div className={classes['head']}>
          <h1 tabIndex={-1}>{titleOf(search)}</h1>
          {head === undefined || !started ? null : <Understood head={head} asked={text ?? ''} />}
          {active.length === 0 ? null : (
            <ul className={classes['chips']} aria-label="Filtres actifs">
              {active.map((name) => (
                <li key={name}>
                  <button
                    type="button"
                    aria-label={`Retirer le filtre ${filterLabels[name]}`}
                    onClick={() => {
                      change(without([name]));
                    }}
                  >
                    {filterLabels[name]} <span aria-hidden="true">×</span>
                  </button>
                </li>
              ))}
              <li>
                <button
                  type="button"
                  className={classes['link']}
                  onClick={() => {
                    change(without(active));
                  }}
                >
                  Tout effacer
                </button>
              </li>
            </ul>
          )}
          {started ? (
            <div className={classes['bar']}>
              <Views search={search} head={head} />
              <Segmented
                label="Trier par"
                value={question.sort ?? 'relevance'}
                options={sortLabels.filter(
                  ({ value }) => value !== 'distance' || (head !== undefined && head.place !== null),
                )}
                onChange={(value) => {
                  change({ tri: triOf(value) });
                }}
              />
              <SaveView search={tidy(search)} proposed={titleOf(search).slice(0, 80)} />
            </div>
          ) : null}
        </div>
        <List
          question={asked}
          search={search}
          started={started}
          head={head}
          facets={facets}
          pages={pages}
          onSpan={setSpan}
          onSearch={change}
        />
      </div>
    </div>
  );
}

function titleOf({ q }: ResultSearch): string {
  const text = plainText(q ?? '', 80);
  return text === '' ? 'Recherche' : `Recherche${nbsp}: ${text}`;
}

/** How the text was read, and where distances start. */
function Understood({ head, asked }: { readonly head: SearchResults; readonly asked: string }) {
  const { understood, place, indexing } = head;
  const parts: string[] = [];
  if (understood.corrected !== null) parts.push(`Lu «${nbsp}${understood.corrected}${nbsp}»`);
  if (understood.near !== null)
    parts.push(`Rien à ${understood.near.name} même${nbsp}: le plus proche d’abord`);
  if (asked.trim() !== '' && understood.words.length === 0)
    parts.push('Aucun mot lu dans ce texte : toutes les unités');
  if (place !== null)
    parts.push(
      place.latitude === null
        ? `Distances inconnues${nbsp}: la position de ${place.name} n’a pas été transmise`
        : `Distances à vol d’oiseau depuis ${placeText(place)}`,
    );
  if (indexing) parts.push('Index de recherche en construction : résultats incomplets');
  return (
    <p className={classes['understood']} role="status">
      {parts.join(' · ').replaceAll(' : ', `${nbsp}: `)}
    </p>
  );
}

function Views({
  search,
  head,
}: {
  readonly search: ResultSearch;
  readonly head: SearchResults | undefined;
}) {
  const current = search.vue ?? 'unites';
  const view = (value: 'unites' | 'etablissements') => ({
    to: '/recherche' as const,
    search: tidy({ ...search, vue: value === 'unites' ? undefined : value }),
    replace: true,
    className: classes['tab'],
    'data-active': current === value || undefined,
    'aria-current': current === value ? ('page' as const) : undefined,
  });
  return (
    <nav aria-label="Résultats par" className={classes['tabs']}>
      <Link {...view('unites')}>
        {head === undefined ? 'Unités' : plural(head.total.units, 'unité', 'unités')}
      </Link>
      <Link {...view('etablissements')}>
        {head === undefined
          ? 'Établissements'
          : plural(head.total.establishments, 'établissement', 'établissements')}
      </Link>
    </nav>
  );
}

interface ListProps {
  readonly question: string;
  readonly search: ResultSearch;
  readonly started: boolean;
  readonly head: SearchResults | undefined;
  readonly facets: Parameters<typeof NoResult>[0]['facets'];
  readonly pages: ReturnType<typeof useResultPages>;
  readonly onSpan: (span: Span) => void;
  readonly onSearch: (change: ResultSearch) => void;
}

function List({ question, search, started, head, facets, pages, onSpan, onSearch }: ListProps) {
  if (!started) {
    return (
      <>
        <p className={classes['count']}>
          {facets === undefined
            ? 'Lecture de la copie locale.'
            : `${plural(facets.total, 'unité', 'unités')} (`}
          {facets === undefined ? null : <Term term="UO" />}
          {facets === undefined ? '' : ') dans la région.'}
        </p>
        <Start />
      </>
    );
  }
  if (head === undefined)
    return (
      <Message title="Recherche en cours" inside>
        Lecture de la copie locale.
      </Message>
    );
  const byUnit = search.vue === undefined;
  const total = byUnit ? head.total.units : head.total.establishments;
  if (total === 0) {
    return (
      <NoResult
        search={search}
        understood={head.understood}
        facets={facets}
        indexing={head.indexing}
        onSearch={onSearch}
      />
    );
  }
  const Results = byUnit ? UnitResults : EstablishmentResults;
  return (
    <Results
      key={question}
      question={question}
      pages={pages}
      total={total}
      withDistance={head.place !== null}
      onSpan={onSpan}
    />
  );
}
