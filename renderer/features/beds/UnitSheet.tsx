import { Link, useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNow } from '../../api/clock.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { useCopied } from '../../components/Phone.tsx';
import { useShortcuts } from '../../components/shortcuts.ts';
import { StateShape } from '../../components/StateShape.tsx';
import { stateWord } from '../../components/bed-state.ts';
import { When } from '../../components/When.tsx';
import { formatAgeRange, formatAgo, formatCount, formatDay, missing, nbsp } from '../../format.ts';
import { freshnessLabels, labelOf } from '../../../shared/domain/labels.ts';
import { describeHours, describeOpening, openingStatus } from '../../../shared/domain/opening-hours.ts';
import { activityGroups, type Code } from '../../../shared/domain/codes.ts';
import type { UnitSheet as Sheet } from '../../../shared/contract/beds.ts';
import type { BoardSearch } from './board-search.ts';
import { figureText, problemText } from './cell-words.ts';
import { CapacityTable } from './CapacityTable.tsx';
import { ContactCard } from './ContactCard.tsx';
import { IndicatorList } from './IndicatorList.tsx';
import { Block } from './SheetBlock.tsx';
import classes from './UnitSheet.module.css';

/** Bed sheet of a unit (F8): who to call, what is free, what each figure is worth. */
export function UnitSheet({ id, search }: { readonly id: string; readonly search: BoardSearch }) {
  const navigate = useNavigate();
  const sheet = useBackendQuery('beds.unitSheet', { id }, { every: 60_000 });
  const [copied, copy] = useCopied();
  const data = sheet.data;
  useShortcuts({
    c: () => {
      const phone = data?.row.phone ?? null;
      if (phone !== null) copy(phone);
    },
    Escape: () => {
      const row = data?.row;
      const department = row?.department ?? null;
      if (row === undefined || department === null) void navigate({ to: '/lits', search });
      else {
        void navigate({
          to: '/lits/$department/$group',
          params: { department, group: row.group },
          search,
        });
      }
    },
  });

  if (data === undefined) {
    if (sheet.error === null) return <Message title="Fiche de l’unité">Lecture de la copie locale.</Message>;
    if (sheet.error.code === 'not_found') {
      return (
        <Message
          title="Cette unité n’est plus dans la région"
          code="not_found"
          actions={
            <Link to="/lits" search={search}>
              Revenir à la synthèse
            </Link>
          }
        >
          Elle a été retirée de l’annuaire, ou son adresse est incomplète.
        </Message>
      );
    }
    return <ErrorMessage error={sheet.error} retry={() => void sheet.refetch()} />;
  }
  const { row } = data;
  return (
    <article className={classes['sheet']}>
      <title>{`${row.name} · ${row.establishment ?? ''} · Vigie`}</title>
      <header className={classes['head']}>
        <Crumbs sheet={data} search={search} />
        <h1 tabIndex={-1}>{row.name}</h1>
        <p className={classes['second']}>
          {[row.establishment, row.city, data.offerType === null ? null : labelOf(data.offerType)]
            .filter((part) => part !== null)
            .join(' · ')}
          {' · '}
          <Link to="/fiche/$kind/$id" params={{ kind: 'healthcareService', id }}>
            Fiche de l’unité
          </Link>
        </p>
      </header>
      <div className={classes['columns']}>
        <div className={classes['main']}>
          <Headline sheet={data} />
          {data.visibility === 'not_transmitted' ? null : <CapacityTable sheet={data} />}
          {data.visibility === 'not_transmitted' ? null : <IndicatorList sheet={data} />}
          <Practice sheet={data} />
        </div>
        <ContactCard sheet={data} copied={copied === row.phone && copied !== null} onCopy={copy} />
      </div>
    </article>
  );
}

function Crumbs({ sheet, search }: { readonly sheet: Sheet; readonly search: BoardSearch }) {
  const { row } = sheet;
  return (
    <nav aria-label="Fil d’Ariane" className={classes['crumbs']}>
      <Link to="/lits" search={search}>
        Lits
      </Link>
      {row.department === null ? null : (
        <>
          <span aria-hidden="true">›</span>
          <Link
            to="/lits/$department/$group"
            params={{ department: row.department, group: row.group }}
            search={search}
          >
            {`${row.department} · ${activityGroups.find(({ id }) => id === row.group)?.shortLabel ?? row.group}`}
          </Link>
        </>
      )}
      {sheet.parents.map((parent) => (
        <span key={parent.id}>
          <span aria-hidden="true">› </span>
          {acronyms[parent.level] === undefined ? null : (
            <>
              <abbr title={acronyms[parent.level]}>{parent.level}</abbr>{' '}
            </>
          )}
          {parent.name ?? missing}
        </span>
      ))}
    </nav>
  );
}

/** Levels known by their acronym; a « pôle » or a « service » says so in its own name. */
const acronyms: Readonly<Record<string, string>> = {
  EJ: 'entité juridique',
  EG: 'entité géographique',
  UF: 'unité fonctionnelle',
  UE: 'unité élémentaire',
};

const codeList = (codes: readonly Code[]): string => codes.map(labelOf).join(', ');

function Headline({ sheet }: { readonly sheet: Sheet }) {
  const { row } = sheet;
  const now = useNow();
  if (sheet.visibility === 'not_transmitted') {
    return (
      <p className={classes['headline']} data-state="not_transmitted">
        <StateShape state="not_transmitted" />
        <strong>Lits non transmis à ce profil</strong>
        <span className={classes['second']}>Ce n’est pas un zéro{nbsp}: appelez l’unité.</span>
      </p>
    );
  }
  const { count, updatedAt } = row.available;
  return (
    <p className={classes['headline']} data-figures data-state={row.state}>
      <StateShape state={row.state} />
      {row.state === 'closed' ? null : (
        <strong className={classes['figure']}>{figureText(row.available)}</strong>
      )}
      <strong className={classes['word']}>{stateWord(row.state, count)}</strong>
      <span>sur {formatCount(row.installed.count)} installés</span>
      <span className={classes['second']}>
        {updatedAt === null ? (
          freshnessLabels.never
        ) : (
          <>
            <When at={updatedAt} /> · {formatAgo(updatedAt, now)} · {freshnessLabels[row.freshness]}
          </>
        )}
      </span>
      {row.staleAvailable !== null && !row.available.stale ? (
        <span className={classes['second']}>
          · {formatCount(row.staleAvailable)} de plus, trop ancien pour être compté
        </span>
      ) : null}
      {row.offerClosed === null ? null : (
        <span className={classes['closedOffer']}>
          Unité fermée depuis le {formatDay(row.offerClosed.from)}
          {row.offerClosed.reopensOn === null
            ? ''
            : `, réouverture prévue le ${formatDay(row.offerClosed.reopensOn)}`}
        </span>
      )}
      {problemText(row.problems) === '' ? null : (
        <span className={classes['problem']}>
          <IconAlertTriangle size={16} aria-hidden="true" />
          Chiffres écartés{nbsp}: {problemText(row.problems)}
        </span>
      )}
    </p>
  );
}

/** What the unit does: ages, publics, care modes, hours. */
function Practice({ sheet }: { readonly sheet: Sheet }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Âges', formatAgeRange(sheet.row.ageRange)],
    ['Publics', codeList(sheet.publics)],
    ['Champ d’activité', sheet.fieldOfActivity === null ? '' : codeList([sheet.fieldOfActivity])],
    ['Modes de prise en charge', codeList(sheet.careModes)],
    ['Activités', codeList(sheet.operationalActivities)],
    ['Spécialités', codeList(sheet.specialties)],
    ['Commentaire', sheet.comment ?? ''],
  ];
  const now = useNow();
  const hours = { availableTimes: sheet.availableTimes, notAvailable: [] };
  const lines = describeHours(hours);
  return (
    <Block title="Activité et horaires" source="Annuaire de la région" at={sheet.lastUpdated}>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>Horaires</dt>
          <dd>
            {lines.length === 0 ? (
              missing
            ) : (
              <ul>
                <li>
                  <strong>{describeOpening(openingStatus(hours, now), now)}</strong>
                </li>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </Block>
  );
}
