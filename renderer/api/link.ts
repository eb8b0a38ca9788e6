import { AppError } from '../../shared/errors.ts';
import { connect, type Client, type Port } from '../../shared/rpc.ts';
import type { EventName, Events, MethodName, Params, Result } from '../../shared/contract/index.ts';

/** Where the page stands with the local service (not with the region: that is `AppStatus`). */
export interface LinkState {
  readonly phase: 'connecting' | 'open' | 'lost';
  /** When the link was lost, in epoch milliseconds; null while open or before the first connection. */
  readonly since: number | null;
  /** Counts openings: a change means that events may have been missed and everything must be read again. */
  readonly generation: number;
}

/** The page's lasting end of the contract, over ports that come and go. */
export interface Link {
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void;
  readonly state: () => LinkState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tries to connect at once instead of waiting for the next attempt. */
  readonly retry: () => void;
}

/** Gives ports to a link: one `open` per usable port; the link learns of its end from the port itself. */
export type PortSource = (handlers: { open: (port: Port) => void; failed: () => void }) => {
  retry: () => void;
};

interface Waiting {
  readonly run: (client: Client) => void;
  readonly refuse: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** A call made while there is no port waits this long for one, then is rejected with `backend_gone`. */
const patience = 15_000;

/**
 * A link over `source`. Calls made while connecting are queued; calls already sent when a port closes are
 * rejected (the caller cannot know whether they ran); event subscriptions survive.
 */
export function createLink(source: PortSource, now: () => number = Date.now): Link {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const observers = new Set<() => void>();
  const queue = new Set<Waiting>();
  let client: Client | null = null;
  let state: LinkState = { phase: 'connecting', since: null, generation: 0 };

  const move = (next: LinkState): void => {
    state = next;
    for (const observer of observers) observer();
  };

  const lose = (): void => {
    client = null;
    if (state.phase === 'lost') return;
    move({ ...state, phase: 'lost', since: now() });
  };

  const subscribeTo = (target: Client, name: EventName): void => {
    target.on(name, (payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    });
  };

  const open = (port: Port): void => {
    const opened = connect(port);
    client = opened;
    for (const name of listeners.keys()) subscribeTo(opened, name);
    opened.onClose(() => {
      if (client === opened) lose();
    });
    move({ phase: 'open', since: null, generation: state.generation + 1 });
    for (const waiting of queue) {
      clearTimeout(waiting.timer);
      waiting.run(opened);
    }
    queue.clear();
  };

  const { retry } = source({ open, failed: lose });

  return {
    call: (method, params) => {
      if (client !== null) return client.call(method, params);
      return new Promise((resolve, reject) => {
        const waiting: Waiting = {
          run: (target) => {
            target.call(method, params).then(resolve, reject);
          },
          refuse: () => {
            queue.delete(waiting);
            reject(
              new AppError(
                'backend_gone',
                'Le service local ne répond pas. Ce qui était enregistré est conservé.',
              ),
            );
          },
          timer: setTimeout(() => {
            waiting.refuse();
          }, patience),
        };
        queue.add(waiting);
      });
    },
    on: (name, listener) => {
      const known = listeners.get(name);
      const set = known ?? new Set<(payload: never) => void>();
      if (known === undefined) {
        listeners.set(name, set);
        if (client !== null) subscribeTo(client, name);
      }
      set.add(listener);
      return () => set.delete(listener);
    },
    state: () => state,
    subscribe: (observer) => {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    retry,
  };
}
