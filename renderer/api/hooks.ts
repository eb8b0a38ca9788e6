import { createContext, use, useSyncExternalStore } from 'react';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { AppError } from '../../shared/errors.ts';
import type { MethodName, Params, Result } from '../../shared/contract/index.ts';
import type { AppStatus } from '../../shared/contract/status.ts';
import type { Link, LinkState } from './link.ts';

export const LinkContext = createContext<Link | null>(null);

/** The link of this page. Throws outside the application frame: a programming error. */
export function useLink(): Link {
  const link = use(LinkContext);
  if (link === null) throw new Error('useLink needs a LinkContext');
  return link;
}

export interface BackendQueryOptions {
  /** Reads again at this period (ms): figures age even when nothing arrives. */
  readonly every?: number;
  readonly enabled?: boolean;
  /** Keeps the former answer on screen while other parameters are being read. */
  readonly keep?: boolean;
}

/**
 * Reads `method` and keeps it current. Unchanged parts of a new answer keep their identity, so only what really
 * changed is drawn again.
 */
export function useBackendQuery<M extends MethodName>(
  method: M,
  params: Params<M>,
  options: BackendQueryOptions = {},
): UseQueryResult<Result<M>, AppError> {
  const link = useLink();
  return useQuery<Result<M>, AppError>({
    queryKey: [method, params],
    queryFn: () => link.call(method, params),
    enabled: options.enabled ?? true,
    ...(options.every === undefined ? {} : { refetchInterval: options.every }),
    ...(options.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Calls `method` on demand. The backend announces what it changed, so nothing is invalidated here. */
export function useBackendMutation<M extends MethodName>(
  method: M,
): UseMutationResult<Result<M>, AppError, Params<M>> {
  const link = useLink();
  return useMutation<Result<M>, AppError, Params<M>>({ mutationFn: (params) => link.call(method, params) });
}

/** Where the page stands with the local service. */
export function useLinkState(): LinkState {
  const link = useLink();
  return useSyncExternalStore(link.subscribe, link.state);
}

/** Region, sync and local copy; undefined until the first answer. */
export function useStatus(): AppStatus | undefined {
  return useBackendQuery('status.get', {}).data;
}
