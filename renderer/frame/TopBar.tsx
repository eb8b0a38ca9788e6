import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { AppStatus, SyncProgress } from '../../shared/contract/status.ts';
import { useNow } from '../api/clock.ts';
import { useBackendMutation } from '../api/hooks.ts';
import { PlaceChooser } from '../features/search/PlaceChooser.tsx';
import { SearchBox } from '../features/search/SearchBox.tsx';
import { formatAgo, formatCount, formatFull, formatWhen, plural } from '../format.ts';
import classes from './TopBar.module.css';

/** The search line; under it the place of care on the left, the region and the freshness of its copy on the right. */
export function TopBar({ status }: { readonly status: AppStatus | undefined }) {
  const sync = useBackendMutation('sync.now');
  const readable = status !== undefined && status.region !== null && status.lastFullSyncAt !== null;
  return (
    <header className={classes['top']}>
      {readable ? (
        <div className={classes['search']}>
          <SearchBox />
        </div>
      ) : null}
      <div className={classes['bar']}>
        {readable ? <PlaceChooser /> : null}
        <p className={classes['region']}>{status?.region?.name ?? 'Vigie'}</p>
        {status === undefined || status.region === null ? null : (
          <div className={classes['sync']}>
            {isReading(status) ? <Progress progress={status.syncing} /> : <SyncState status={status} />}
            <Button
              variant="subtle"
              className={classes['refresh'] ?? ''}
              color="petrol"
              size="compact-sm"
              leftSection={<IconRefresh size={18} stroke={1.6} />}
              disabled={isReading(status) || sync.isPending}
              onClick={() => {
                sync.mutate({ kind: 'delta' });
              }}
            >
              Actualiser
            </Button>
          </div>
        )}
      </div>
    </header>
  );
}

/**
 * Whether to tell that the region is being read: only a full pull, or the very first exchange. The short readings that
 * come every few seconds stay silent, or the bar would never stand still.
 */
function isReading(status: AppStatus): status is AppStatus & { readonly syncing: SyncProgress } {
  return status.syncing !== null && (status.syncing.kind === 'full' || status.lastSyncAt === null);
}

function SyncState({ status }: { readonly status: AppStatus }) {
  const now = useNow();
  if (!status.online) return <p className={classes['muted']}>Hors ligne</p>;
  if (status.lastSyncAt === null) return <p className={classes['muted']}>Jamais synchronisé</p>;
  return (
    <p title={formatFull(status.lastSyncAt)}>
      <svg viewBox="0 0 8 8" className={classes['dot']} aria-hidden="true">
        <circle cx="4" cy="4" r="4" />
      </svg>
      À jour {formatWhen(status.lastSyncAt, now)}
      <span className={classes['muted']}> · {formatAgo(status.lastSyncAt, now)}</span>
    </p>
  );
}

const kinds: Readonly<Record<SyncProgress['kind'], string>> = {
  full: 'Lecture complète',
  delta: 'Lecture des changements',
  beds: 'Lecture des lits',
};

function Progress({ progress }: { readonly progress: SyncProgress }) {
  const { kind, done, expected } = progress;
  return (
    <p className={classes['muted']}>
      {kinds[kind]}
      {done === 0
        ? '…'
        : expected === null
          ? ` · ${plural(done, 'fiche', 'fiches')}`
          : ` · ${formatCount(done)} sur ${plural(expected, 'fiche', 'fiches')}`}
    </p>
  );
}
