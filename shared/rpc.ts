import { z } from 'zod';
import { AppError, errorCodes, fromPlainError, toPlainError, type PlainError } from './errors.ts';
import {
  contract,
  type Backend,
  type EventName,
  type Events,
  type MethodName,
  type Params,
  type Result,
} from './contract/index.ts';

/**
 * A two-way channel of plain data. MessagePort, WebSocket and an in-process pair are each wrapped in these two
 * methods; nothing else of the transport is visible to `serve` and `connect`.
 */
export interface Port {
  post(message: unknown): void;
  /** `close` is called once, when no further message can come. */
  listen(handlers: { message: (message: unknown) => void; close: () => void }): void;
}

const callSchema = z.object({
  t: z.literal('call'),
  id: z.number().int(),
  method: z.string(),
  params: z.unknown(),
});
const errorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
const answerSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ok'), id: z.number().int(), value: z.unknown() }),
  z.object({ t: z.literal('error'), id: z.number().int(), error: errorSchema }),
  z.object({ t: z.literal('event'), name: z.string(), payload: z.unknown() }),
]);

function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}

/** Runs one call with validated parameters; shared by the ports and by the in-process host. */
export async function dispatch(backend: Backend, method: string, params: unknown): Promise<unknown> {
  if (!isMethodName(method)) {
    throw new AppError(
      'unknown_method',
      `Cette action n’existe pas dans cette version (${method.slice(0, 60)}).`,
    );
  }
  const parsed = contract[method].params.safeParse(params);
  if (!parsed.success) {
    throw new AppError('invalid_params', 'La demande est mal formée et n’a pas été exécutée.', {
      details: {
        method,
        issues: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`),
      },
    });
  }
  return backend.call(method, parsed.data);
}

/**
 * Serves `backend` on `port` until the port closes. Every call is answered, also the malformed ones that carry an id.
 * `onError` receives what was really thrown, for the log.
 */
export function serve(
  port: Port,
  backend: Backend,
  onError: (method: string, thrown: unknown) => void,
): void {
  const stop = backend.onAny((name, payload) => {
    port.post({ t: 'event', name, payload });
  });
  port.listen({
    message: (raw) => {
      const call = callSchema.safeParse(raw);
      if (!call.success) return;
      const { id, method, params } = call.data;
      dispatch(backend, method, params).then(
        (value) => {
          postValue(port, id, value, (thrown) => {
            onError(method, thrown);
          });
        },
        (thrown: unknown) => {
          onError(method, thrown);
          port.post({ t: 'error', id, error: toPlainError(thrown) });
        },
      );
    },
    close: stop,
  });
}

/** A value that cannot be cloned must not hide the call: the caller gets `internal` instead of silence. */
function postValue(port: Port, id: number, value: unknown, onError: (thrown: unknown) => void): void {
  try {
    port.post({ t: 'ok', id, value });
  } catch (thrown) {
    onError(thrown);
    port.post({ t: 'error', id, error: toPlainError(thrown) });
  }
}

/** The calling side of the contract. */
export interface Client {
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  on<E extends EventName>(name: E, listener: (payload: Events[E]) => void): () => void;
  /** Called once if the other side goes away; pending calls have been rejected with `backend_gone`. */
  onClose(listener: () => void): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

const gone: PlainError = {
  code: 'backend_gone',
  message: 'Le service local s’est arrêté. Il redémarre ; ce qui était enregistré est conservé.',
};

/** Connects to a served backend. Calls made after the port closed are rejected at once. */
export function connect(port: Port): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const closeListeners: (() => void)[] = [];
  let nextId = 1;
  let closed = false;

  port.listen({
    message: (raw) => {
      const answer = answerSchema.safeParse(raw);
      if (!answer.success) return;
      if (answer.data.t === 'event') {
        for (const listener of listeners.get(answer.data.name) ?? []) listener(answer.data.payload);
        return;
      }
      const waiting = pending.get(answer.data.id);
      if (waiting === undefined) return;
      pending.delete(answer.data.id);
      if (answer.data.t === 'ok') waiting.resolve(answer.data.value);
      else {
        const { code, message, details } = answer.data.error;
        waiting.reject(
          fromPlainError(details === undefined ? { code, message } : { code, message, details }),
        );
      }
    },
    close: () => {
      closed = true;
      for (const waiting of pending.values()) waiting.reject(fromPlainError(gone));
      pending.clear();
      for (const listener of closeListeners.splice(0)) listener();
    },
  });

  return {
    call: (method, params) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(fromPlainError(gone));
          return;
        }
        const id = nextId++;
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
        port.post({ t: 'call', id, method, params });
      }),
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      const wrapped = listener as (payload: unknown) => void;
      set.add(wrapped);
      return () => set.delete(wrapped);
    },
    onClose: (listener) => {
      if (closed) listener();
      else closeListeners.push(listener);
    },
  };
}
