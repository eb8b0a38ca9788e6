import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryHistory } from '@tanstack/react-router';
import { App } from '../../../renderer/App.tsx';
import { createLink } from '../../../renderer/api/link.ts';
import { createQueryClient } from '../../../renderer/api/query-client.ts';
import { createPageRouter } from '../../../renderer/router.tsx';
import { serve } from '../../../shared/rpc.ts';
import { DirectoryRegion, type Json } from '../../backend/directory/region.ts';
import { fakeBackend, type FakeBackend } from '../../support/fake-backend.ts';
import { portPair } from '../../support/port-pair.ts';
import { status } from '../fake-backend.ts';
import { fakeSheet } from '../fake-sheet.ts';

export interface DirectoryPage extends Disposable {
  readonly region: DirectoryRegion;
  readonly backend: FakeBackend;
  readonly address: () => string;
  readonly goTo: (path: string) => Promise<void>;
  /** Takes resources in and tells the page. */
  readonly put: (...resources: readonly Json[]) => Promise<void>;
}

/** The page at an address, over the real link and rpc, answered by the real directory on a real copy. */
export async function openDirectory(path: string, resources: readonly Json[]): Promise<DirectoryPage> {
  cleanup();
  // Without a layout every element is empty; the tree would then show no line.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 640 });
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 1_200 });
  const region = new DirectoryRegion();
  region.put(...resources);
  const handlers = region.feature.handlers as Readonly<Record<string, (params: never) => unknown>>;
  const backend = fakeBackend((method, params) => {
    if (method === 'status.get') return status();
    if (method === 'beds.unitSheet') return fakeSheet((params as { id: string }).id, 'full');
    return handlers[method]?.(params as never) ?? null;
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
  // The gate of the frame has its own heading until the local service answers.
  await waitFor(() => {
    if (screen.queryByRole('heading', { name: /Connexion|^Fiche$/ }) !== null)
      throw new Error('still connecting');
  });
  return {
    region,
    backend,
    address: () => router.state.location.href,
    goTo: (to) => act(() => router.navigate({ to })),
    put: async (...more) => {
      region.put(...more);
      await act(async () => {
        backend.emit('data.changed', {
          scopes: ['directory'],
          locationIds: [],
          at: new Date().toISOString(),
        });
        await Promise.resolve();
      });
    },
    [Symbol.dispose]: () => {
      cleanup();
      region.close();
    },
  };
}
