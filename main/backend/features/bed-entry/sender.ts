import {
  conflictsOf,
  keysOf,
  stillToSend,
  type EntryValues,
} from '../../../../shared/domain/bed-entry/entries.ts';
import { entryFigures, type EntryFigures } from '../../../../shared/domain/bed-entry/figures.ts';
import { entryIndicators, type EntryKey } from '../../../../shared/domain/bed-entry/keys.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { CapacityWrite } from '../../region/capacity-patch/body.ts';
import { readCapacities } from '../../region/capacity-patch/read.ts';
import { sendCapacity, type CapacityTarget } from '../../region/capacity-patch/send.ts';
import type { JobHandler } from '../../work/outbox-runner.ts';
import { replacedReceipt, type EntryPayload, type EntryStore } from './entry-store.ts';

/** TRE_R329: these figures are beds. */
const bed = '01';

/** The newest update date of an entry: what its receipt says. */
function receiptOf(values: EntryValues): string {
  const dates = keysOf(values).map((key) => values[key]?.at ?? 0);
  return new Date(Math.max(...dates)).toISOString();
}

function writesOf(values: EntryValues, keys: readonly EntryKey[], server: EntryFigures): CapacityWrite[] {
  return keys.flatMap((key) => {
    const value = values[key];
    return value === undefined
      ? []
      : [
          {
            indicator: entryIndicators[key],
            count: value.count,
            at: value.at,
            type: bed,
            comment: value.comment ?? server[key]?.comment ?? null,
          },
        ];
  });
}

/**
 * Sends a bed entry. The Location is read first, since the region knows no locking: figures that someone else entered
 * since the ones edited are never overwritten, figures that are already there are not sent again.
 */
export function entrySender(store: EntryStore, target: CapacityTarget): JobHandler {
  const read = async (payload: EntryPayload): Promise<EntryFigures> =>
    entryFigures(await readCapacities(target.client, payload.locationId));
  return {
    send: async (content, job) => {
      const payload = content as EntryPayload;
      if (store.isReplaced(job, payload.locationId)) return replacedReceipt;
      const { values, identifier } = payload;
      const server = await read(payload);
      const conflicts = conflictsOf(values, server);
      if (conflicts.length > 0) {
        store.setConflicts(job.id, conflicts);
        throw new AppError(
          'capacity_conflict',
          'D’autres chiffres ont été enregistrés dans la région depuis ceux que vous avez modifiés. Rien n’a été écrasé : choisissez lesquels garder.',
          { details: { figures: conflicts.map(({ key }) => key) } },
        );
      }
      await sendCapacity(target, identifier, writesOf(values, stillToSend(values, server), server));
      return receiptOf(values);
    },
    findReceived: async (content, job) => {
      const payload = content as EntryPayload;
      if (store.isReplaced(job, payload.locationId)) return replacedReceipt;
      const left = stillToSend(payload.values, await read(payload));
      return left.length === 0 ? receiptOf(payload.values) : undefined;
    },
  };
}
