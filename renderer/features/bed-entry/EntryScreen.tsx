import { useState } from 'react';
import { Button, Kbd } from '@mantine/core';
import { IconClock, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { EntryRow } from '../../../shared/contract/bed-entry.ts';
import { profileLabels } from '../../../shared/domain/rights.ts';
import { useNow } from '../../api/clock.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { formatTime, nbsp, plural } from '../../format.ts';
import { EntryGrid } from './EntryGrid.tsx';
import { french } from './french.ts';
import { useEntry } from './use-entry.ts';
import classes from './EntryScreen.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['0–9', 'saisir'],
  ['Entrée', 'valider, ligne suivante'],
  ['Tab', 'à droite'],
  ['=', 'inchangé'],
  ['Ctrl =', 'tout l’établissement'],
  ['Échap', 'annuler'],
];

/** Entry of the beds of one's own units (F13). */
export function EntryScreen() {
  const units = useBackendQuery('bedEntry.units', {}, { every: 60_000 });
  const entry = useEntry();
  const [forecasts, setForecasts] = useState(false);
  const [wanted, setWanted] = useState<{ readonly locationId: string; readonly turn: number } | null>(null);
  const { data } = units;
  if (data === undefined) {
    if (units.error === null) return <Message title="Saisie des lits">Lecture de la copie locale.</Message>;
    if (units.error.code === 'forbidden' || units.error.code === 'unauthenticated') {
      return <Message title="Saisie des lits non autorisée">{french(units.error.message)}</Message>;
    }
    return <ErrorMessage error={units.error} retry={() => void units.refetch()} />;
  }
  const establishments = new Set(data.rows.map(({ establishmentId }) => establishmentId)).size;
  return (
    <>
      <title>Saisie des lits · Vigie</title>
      <div className={classes['head']}>
        <div>
          <h1 tabIndex={-1}>Saisie des lits</h1>
          <p className={classes['second']}>
            {plural(data.rows.length, 'unité', 'unités')} de{' '}
            {plural(establishments, 'établissement', 'établissements')} · {data.person.name} (
            {profileLabels[data.person.profile]}) · échéances{' '}
            {data.dueTimes.map((minutes) => clock(minutes)).join(', ')}
          </p>
        </div>
        <Button
          variant="default"
          aria-expanded={forecasts}
          leftSection={
            forecasts ? (
              <IconChevronLeft size={18} aria-hidden="true" />
            ) : (
              <IconChevronRight size={18} aria-hidden="true" />
            )
          }
          onClick={() => {
            setForecasts(!forecasts);
          }}
        >
          {forecasts ? 'Replier les prévisions' : `Prévisions 1${nbsp}h à 7${nbsp}j`}
        </Button>
      </div>
      <Reminder
        rows={data.rows}
        onGo={(locationId) => {
          setWanted({ locationId, turn: (wanted?.turn ?? 0) + 1 });
        }}
      />
      {data.rows.length === 0 ? (
        <Message title="Aucune unité à saisir" inside>
          Vos établissements n’ont pas d’unité de soins critiques ouverte dans la région.
        </Message>
      ) : (
        <>
          <EntryGrid rows={data.rows} forecasts={forecasts} entry={entry} wanted={wanted} />
          <div className={classes['foot']}>
            <dl className={classes['keys']} aria-label="Clavier">
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <Kbd>{key}</Kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
            <p role="status" className={classes['said']}>
              {french(entry.said)}
            </p>
          </div>
        </>
      )}
    </>
  );
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** What is expected and when: prompts, never traps. */
function Reminder({
  rows,
  onGo,
}: {
  readonly rows: readonly EntryRow[];
  readonly onGo: (id: string) => void;
}) {
  const now = useNow();
  const open = rows.filter(({ blocked }) => blocked === null);
  const late = open.filter(({ due }) => due.state === 'late');
  const soon = open.filter(({ due }) => due.state === 'soon');
  const [first] = [...late, ...soon];
  if (first === undefined) return null;
  const [firstLate, firstSoon] = [late[0], soon[0]];
  const parts: string[] = [];
  if (firstLate !== undefined) {
    const since = formatTime(Date.parse(firstLate.due.last));
    parts.push(`${plural(late.length, 'unité en retard', 'unités en retard')} depuis l’échéance de ${since}`);
  }
  if (firstSoon !== undefined) {
    const next = Date.parse(firstSoon.due.next);
    const minutes = Math.max(1, Math.ceil((next - now) / 60_000));
    parts.push(
      `${plural(soon.length, 'unité à mettre', 'unités à mettre')} à jour avant ${formatTime(next)} (dans ${minutes}${nbsp}min)`,
    );
  }
  return (
    <section className={classes['reminder']} aria-label="Échéances" data-late={late.length > 0 || undefined}>
      <IconClock size={18} stroke={1.6} aria-hidden="true" />
      <p>{parts.join(' · ')}</p>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          onGo(first.locationId);
        }}
      >
        Aller à la première
      </Button>
    </section>
  );
}
