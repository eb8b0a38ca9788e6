import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { createSearchFeature } from '../../../main/backend/features/search/index.ts';
import { createGazetteer } from '../../../main/backend/gazetteer/index.ts';
import { silentLog } from '../../../main/backend/log.ts';
import { viewerOf, type Viewer } from '../../../main/backend/viewer.ts';
import { ensureGazetteer } from '../../../scripts/gazetteer.ts';
import {
  contract,
  type EventName,
  type Events,
  type Params,
  type Result,
} from '../../../shared/contract/index.ts';
import { fillRegion, openRegion, regionNow, type TestRegion } from '../search/region.ts';

type Method = 'search.suggest' | 'search.results' | 'search.facets' | 'search.places' | 'search.place';

/** The search feature over a generated region on disk, asked through the contract's own schemas. */
export interface SearchTestDesk extends Disposable {
  readonly region: TestRegion;
  /** A reading connection of the test's own. */
  readonly copy: Database;
  readonly ask: <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>;
  /** Tells the feature of a commit. */
  readonly tell: (change: Partial<Events['data.changed']>) => void;
  viewer: Viewer;
  now: number;
}

/** Opens one; `offers` 0 leaves the region empty. */
export function openDesk(offers = 400, seed = 20261123): SearchTestDesk {
  const folder = mkdtempSync(path.join(tmpdir(), 'vigie-search-'));
  const region = openRegion(folder);
  if (offers > 0) fillRegion(region, offers, seed);
  region.index();
  const copy = region.openReader();
  const listeners = new Set<(change: Events['data.changed']) => void>();
  const desk = { viewer: viewerOf('urgences'), now: regionNow };
  const feature = createSearchFeature(
    {
      copy,
      now: () => desk.now,
      log: silentLog,
      emit: <E extends EventName>(name: E, payload: Events[E]) => {
        throw new Error(`the search says nothing by itself: ${name} ${JSON.stringify(payload)}`);
      },
      onDataChanged: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      viewer: () => desk.viewer,
    },
    {
      gazetteer: createGazetteer(
        ensureGazetteer(path.resolve(import.meta.dirname, '../../../.cache/gazetteer')),
      ),
    },
  );
  return Object.assign(desk, {
    region,
    copy,
    ask: async <M extends Method>(method: M, params: Params<M>): Promise<Result<M>> => {
      const handler = feature.handlers[method] as (params: unknown) => Result<M> | Promise<Result<M>>;
      return await handler(contract[method].params.parse(params));
    },
    tell: (change: Partial<Events['data.changed']>) => {
      const whole = { scopes: ['directory' as const], locationIds: [], at: new Date(desk.now).toISOString() };
      for (const listener of listeners) listener({ ...whole, ...change });
    },
    [Symbol.dispose]: () => {
      feature.close();
      copy.close();
      region.close();
      rmSync(folder, { recursive: true });
    },
  });
}
