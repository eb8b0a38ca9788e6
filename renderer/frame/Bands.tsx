import type { ReactNode } from 'react';
import { IconAlertTriangle, IconPlugConnectedX, IconRefresh, IconWifiOff } from '@tabler/icons-react';
import type { AppStatus } from '../../shared/contract/status.ts';
import { useNow } from '../api/clock.ts';
import { useBackendMutation, useLink, useLinkState } from '../api/hooks.ts';
import { formatWhen, nbsp } from '../format.ts';
import classes from './Bands.module.css';

/** Full-width bands, in words, one per thing that makes what is on screen less than current. */
export function Bands({ status }: { readonly status: AppStatus | undefined }) {
  const link = useLinkState();
  const { retry } = useLink();
  const sync = useBackendMutation('sync.now');
  const now = useNow();
  const lost = link.phase === 'lost' && link.generation > 0;
  /* Before the first copy the screen itself says why there is nothing: once is enough. */
  const read = (status?.lastFullSyncAt ?? null) !== null;
  const offline = status !== undefined && read && !status.online;
  const since = lost ? lostText(link.since, now) : offline ? offlineText(status, now) : '';

  return (
    <>
      {/* Speaks when the connection changes, and only then: no minute, no count in it. */}
      <p className="visually-hidden" role="status">
        {since}
      </p>
      {lost ? (
        <Band
          icon={<IconPlugConnectedX size={18} />}
          title={since}
          text={`les chiffres affichés datent d’avant${nbsp}; ils seront relus dès son retour`}
          action="Réessayer"
          onAction={retry}
        />
      ) : null}
      {offline && !lost ? (
        <Band
          icon={<IconWifiOff size={18} />}
          title={since}
          text={[
            status.lastSyncAt === null
              ? 'aucune donnée reçue'
              : `données de ${formatWhen(status.lastSyncAt, now)}`,
            status.nextAttemptAt === null ? '' : `nouvel essai à ${formatWhen(status.nextAttemptAt, now)}`,
            status.problem?.message ?? '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
          action="Réessayer maintenant"
          busy={status.syncing !== null || sync.isPending}
          onAction={() => {
            sync.mutate({ kind: 'delta' });
          }}
        />
      ) : null}
      {status?.online === true && status.problem !== null ? (
        <Notice
          code={status.problem.code}
          text={status.problem.message}
          {...(status.problem.code === 'region_suspicious'
            ? {
                action: 'Relire toute la région',
                busy: status.syncing !== null || sync.isPending,
                onAction: () => {
                  sync.mutate({ kind: 'full' });
                },
              }
            : {})}
        />
      ) : null}
      {status?.notices.map((notice) => (
        <Notice key={notice.code} code={notice.code} text={notice.message} />
      ))}
    </>
  );
}

function lostText(since: number | null, now: number): string {
  return since === null
    ? 'Le service local ne répond pas'
    : `Le service local ne répond plus depuis ${formatWhen(new Date(since).toISOString(), now)}`;
}

function offlineText(status: AppStatus, now: number): string {
  return status.offlineSince === null
    ? 'Hors ligne'
    : `Hors ligne depuis ${formatWhen(status.offlineSince, now)}`;
}

interface BandProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly busy?: boolean;
  readonly onAction: () => void;
}

function Band({ icon, title, text, action, busy = false, onAction }: BandProps) {
  return (
    <section className={classes['band']} aria-label="État de la connexion">
      {icon}
      <p>
        <strong>{title}</strong> · {text}
      </p>
      <button type="button" className={classes['action']} disabled={busy} onClick={onAction}>
        <IconRefresh size={18} stroke={1.6} aria-hidden="true" />
        {busy ? 'Essai en cours…' : action}
      </button>
    </section>
  );
}

interface NoticeProps {
  readonly code: string;
  readonly text: string;
  /** What the sentence invites to do, when it does. */
  readonly action?: string;
  readonly busy?: boolean;
  readonly onAction?: () => void;
}

function Notice({ code, text, action, busy = false, onAction }: NoticeProps) {
  return (
    <section className={classes['notice']} aria-label="Avertissement">
      <IconAlertTriangle size={18} aria-hidden="true" />
      <p>
        {text} <span className={classes['code']}>({code})</span>
      </p>
      {action === undefined ? null : (
        <button type="button" className={classes['action']} disabled={busy} onClick={onAction}>
          <IconRefresh size={18} stroke={1.6} aria-hidden="true" />
          {busy ? 'Lecture en cours…' : action}
        </button>
      )}
    </section>
  );
}
