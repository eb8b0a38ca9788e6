import { describe, expect, it } from 'vitest';
import { createLink, type PortSource } from '../../renderer/api/link.ts';
import { serve } from '../../shared/rpc.ts';
import { portPair } from '../support/port-pair.ts';
import { fakeRegion } from './fake-backend.ts';

/** A source driven by the test. */
function manual() {
  let handlers: Parameters<PortSource>[0] | undefined;
  const source: PortSource = (given) => {
    handlers = given;
    return { retry: () => undefined };
  };
  const backend = fakeRegion();
  return {
    source,
    backend,
    fail: () => handlers?.failed(),
    open: () => {
      const [page, host] = portPair();
      serve(host, backend, () => undefined);
      handlers?.open(page);
      return host;
    },
  };
}

describe('link', () => {
  it('queues calls until a port opens', async () => {
    const { source, open, backend } = manual();
    const link = createLink(source);
    const answer = link.call('status.get', {});
    expect(backend.calls).toHaveLength(0);
    open();
    expect((await answer).region?.name).toBe('Île-de-France');
  });

  it('says since when it is lost, and opens a new generation when it returns', () => {
    const { source, open } = manual();
    const link = createLink(source, () => 1_000);
    const seen: string[] = [];
    link.subscribe(() => seen.push(link.state().phase));
    open().close();
    expect(link.state()).toEqual({ phase: 'lost', since: 1_000, generation: 1 });
    open();
    expect(link.state()).toEqual({ phase: 'open', since: null, generation: 2 });
    expect(seen).toEqual(['open', 'lost', 'open']);
  });

  it('keeps the first moment of loss over failed attempts', () => {
    let now = 1;
    const { source, fail } = manual();
    const link = createLink(source, () => now);
    fail();
    now = 2;
    fail();
    expect(link.state().since).toBe(1);
  });

  it('rejects what was being answered when the port closed, and does not send it twice', async () => {
    const { source, open, backend } = manual();
    const link = createLink(source);
    const host = open();
    const answer = link.call('sync.now', {});
    host.close();
    await expect(answer).rejects.toMatchObject({ code: 'backend_gone' });
    open();
    await link.call('status.get', {});
    expect(backend.calls.filter(({ method }) => method === 'sync.now').length).toBeLessThanOrEqual(1);
  });

  it('keeps event subscriptions over ports', async () => {
    const { source, open, backend } = manual();
    const link = createLink(source);
    const seen: string[] = [];
    link.on('data.changed', ({ at }) => seen.push(at));
    open().close();
    open();
    backend.emit('data.changed', { scopes: ['beds'], locationIds: [], at: 'now' });
    await link.call('status.get', {});
    expect(seen).toEqual(['now']);
  });
});
