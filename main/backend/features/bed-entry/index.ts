import type { ParsedParams, Result } from '../../../../shared/contract/index.ts';
import { criticalCareDue } from '../../../../shared/domain/bed-entry/due.ts';
import { rebase } from '../../../../shared/domain/bed-entry/entries.ts';
import { grantOf, isAllowed } from '../../../../shared/domain/rights.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { BackendContext } from '../../context.ts';
import type { CapacityTarget } from '../../region/capacity-patch/send.ts';
import { ordinaryViewer, type Person } from '../../viewer.ts';
import { workError } from '../../work/open-work.ts';
import type { Desk, Trade } from '../../work/desk.ts';
import type { Job } from '../../work/outbox-store.ts';
import { bedEntryKind, EntryStore, type KnownEntry } from './entry-store.ts';
import { IdentifierReader } from './identifier.ts';
import { PlaceReader, type EntryPlace } from './places.ts';
import { entryRow, sendingOf, sendingStateOf } from './rows.ts';
import { entrySender } from './sender.ts';
import { confirmedValues, enteredValues, nextInstant } from './values.ts';

type BedEntryMethod =
  | 'bedEntry.access'
  | 'bedEntry.units'
  | 'bedEntry.save'
  | 'bedEntry.unchanged'
  | 'bedEntry.resolve'
  | 'bedEntry.queue';

export type BedEntryHandlers = {
  readonly [M in BedEntryMethod]: (params: ParsedParams<M>) => Result<M>;
};

export interface BedEntryOptions {
  readonly desk: Desk;
  readonly target: CapacityTarget;
  readonly regionId: string;
  /** An entry arrived: the copy will soon be behind. */
  readonly onSent: () => void;
}

export interface BedEntryFeature {
  readonly handlers: BedEntryHandlers;
  readonly trade: Trade;
  close(): void;
}

/** Bed entry for the units of one's establishments (F13): read from the copy, queued in the work database. */
export function createBedEntryFeature(context: BackendContext, options: BedEntryOptions): BedEntryFeature {
  const { copy, now, emit } = context;
  const { desk, regionId } = options;
  const places = new PlaceReader(copy, now);
  const identifiers = new IdentifierReader(copy);
  const store = new EntryStore(() => desk.work(), regionId, now);
  const stop = context.onDataChanged(({ scopes }) => {
    if (scopes.includes('directory')) identifiers.forget();
  });

  const person = (): Person => {
    const who = context.person?.() ?? null;
    if (who === null) {
      throw new AppError(
        'unauthenticated',
        'Personne n’est connecté sur ce poste : connectez-vous pour saisir les lits de vos unités.',
      );
    }
    if (grantOf(who.profile, 'beds.enter') === 'no') throw notAllowed();
    return who;
  };
  const ownPlaces = (who: Person): EntryPlace[] =>
    places
      .places(who.establishments, context.viewer?.() ?? ordinaryViewer)
      .filter(({ establishmentId }) => isAllowed(who, 'beds.enter', establishmentId));
  const placeOf = (who: Person, locationId: string): EntryPlace => {
    const found = ownPlaces(who).find((place) => place.locationId === locationId);
    if (found !== undefined) return found;
    desk.work().audit.append({
      actorId: who.id,
      profile: who.profile,
      action: 'refused',
      outcome: 'refused',
      target: 'bedEntry.save',
      details: { locationId },
    });
    throw notAllowed();
  };
  const identifierOf = ({ locationId, establishmentId }: EntryPlace): string => {
    const found = identifiers.identifierOf(locationId, establishmentId);
    if (found.known) return found.value;
    throw new AppError(
      'capacity_unknown_location',
      `${found.reason} Rien ne peut y être saisi ; prévenez l’assistance régionale (GRADeS).`,
      { details: { locationId } },
    );
  };
  const tell = (job: Job, locationId: string): void => {
    emit('bedEntry.changed', { jobId: job.id, locationId, state: sendingStateOf(job) });
  };
  const queued = (jobId: string): void => {
    const entry = store.get(jobId);
    if (entry !== undefined) tell(entry.job, entry.payload.locationId);
    desk.wake();
  };
  const labelOf = (place: EntryPlace): string => `Lits – ${place.units[0]?.name ?? place.locationId}`;

  /** Damage to the work file must not pass for damage to the copy, which would be thrown away. */
  const guarded = <P, R>(answer: (params: P) => R): ((params: P) => R) => {
    return (params) => {
      try {
        return answer(params);
      } catch (thrown) {
        throw thrown instanceof AppError ? thrown : workError(thrown);
      }
    };
  };

  const record = (job: Job, locationId: string): void => {
    if (job.state !== 'done' && job.state !== 'parked') return;
    desk.work().audit.append({
      actorId: job.authorId,
      profile: context.person?.()?.profile ?? null,
      action: 'beds_sent',
      outcome: job.state === 'done' ? 'done' : 'refused',
      target: locationId,
      details: { job: job.id, ...(job.errorCode === null ? {} : { code: job.errorCode }) },
    });
  };

  const owned = (jobId: string, who: Person): KnownEntry => {
    const entry = store.get(jobId);
    if (entry?.job.authorId === who.id && entry.job.state === 'parked') return entry;
    throw new AppError('not_found', 'Cette saisie n’attend plus de choix : la liste a été mise à jour.');
  };

  return {
    handlers: {
      'bedEntry.access': guarded(() => {
        const who = context.person?.() ?? null;
        const allowed =
          who !== null &&
          who.establishments.some((establishment) => isAllowed(who, 'beds.enter', establishment));
        return { allowed, waiting: allowed ? store.waiting(who.id).length : 0 };
      }),
      'bedEntry.units': guarded(() => {
        const who = person();
        const at = now();
        const rows = copy.transaction(() =>
          ownPlaces(who).map((place) => {
            const { locationId, establishmentId } = place;
            const identifier = identifiers.identifierOf(locationId, establishmentId);
            const entry = store.latest(who.id, locationId);
            return entryRow(place, entry, identifier.known ? null : identifier.reason, at);
          }),
        )();
        return {
          readAt: new Date(at).toISOString(),
          person: { name: who.name, profile: who.profile },
          rows,
          dueTimes: criticalCareDue.times,
        };
      }),
      'bedEntry.save': guarded((params) => {
        const who = person();
        const place = placeOf(who, params.locationId);
        const values = enteredValues(params, place, store.latest(who.id, place.locationId), now());
        const identifier = identifierOf(place);
        const { locationId } = place;
        const jobId = store.add(who, { locationId, identifier, values, label: labelOf(place) });
        queued(jobId);
        return { jobId };
      }),
      'bedEntry.unchanged': guarded(({ locationIds }) => {
        const who = person();
        const mine = new Map(ownPlaces(who).map((place) => [place.locationId, place]));
        const confirmed: string[] = [];
        const skipped: { locationId: string; reason: string }[] = [];
        for (const locationId of new Set(locationIds)) {
          const place = mine.get(locationId);
          if (place === undefined) placeOf(who, locationId);
          else {
            const identifier = identifiers.identifierOf(locationId, place.establishmentId);
            const outcome = identifier.known
              ? confirmedValues(place, store.latest(who.id, locationId), now())
              : identifier.reason;
            if (typeof outcome === 'string') skipped.push({ locationId, reason: outcome });
            else {
              const entry = { locationId, identifier: identifierOf(place), values: outcome };
              queued(store.add(who, { ...entry, label: labelOf(place) }));
              confirmed.push(locationId);
            }
          }
        }
        return { confirmed, skipped };
      }),
      'bedEntry.resolve': guarded(({ jobId, keep }) => {
        const who = person();
        const { job, payload, conflicts } = owned(jobId, who);
        if (keep === 'mine') {
          const place = placeOf(who, payload.locationId);
          const at = nextInstant(
            now(),
            conflicts.map(({ theirs }) => theirs.updatedAt),
          );
          const values = rebase(payload.values, conflicts, at);
          queued(
            store.replace(who, {
              ...payload,
              identifier: identifierOf(place),
              values,
              label: labelOf(place),
            }),
          );
          return null;
        }
        const { outbox, audit } = desk.work();
        outbox.discard(job.id);
        audit.append({
          actorId: who.id,
          profile: who.profile,
          action: 'job_discarded',
          outcome: 'done',
          target: payload.locationId,
          details: { job: job.id, code: job.errorCode },
        });
        tell({ ...job, state: 'discarded' }, payload.locationId);
        return null;
      }),
      'bedEntry.queue': guarded(() => ({
        jobs: store.waiting(person().id).flatMap(({ id, label }) => {
          const entry = store.get(id);
          const sending = entry === undefined ? null : sendingOf(entry);
          return entry === undefined || sending === null
            ? []
            : [{ ...sending, locationId: entry.payload.locationId, label }];
        }),
      })),
    },
    trade: {
      kind: bedEntryKind,
      handler: entrySender(store, options.target),
      onChange: (job) => {
        const locationId = store.get(job.id)?.payload.locationId;
        if (locationId === undefined) return;
        record(job, locationId);
        tell(job, locationId);
        if (job.state === 'done') options.onSent();
      },
    },
    close: stop,
  };
}

function notAllowed(): AppError {
  return new AppError(
    'forbidden',
    'Votre profil permet de saisir les lits des unités de vos établissements seulement.',
  );
}
