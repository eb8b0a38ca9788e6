import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryHistory } from '@tanstack/react-router';
import { App } from '../../../renderer/App.tsx';
import { createLink } from '../../../renderer/api/link.ts';
import { createQueryClient } from '../../../renderer/api/query-client.ts';
import { createPageRouter } from '../../../renderer/router.tsx';
import type { MethodName } from '../../../shared/contract/index.ts';
import { serve } from '../../../shared/rpc.ts';
import { openDesk, type SearchTestDesk } from '../../backend/search-feature/desk.ts';
import { fakeBackend, type FakeBackend } from '../../support/fake-backend.ts';
import { portPair } from '../../support/port-pair.ts';
import { regionBoard, status } from '../fake-backend.ts';

export interface SearchPage {
  readonly backend: FakeBackend;
  readonly address: () => string;
}

/** Answers of a test in place of the real ones; undefined lets the real search answer. */
export type Answers = (method: MethodName, params: unknown) => unknown;

/** The desk of a test file: filling a region takes a while. */
export function searchDesk(): SearchTestDesk {
  return openDesk(160);
}

/** The page at an address, over the real link and rpc, answered by the real search on a real copy. */
export async function openSearch(
  desk: SearchTestDesk,
  path: string,
  answers: Answers = () => undefined,
): Promise<SearchPage> {
  cleanup();
  // Without a layout every element is empty; the list would then show no row.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 800 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 48 });
  Object.defineProperty(HTMLElement.prototype, 'scrollTo', { configurable: true, value: () => undefined });
  const backend = fakeBackend((method, params) => {
    if (method === 'status.get') return status();
    if (method === 'beds.regionBoard') return regionBoard();
    const answer = answers(method, params);
    if (answer !== undefined) return answer;
    return method.startsWith('search.') ? desk.ask(method as 'search.suggest', params as never) : null;
  });
  const [pagePort, hostPort] = portPair();
  serve(hostPort, backend, () => undefined);
  const link = createLink(({ open }) => {
    open(pagePort);
    return { retry: () => undefined };
  });
  const router = createPageRouter(createMemoryHistory({ initialEntries: [path] }));
  await act(async () => {
    render(<App link={link} client={createQueryClient()} router={router} />);
    await router.load();
  });
  await waitFor(() => screen.getByRole('combobox', { name: /^Rechercher/ }));
  return { backend, address: () => decodeURIComponent(router.state.location.href) };
}

/** The search line. */
export function searchLine(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>('combobox', { name: /^Rechercher/ });
}
