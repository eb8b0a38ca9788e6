import type { ParsedParams, Result } from '../../../../shared/contract/index.ts';
import type { BackendContext } from '../../context.ts';
import { ordinaryViewer } from '../../viewer.ts';
import { directorySheet } from './sheet.ts';
import { DirectoryTree } from './tree.ts';

type DirectoryMethod =
  'directory.sheet' | 'directory.children' | 'directory.path' | 'directory.find' | 'directory.facets';

/** Every answer comes from memory or a few short reads; only the first type-ahead takes turns with other calls. */
export type DirectoryHandlers = {
  readonly [M in DirectoryMethod]: (
    params: ParsedParams<M>,
  ) => M extends 'directory.find' ? Promise<Result<M>> : Result<M>;
};

export interface DirectoryFeature {
  readonly handlers: DirectoryHandlers;
  close(): void;
}

/** Sheets (F3) and the tree (F4) over the local copy. */
export function createDirectoryFeature(context: BackendContext): DirectoryFeature {
  const { copy, now } = context;
  const viewer = context.viewer ?? ((): typeof ordinaryViewer => ordinaryViewer);
  const tree = new DirectoryTree(copy, now);
  const stop = context.onDataChanged(({ scopes }) => {
    if (scopes.includes('directory')) tree.invalidate();
  });
  /** All reads of an answer see one state of the copy, whatever a sync commits meanwhile. */
  const reading = <T>(read: () => T): T => copy.transaction(read)();
  return {
    handlers: {
      'directory.sheet': ({ kind, id }) =>
        reading(() => directorySheet(copy, tree, viewer(), kind, id, now())),
      'directory.children': ({ parents, filters }) =>
        reading(() => {
          const view = tree.view(filters, viewer());
          return parents.map(({ key, limit }) => view.children(key, limit));
        }),
      'directory.path': ({ kind, id, filters }) => reading(() => tree.path(kind, id, filters, viewer())),
      'directory.find': ({ text, limit }) => tree.find(text, limit, viewer()),
      'directory.facets': ({ filters }) => reading(() => tree.facets(filters, viewer())),
    },
    close: stop,
  };
}
