import type { RegionClient, WriteAnswer } from '../client/http.ts';
import type { RegionConfig } from '../config.ts';
import { patchBody, type CapacityWrite, type PatchType } from './body.ts';
import { isMissingIndicator, writeError } from './outcome.ts';

export interface CapacityTarget {
  readonly client: RegionClient;
  readonly config: RegionConfig;
  readonly now: () => number;
}

const isDone = ({ status }: WriteAnswer): boolean => status >= 200 && status < 300;

/**
 * Writes figures of one Location, found by `<idNatStruct of the EG>/<external id>` (conditional patch). Protocol of
 * the guide: `replace` first; where the region answers that it holds no such count, `add`. All figures go in one
 * request that is applied whole or not at all; only when one of them is new are they sent one by one. Repeating it is
 * harmless: the same figures with the same dates replace themselves.
 * @throws AppError `capacity_*` when the region refuses, `region_*` when it cannot be reached
 */
export async function sendCapacity(
  target: CapacityTarget,
  identifier: string,
  writes: readonly CapacityWrite[],
): Promise<void> {
  const base = target.config.writeUrl ?? target.config.baseUrl;
  const url = new URL(`${base}/Location?identifier=${encodeURIComponent(identifier)}`);
  const patch = (type: PatchType, some: readonly CapacityWrite[]): Promise<WriteAnswer> =>
    target.client.send(url, { method: 'PATCH', body: patchBody(type, some), regionHeaders: false });
  const refused = (answer: WriteAnswer, isWhole: boolean): Error =>
    writeError(answer, { identifier, now: target.now(), whole: isWhole });
  if (writes.length === 0) return;
  const whole = await patch('replace', writes);
  if (isDone(whole)) return;
  if (!isMissingIndicator(whole)) throw refused(whole, true);
  for (const write of writes) {
    const replaced = writes.length === 1 ? whole : await patch('replace', [write]);
    if (isDone(replaced)) continue;
    if (!isMissingIndicator(replaced)) throw refused(replaced, false);
    const added = await patch('add', [write]);
    if (!isDone(added)) throw refused(added, writes.length === 1);
  }
}
