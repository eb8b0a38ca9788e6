import type { EntryRow, EntryUnits } from '../../../shared/contract/bed-entry.ts';
import type { MethodName, Params, Result } from '../../../shared/contract/index.ts';
import type { EntryKey } from '../../../shared/domain/bed-entry/keys.ts';
import type { DemoRegion } from '../../../main/demo-region/index.ts';
import type { BackendOptions } from '../../../main/backend/index.ts';
import { dispatch } from '../../../shared/rpc.ts';
import { AppError } from '../../../shared/errors.ts';
import { testBackend, until, type TestBackend } from '../../support/backend.ts';

/** A post of the demonstration region with its person, synced, that sends what is entered and reads when asked. */
export interface Post extends AsyncDisposable {
  readonly test: TestBackend;
  call<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  /** The AppError a call ends with. */
  refusal<M extends MethodName>(method: M, params: Params<M>): Promise<AppError>;
  units(): Promise<EntryUnits>;
  row(locationId: string): Promise<EntryRow>;
  /** Enters figures over those of the row now. */
  enter(locationId: string, figures: Partial<Record<EntryKey, number>>): Promise<string>;
  settled(locationId: string, state: NonNullable<EntryRow['sending']>['state']): Promise<EntryRow>;
}

const quick = { baseMs: 20, capMs: 60 };

/** Opens a post on a profile folder. */
export async function openPost(
  profileDir: string,
  url: string,
  options: Partial<BackendOptions> & { readonly sync?: boolean } = {},
): Promise<Post> {
  const { sync = true, ...rest } = options;
  const test = await testBackend(profileDir, url, {
    region: { id: 'test', name: 'Région de test', baseUrl: url, demonstration: true },
    backoff: quick,
    ...rest,
  });
  if (sync) await test.backend.sync('full');
  const call: Post['call'] = async (method, params) =>
    (await dispatch(test.backend, method, params)) as Result<typeof method>;
  const units = (): Promise<EntryUnits> => call('bedEntry.units', {});
  const row = async (locationId: string): Promise<EntryRow> => {
    const found = (await units()).rows.find((each) => each.locationId === locationId);
    if (found === undefined) throw new Error(`no row for ${locationId}`);
    return found;
  };
  return {
    test,
    call,
    refusal: async (method, params) => {
      try {
        await call(method, params);
      } catch (thrown) {
        if (thrown instanceof AppError) return thrown;
        throw thrown;
      }
      throw new Error(`${method}: expected to be refused`);
    },
    units,
    row,
    enter: async (locationId, figures) => {
      const { cells } = await row(locationId);
      const keys = Object.keys(figures) as EntryKey[];
      const base = Object.fromEntries(
        keys.map((key) => {
          const cell = cells[key];
          return [key, cell === undefined ? null : { count: cell.count, updatedAt: cell.updatedAt }];
        }),
      );
      return (await call('bedEntry.save', { locationId, figures, base })).jobId;
    },
    settled: async (locationId, state) => {
      let last: EntryRow | undefined;
      await until(`${locationId} ${state}`, async () => {
        last = await row(locationId);
        return last.sending?.state === state;
      });
      if (last === undefined) throw new Error('never read');
      return last;
    },
    [Symbol.asyncDispose]: () => test[Symbol.asyncDispose](),
  };
}

interface Part {
  readonly url: string;
  readonly valueInteger?: number;
  readonly valueDateTime?: string;
  readonly valueString?: string;
  readonly valueCodeableConcept?: { readonly coding: readonly { readonly code: string }[] };
}

export interface RegionCount {
  readonly count: number;
  readonly at: number;
  readonly source: string;
  readonly comment: string | null;
}

/** The count the region itself holds for codes such as `{capacityStatus:'02', genderCapacityAvailable:'04'}`, now and unassigned. */
export function heldBy(
  region: DemoRegion,
  locationId: string,
  codes: Readonly<Record<string, string>>,
): RegionCount[] {
  const location = region.control.getResource('Location', locationId);
  const wanted = { temporalityCapacity: '01', temporaryAssignement: '01', ...codes };
  const rows = (location?.['extension'] ?? []) as unknown as { extension?: Part[] }[];
  return rows.flatMap(({ extension: parts = [] }) => {
    const code = (url: string): string | undefined =>
      parts.find((part) => part.url === url)?.valueCodeableConcept?.coding[0]?.code;
    if (!Object.entries(wanted).every(([url, each]) => code(url) === each)) return [];
    if (code('crisisType') !== undefined) return [];
    return [
      {
        count: parts.find(({ url }) => url === 'nbCapacity')?.valueInteger ?? Number.NaN,
        at: Date.parse(parts.find(({ url }) => url === 'capacityUpdateDate')?.valueDateTime ?? ''),
        source: code('capacitySourceType') ?? '',
        comment: parts.find(({ url }) => url === 'comment')?.valueString ?? null,
      },
    ];
  });
}

/** Capacity patches the region received, with their statuses. */
export function patches(region: DemoRegion): number[] {
  return region.control
    .requests()
    .filter(({ method }) => method === 'PATCH')
    .map(({ status }) => status);
}
