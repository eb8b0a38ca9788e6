import type { ParsedParams, Result } from '../../../../shared/contract/index.ts';
import type { BackendContext } from '../../context.ts';
import { BedIndex } from './bed-index.ts';
import { departmentBoard, regionBoard } from './boards.ts';
import { ordinaryViewer, type Viewer } from './queries.ts';
import { defaultRulesOf, type RulesOf } from './rules.ts';
import { unitSheet } from './unit-sheet.ts';

type BedMethod = 'beds.regionBoard' | 'beds.departmentBoard' | 'beds.unitSheet';

/** Every answer comes from memory or one short read: none of them waits. */
export type BedHandlers = { readonly [M in BedMethod]: (params: ParsedParams<M>) => Result<M> };

export interface BedOptions {
  /** Thresholds of each group from the settings; the defaults of product.md F9 otherwise. */
  readonly rulesOf?: RulesOf;
  /** Who asks; sensitive units are hidden unless the rights say otherwise. */
  readonly viewer?: Viewer;
}

export interface BedFeature {
  readonly handlers: BedHandlers;
  close(): void;
}

/** Bed boards (F6, F7) and bed sheets (F8) over the local copy, with the freshness of every figure (F9). */
export function createBedFeature(context: BackendContext, options: BedOptions = {}): BedFeature {
  const { rulesOf = defaultRulesOf, viewer = ordinaryViewer } = options;
  const index = new BedIndex(context.copy, viewer);
  const stop = context.onDataChanged(({ scopes, locationIds }) => {
    // A change of the directory may move, rename, close or hide units: only pure bed changes name what they touch.
    if (scopes.includes('directory')) index.invalidate(null);
    else if (scopes.includes('beds')) index.invalidate(locationIds);
  });
  return {
    handlers: {
      'beds.regionBoard': (query) => regionBoard(index.current(), query, rulesOf, context.now()),
      'beds.departmentBoard': (query) => departmentBoard(index.current(), query, rulesOf, context.now()),
      'beds.unitSheet': ({ id }) =>
        context.copy.transaction(() =>
          unitSheet(context.copy, id, { rulesOf, viewer, now: context.now() }),
        )(),
    },
    close: stop,
  };
}
