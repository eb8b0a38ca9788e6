import type { Backend, EventName, Events, MethodName } from '../../shared/contract/index.ts';

export interface FakeBackend extends Backend {
  /** Calls received, in order. */
  readonly calls: { readonly method: MethodName; readonly params: unknown }[];
  emit<E extends EventName>(name: E, payload: Events[E]): void;
  readonly listenerCount: () => number;
  readonly closed: () => boolean;
}

/** A backend that answers with `answer`; for tests on hosts, where what is carried does not matter. */
export function fakeBackend(
  answer: (method: MethodName, params: unknown) => unknown = () => null,
): FakeBackend {
  const listeners = new Set<(name: EventName, payload: Events[EventName]) => void>();
  const calls: { method: MethodName; params: unknown }[] = [];
  let closed = false;
  return {
    calls,
    call: (method, params) => {
      calls.push({ method, params });
      return new Promise((resolve) => {
        resolve(answer(method, params));
      });
    },
    onAny: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (name, payload) => {
      for (const listener of listeners) listener(name, payload);
    },
    close: () => {
      closed = true;
      return Promise.resolve();
    },
    listenerCount: () => listeners.size,
    closed: () => closed,
  };
}
