import { act, cleanup, render } from '@testing-library/react';
import { createMemoryHistory } from '@tanstack/react-router';
import { App } from '../../renderer/App.tsx';
import { createLink } from '../../renderer/api/link.ts';
import { createQueryClient } from '../../renderer/api/query-client.ts';
import { createPageRouter } from '../../renderer/router.tsx';
import { serve } from '../../shared/rpc.ts';
import { portPair } from '../support/port-pair.ts';
import { fakeRegion, type FakeRegion } from './fake-backend.ts';

export interface RenderedPage {
  readonly backend: ReturnType<typeof fakeRegion>;
  /** Cuts the link, as when the backend process stops. */
  readonly cut: () => void;
  readonly reopen: () => void;
  readonly address: () => string;
}

/** The whole page at an address, over the real link and rpc, answered by fixtures. */
export async function renderPage(path: string, change: Partial<FakeRegion> = {}): Promise<RenderedPage> {
  cleanup();
  const backend = fakeRegion(change);
  let host: ReturnType<typeof portPair>[1] | undefined;
  let open: () => void = () => undefined;
  const link = createLink(({ open: give }) => {
    open = () => {
      const pair = portPair();
      host = pair[1];
      serve(pair[1], backend, () => undefined);
      give(pair[0]);
    };
    return { retry: () => open() };
  });
  open();
  const router = createPageRouter(createMemoryHistory({ initialEntries: [path] }));
  await act(async () => {
    render(<App link={link} client={createQueryClient()} router={router} />);
    await router.load();
  });
  return {
    backend,
    cut: () => act(() => host?.close()),
    reopen: () => act(() => open()),
    address: () => router.state.location.href,
  };
}
