import { useEffect, useEffectEvent, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { AppError } from '../../../shared/errors.ts';
import { useLink } from '../../api/hooks.ts';
import { plural } from '../../format.ts';
import type { Drafts, RowDraft } from './drafts.ts';

export interface EntryActions {
  readonly drafts: Drafts;
  /** What the last command did, in words. */
  readonly said: string;
  setDraft(locationId: string, draft: RowDraft | undefined): void;
  /** Gives a row's figures to the backend, which keeps and sends them. */
  save(row: Pick<EntryRow, 'locationId'>, draft: RowDraft | undefined): Promise<void>;
  /** Confirms rows as they are; what was typed in them is given first. */
  unchanged(rows: readonly EntryRow[]): Promise<void>;
  resolve(jobId: string, keep: 'mine' | 'theirs'): Promise<void>;
}

const words = (thrown: unknown): string =>
  thrown instanceof AppError ? thrown.message : 'Cette saisie n’a pas pu être enregistrée. Réessayez.';

/** What was typed and what is done with it. */
export function useEntry(): EntryActions {
  const link = useLink();
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const [said, setSaid] = useState('');
  const change = (locationId: string, next: (draft: RowDraft | undefined) => RowDraft | undefined): void => {
    setDrafts((current) => {
      const draft = next(current.get(locationId));
      const drafted = new Map(current);
      if (draft === undefined) drafted.delete(locationId);
      else drafted.set(locationId, draft);
      return drafted;
    });
  };
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['bedEntry.units'] });

  const save = async (row: Pick<EntryRow, 'locationId'>, draft: RowDraft | undefined): Promise<void> => {
    if (draft === undefined || draft.saving) return;
    const { figures, comments, base } = draft;
    const sending: RowDraft = { ...draft, saving: true, fault: null };
    change(row.locationId, () => sending);
    try {
      await link.call('bedEntry.save', { locationId: row.locationId, figures, comments, base });
      // The figures stay on screen until the answer of the backend holds them.
      await refresh();
      change(row.locationId, (current) => (current === sending ? undefined : current));
    } catch (thrown) {
      const fault = words(thrown);
      setSaid(fault);
      change(row.locationId, (current) =>
        current === undefined ? current : { ...current, saving: false, fault },
      );
    }
  };

  // A page that is closed or reloaded gives what it holds first.
  const giveAll = useEffectEvent(() => {
    for (const [locationId, draft] of drafts) void save({ locationId }, draft);
  });
  useEffect(() => {
    const listener = (): void => {
      giveAll();
    };
    window.addEventListener('pagehide', listener);
    return () => {
      window.removeEventListener('pagehide', listener);
    };
  }, []);

  return {
    drafts,
    said,
    setDraft: (locationId, draft) => {
      change(locationId, () => draft);
    },
    save,
    unchanged: async (rows) => {
      const open = rows.filter(({ blocked }) => blocked === null);
      if (open.length === 0) return;
      try {
        await Promise.all(open.map((row) => save(row, drafts.get(row.locationId))));
        const { confirmed, skipped } = await link.call('bedEntry.unchanged', {
          locationIds: open.map(({ locationId }) => locationId),
        });
        const [only] = skipped;
        const left =
          only === undefined
            ? ''
            : rows.length === 1
              ? only.reason
              : `${plural(skipped.length, 'unité non confirmée', 'unités non confirmées')} : ${only.reason}`;
        const done =
          confirmed.length === 0
            ? ''
            : `${plural(confirmed.length, 'unité confirmée', 'unités confirmées')} sans changement.`;
        setSaid([done, left].filter((each) => each !== '').join(' '));
        await refresh();
      } catch (thrown) {
        setSaid(words(thrown));
      }
    },
    resolve: async (jobId, keep) => {
      try {
        await link.call('bedEntry.resolve', { jobId, keep });
        setSaid(keep === 'mine' ? 'Votre saisie est renvoyée.' : 'Votre saisie est abandonnée.');
      } catch (thrown) {
        setSaid(words(thrown));
      }
      await refresh();
    },
  };
}
