import { QueryClient } from '@tanstack/react-query';
import { AppError } from '../../shared/errors.ts';
import type { Events } from '../../shared/contract/index.ts';
import type { Link } from './link.ts';

/** Methods whose answers a change of each scope may alter, by prefix. */
const affected: Readonly<Record<Events['data.changed']['scopes'][number], readonly string[]>> = {
  beds: ['beds.', 'bedEntry.', 'search.'],
  directory: ['beds.', 'bedEntry.', 'directory.', 'search.'],
  documents: [],
  settings: ['beds.'],
};

/**
 * Reads are never repeated by focus or timers of the library: `data.changed`, a new link or the minute decide.
 * Only a lost service is worth a second try; every other error is an answer.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (count, error) => error instanceof AppError && error.code === 'backend_gone' && count < 5,
        retryDelay: 300,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Keeps the cache true to the backend until the returned function is called. */
export function followBackend(client: QueryClient, link: Link): () => void {
  let generation = link.state().generation;
  const stops = [
    link.on('status.changed', (status) => {
      client.setQueryData(['status.get', {}], status);
    }),
    link.on('bedEntry.changed', () => {
      void client.invalidateQueries({
        predicate: ({ queryKey: [method] }) => typeof method === 'string' && method.startsWith('bedEntry.'),
      });
    }),
    link.on('data.changed', ({ scopes }) => {
      const prefixes = new Set(scopes.flatMap((scope) => affected[scope]));
      void client.invalidateQueries({
        predicate: ({ queryKey: [method] }) =>
          typeof method === 'string' && [...prefixes].some((prefix) => method.startsWith(prefix)),
      });
    }),
    link.subscribe(() => {
      const state = link.state();
      if (state.phase !== 'open' || state.generation === generation) return;
      generation = state.generation;
      void client.invalidateQueries();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
