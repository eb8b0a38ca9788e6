import { keepPreviousData, useQueries, type UseQueryOptions } from '@tanstack/react-query';
import type { Params } from '../../../shared/contract/index.ts';
import type { ResultEstablishment, ResultUnit, SearchResults } from '../../../shared/contract/search.ts';
import type { AppError } from '../../../shared/errors.ts';
import { useLink } from '../../api/hooks.ts';

export const pageSize = 100;

/** First and last row that may be looked at. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

export interface ResultPages {
  /** The first page: totals, and how the text was read. */
  readonly head: SearchResults | undefined;
  readonly error: AppError | null;
  readonly refetch: () => void;
  readonly unitAt: (index: number) => ResultUnit | undefined;
  readonly establishmentAt: (index: number) => ResultEstablishment | undefined;
}

/** The rows of a question, a page at a time: those in sight, and the first. */
export function useResultPages(question: Params<'search.results'>, span: Span): ResultPages {
  const link = useLink();
  const offsets = new Set([0]);
  for (let page = Math.floor(span.first / pageSize); page <= Math.floor(span.last / pageSize); page += 1) {
    offsets.add(page * pageSize);
  }
  const pages = useQueries({
    queries: [...offsets].map((offset): UseQueryOptions<SearchResults, AppError> => {
      const params = { ...question, offset, limit: pageSize };
      return {
        queryKey: ['search.results', params],
        queryFn: () => link.call('search.results', params),
        ...(offset === 0 ? { placeholderData: keepPreviousData } : {}),
      };
    }),
  });
  const [first] = pages;
  const pageOf = (index: number): SearchResults | undefined =>
    pages.find(({ data }) => data !== undefined && index >= data.offset && index < data.offset + pageSize)
      ?.data;
  return {
    head: first?.data,
    error: first?.error ?? null,
    refetch: () => {
      for (const page of pages) void page.refetch();
    },
    unitAt: (index) => pageOf(index)?.units[index % pageSize],
    establishmentAt: (index) => pageOf(index)?.establishments[index % pageSize],
  };
}
