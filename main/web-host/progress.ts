import type { Backend } from '../../shared/contract/index.ts';
import type { AppStatus, SyncKind, SyncProgress } from '../../shared/contract/status.ts';

/** A line of progress is repeated at most this often, in milliseconds. */
const paceMs = 1000;

const kinds: Readonly<Record<SyncKind, string>> = {
  full: 'Synchronisation complète',
  delta: 'Mise à jour',
  beds: 'Lits',
};
/** Words for the counts by resource type; others are said as they are. */
const words: Readonly<Record<string, string>> = {
  HealthcareService: 'offres',
  Location: 'lieux',
  Organization: 'organisations',
  Practitioner: 'professionnels',
  PractitionerRole: 'situations d’exercice',
};
const numbers = new Intl.NumberFormat('fr-FR');
const seconds = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/**
 * Says on the terminal what the backend does with the region: progress of a full exchange, its counts and duration,
 * failures and recoveries. Small exchanges that succeed are silent. Returns the unsubscriber.
 */
export function sayProgress(
  backend: Pick<Backend, 'onAny'>,
  say: (line: string) => void,
  now: () => number = Date.now,
): () => void {
  let running: SyncProgress | null = null;
  let saidAt = 0;
  let lastProblem: string | null = null;

  const onStatus = (status: AppStatus): void => {
    const { syncing, problem } = status;
    if (syncing?.kind === 'full' && now() - saidAt >= paceMs) {
      saidAt = now();
      const expected =
        syncing.expected === null || syncing.expected < syncing.done
          ? ''
          : ` / ${numbers.format(syncing.expected)}`;
      say(`${kinds.full} : ${numbers.format(syncing.done)}${expected} ressources`);
    }
    if (problem !== null && problem.message !== lastProblem) say(`${problem.message} (${problem.code})`);
    if (problem === null && lastProblem !== null) say('La région répond de nouveau.');
    if (running?.kind === 'full' && syncing?.kind !== 'full' && problem === null)
      say(summary(status, running, now()));
    lastProblem = problem?.message ?? null;
    running = syncing;
  };

  return backend.onAny((name, payload) => {
    if (name === 'status.changed') onStatus(payload as AppStatus);
  });
}

function summary(status: AppStatus, done: SyncProgress, now: number): string {
  const took = (now - Date.parse(done.startedAt)) / 1000;
  const counts = Object.entries(status.counts).map(
    ([name, count]) => `${numbers.format(count)} ${words[name] ?? name}`,
  );
  const unknown =
    status.notUnderstood === 0 ? '' : ` · ${numbers.format(status.notUnderstood)} éléments non compris`;
  return `${kinds[done.kind]} terminée en ${seconds.format(took)} s : ${counts.join(', ')}${unknown}`;
}
