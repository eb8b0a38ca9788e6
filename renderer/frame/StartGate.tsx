import type { ReactNode } from 'react';
import { Button, Progress } from '@mantine/core';
import { IconPlugConnected, IconRefresh, IconSettings, IconWifiOff } from '@tabler/icons-react';
import type { AppStatus } from '../../shared/contract/status.ts';
import { useNow } from '../api/clock.ts';
import { useBackendMutation, useLinkState } from '../api/hooks.ts';
import { Message } from '../components/Message.tsx';
import { formatAge, formatCount, nbsp, plural } from '../format.ts';
import classes from './StartGate.module.css';

/**
 * Shows the screens once there is something true to show. Before the first complete reading a board would add up
 * part of a region, so the reading itself is shown instead.
 */
export function StartGate({
  status,
  children,
}: {
  readonly status: AppStatus | undefined;
  readonly children: ReactNode;
}) {
  const link = useLinkState();
  if (status === undefined) {
    return (
      <Message title="Connexion au service local" icon={<IconPlugConnected size={28} stroke={1.5} />}>
        {link.phase === 'lost'
          ? 'Le service local ne répond pas encore. Nouvel essai dans quelques secondes.'
          : 'Lecture de la copie enregistrée sur ce poste.'}
      </Message>
    );
  }
  if (status.region === null) {
    return (
      <Message title="Aucune région configurée" icon={<IconSettings size={28} stroke={1.5} />}>
        Ce poste ne sait pas encore quelle région lire. L’adresse de la région est donnée par l’administrateur
        du poste.
      </Message>
    );
  }
  if (status.lastFullSyncAt !== null) return children;
  return status.online || status.syncing !== null ? (
    <FirstReading status={status} />
  ) : (
    <FirstFailure status={status} />
  );
}

const countWords: Readonly<Record<string, readonly [string, string]>> = {
  Organization: ['structure', 'structures'],
  HealthcareService: ['offre', 'offres'],
  Location: ['lieu', 'lieux'],
  Practitioner: ['professionnel', 'professionnels'],
  PractitionerRole: ['exercice', 'exercices'],
};

/** Share done, from 0 to 100; 0 while the server has not said how much there is. */
function percent(done: number, expected: number | null): number {
  return expected === null || expected === 0 ? 0 : Math.min(100, (100 * done) / expected);
}

function FirstReading({ status }: { readonly status: AppStatus }) {
  const now = useNow(1_000);
  const { syncing } = status;
  const counted = Object.entries(countWords).filter(([key]) => (status.counts[key] ?? 0) > 0);
  const share = percent(syncing?.done ?? 0, syncing?.expected ?? null);
  return (
    <Message title={`Première lecture${nbsp}: ${status.region?.name ?? 'région'}`}>
      <p>
        L’annuaire et les lits de la région sont copiés sur ce poste. Les tableaux s’ouvriront dès que la
        copie sera complète{nbsp}; ensuite ils s’ouvriront aussitôt, même sans réseau.
      </p>
      {syncing === null ? (
        <p className={classes['line']}>La lecture va commencer.</p>
      ) : (
        <div className={classes['progress']}>
          <Progress
            value={share}
            size={6}
            color="petrol"
            transitionDuration={0}
            aria-label="Avancement de la lecture"
          />
          <p className={classes['line']}>
            <strong>{formatCount(syncing.done)}</strong>
            {syncing.expected === null
              ? ` ${syncing.done < 2 ? 'fiche lue' : 'fiches lues'}`
              : ` sur ${plural(syncing.expected, 'fiche', 'fiches')}`}
            {` · depuis ${formatAge(syncing.startedAt, now)}`}
          </p>
        </div>
      )}
      {counted.length === 0 ? null : (
        <dl className={classes['counts']}>
          {counted.map(([key, [one, many]]) => {
            const count = status.counts[key] ?? 0;
            return (
              <div key={key}>
                <dt>{count < 2 ? one : many}</dt>
                <dd>{formatCount(count)}</dd>
              </div>
            );
          })}
        </dl>
      )}
    </Message>
  );
}

function FirstFailure({ status }: { readonly status: AppStatus }) {
  const sync = useBackendMutation('sync.now');
  return (
    <Message
      title="La région n’a pas encore pu être lue"
      icon={<IconWifiOff size={28} stroke={1.5} />}
      {...(status.problem === null ? {} : { code: status.problem.code })}
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} />}
          disabled={sync.isPending}
          onClick={() => {
            sync.mutate({ kind: 'full' });
          }}
        >
          Réessayer maintenant
        </Button>
      }
    >
      {status.problem?.message ?? 'La région ne répond pas. Ce poste n’a pas encore de copie à montrer.'}
    </Message>
  );
}
