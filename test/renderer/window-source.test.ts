import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLink } from '../../renderer/api/link.ts';
import { windowSource } from '../../renderer/api/window-source.ts';
import { serve } from '../../shared/rpc.ts';
import { fakeRegion } from './fake-backend.ts';

const origin = 'app://vigie';

interface Heard {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly MessagePort[];
}

/** A window as the handshake sees it: it hears its own messages. */
function fakeWindow() {
  let listener: ((event: Heard) => void) | undefined;
  const posted: unknown[] = [];
  const target = {
    location: { origin },
    addEventListener: (_type: 'message', given: (event: Heard) => void) => {
      listener = given;
    },
    postMessage: (data: unknown, to: string) => posted.push({ data, to }),
  };
  const say = (data: unknown, ports: readonly MessagePort[] = [], from: Partial<Heard> = {}): void =>
    listener?.({ data, origin, source: target, ports, ...from });
  return { target: target as unknown as Window, posted, say };
}

/** A served port, as the preload would hand it over. */
function servedPort(backend = fakeRegion()): MessagePort {
  const { port1, port2 } = new MessageChannel();
  serve(
    {
      post: (message) => {
        port1.postMessage(message);
      },
      listen: ({ message }) => {
        port1.onmessage = ({ data }) => message(data);
      },
    },
    backend,
    () => undefined,
  );
  opened.push(port1, port2);
  return port2;
}

const opened: MessagePort[] = [];
beforeEach(() => () => {
  for (const port of opened.splice(0)) port.close();
});

describe('handshake with the preload', () => {
  it('says it is ready, then takes the port it is given', async () => {
    const { target, posted, say } = fakeWindow();
    const link = createLink(windowSource(target));
    expect(posted).toEqual([{ data: { type: 'vigie:ready' }, to: origin }]);
    const answer = link.call('status.get', {});
    say({ type: 'vigie:port' }, [servedPort()]);
    expect((await answer).region?.name).toBe('Île-de-France');
  });

  it('refuses ports from elsewhere, of another type, or in another number', () => {
    const { target, say } = fakeWindow();
    const link = createLink(windowSource(target));
    say({ type: 'vigie:port' }, [servedPort()], { origin: 'https://ailleurs.example' });
    say({ type: 'vigie:port' }, [servedPort()], { source: null });
    say({ type: 'autre' }, [servedPort()]);
    say({ type: 'vigie:port' }, []);
    say({ type: 'vigie:port' }, [servedPort(), servedPort()]);
    say('vigie:port', [servedPort()]);
    expect(link.state().phase).toBe('connecting');
  });

  it('is lost when told that the backend is gone, and found again with the next port', async () => {
    const { target, say } = fakeWindow();
    const link = createLink(windowSource(target));
    say({ type: 'vigie:port' }, [servedPort()]);
    say({ type: 'vigie:gone' });
    expect(link.state().phase).toBe('lost');
    say({ type: 'vigie:port' }, [servedPort()]);
    expect((await link.call('status.get', {})).online).toBe(true);
    expect(link.state().generation).toBe(2);
  });

  it('moves to a new port without waiting for the end of the old one', async () => {
    const { target, say } = fakeWindow();
    const link = createLink(windowSource(target));
    const renewed = fakeRegion();
    renewed.data.status = { ...renewed.data.status, notUnderstood: 77 };
    say({ type: 'vigie:port' }, [servedPort()]);
    say({ type: 'vigie:port' }, [servedPort(renewed)]);
    await vi.waitFor(async () => expect((await link.call('status.get', {})).notUnderstood).toBe(77));
  });
});
