import type { AppStatus, SyncKind } from '../../../../shared/contract/status.ts';
import type { Handlers } from '../../../../shared/contract/index.ts';

export interface StatusSource {
  readonly status: () => AppStatus;
  /** Queues an exchange asked by a person. */
  readonly request: (kind: SyncKind) => void;
}

/** `status.get` and `sync.now`. */
export function statusHandlers(source: StatusSource): Pick<Handlers, 'status.get' | 'sync.now'> {
  return {
    'status.get': () => source.status(),
    'sync.now': ({ kind }) => {
      source.request(kind);
      return null;
    },
  };
}
