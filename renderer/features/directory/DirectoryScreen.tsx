import { useEffect, useState, useSyncExternalStore } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useBackendQuery, useLink } from '../../api/hooks.ts';
import { ErrorMessage } from '../../components/Message.tsx';
import type { DirectoryFilters } from '../../../shared/domain/directory-filters.ts';
import { plural } from '../../format.ts';
import { FindInTree } from './FindInTree.tsx';
import { Tree } from './Tree.tsx';
import { TreeFilters } from './TreeFilters.tsx';
import { recall, remember } from './tree-memory.ts';
import { TreeStore, type TreeTarget } from './tree-store.ts';
import classes from './DirectoryScreen.module.css';

/** The directory as a tree (F4), opened where it was left, or on `node` when an address names one. */
export function DirectoryScreen({ node }: { readonly node: string | undefined }) {
  const link = useLink();
  const navigate = useNavigate();
  const [store] = useState(
    () =>
      new TreeStore(
        {
          children: (parents, filters) =>
            link.call('directory.children', {
              parents: parents.map((each) => ({ ...each })),
              filters: asInput(filters),
            }),
          path: (target, filters) => link.call('directory.path', { ...target, filters: asInput(filters) }),
        },
        recall(),
      ),
  );
  const { filters, rows, loading, error, notice } = useSyncExternalStore(store.subscribe, store.state);
  const facets = useBackendQuery('directory.facets', { filters: asInput(filters) }, { keep: true }).data;

  useEffect(() => {
    const keep = (): void => {
      remember(store.memory());
    };
    const stop = store.subscribe(keep);
    return () => {
      stop();
      keep();
    };
  }, [store]);
  useEffect(() => {
    let { generation } = link.state();
    const stops = [
      link.on('data.changed', ({ scopes }) => {
        if (scopes.includes('directory')) store.refresh();
      }),
      link.subscribe(() => {
        const state = link.state();
        if (state.phase !== 'open' || state.generation === generation) return;
        generation = state.generation;
        store.refresh();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [link, store]);

  useEffect(() => {
    const target = targetOf(node);
    if (target === null) return;
    void store.show(target).then(focusTree);
    // The address asked once: coming back must find the tree where it was left since.
    void navigate({ to: '/repertoire', replace: true });
  }, [node, store, navigate]);

  if (error !== null && rows.length === 0)
    return (
      <ErrorMessage
        error={error}
        retry={() => {
          store.refresh();
        }}
      />
    );
  return (
    <div className={classes['screen']}>
      <title>Répertoire · Vigie</title>
      <header className={classes['head']}>
        <div className={classes['title']}>
          <h1 tabIndex={-1}>Répertoire</h1>
          {facets === undefined ? null : (
            <p className={classes['second']}>
              {plural(facets.organizations, 'structure', 'structures')} ·{' '}
              {plural(facets.units, 'unité', 'unités')}
            </p>
          )}
        </div>
        <div className={classes['tools']}>
          <FindInTree
            onChoose={({ kind, id }) => {
              void store.show({ kind, id }).then(focusTree);
            }}
          />
          <TreeFilters
            filters={filters}
            onFilters={(next) => {
              store.setFilters(next);
            }}
          />
        </div>
        <p role="status" className={classes['notice']}>
          {notice}
        </p>
      </header>
      {!loading && rows.length === 0 ? (
        <p className={classes['empty']}>Aucune structure ne répond à ces filtres.</p>
      ) : (
        <Tree store={store} />
      )}
    </div>
  );
}

function focusTree(): void {
  document.querySelector<HTMLElement>('[role="tree"]')?.focus();
}

/** What an address asks to open; null when it asks nothing that can be. */
function targetOf(node: string | undefined): TreeTarget | null {
  const read = /^(organization|healthcareService):(.+)$/s.exec(node ?? '');
  const [, kind, id] = read ?? [];
  return (kind === 'organization' || kind === 'healthcareService') && id !== undefined ? { kind, id } : null;
}

/** Filters as the contract takes them: lists of its own. */
function asInput({ departments, fields, unitTypes, closed }: DirectoryFilters) {
  return { departments: [...departments], fields: [...fields], unitTypes: [...unitTypes], closed };
}
