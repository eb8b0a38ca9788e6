import type { Port } from '../../shared/rpc.ts';

/** Two ports joined in memory; messages arrive asynchronously and are structured-cloned, as on a real port. */
export function portPair(): readonly [Port & { close(): void }, Port & { close(): void }] {
  const sides = [emptySide(), emptySide()] as const;
  const make = (own: Side, other: Side): Port & { close(): void } => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => other.handlers?.message(copy));
    },
    listen: (handlers) => {
      own.handlers = handlers;
    },
    close: () => {
      own.handlers?.close();
      other.handlers?.close();
    },
  });
  return [make(sides[0], sides[1]), make(sides[1], sides[0])];
}

interface Side {
  handlers: Parameters<Port['listen']>[0] | undefined;
}

function emptySide(): Side {
  return { handlers: undefined };
}
