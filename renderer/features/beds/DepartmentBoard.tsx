import { Link, useNavigate } from '@tanstack/react-router';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useBackendQuery, useStatus } from '../../api/hooks.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { useShortcuts } from '../../components/shortcuts.ts';
import { StateShape } from '../../components/StateShape.tsx';
import { stateWord } from '../../components/bed-state.ts';
import { When } from '../../components/When.tsx';
import { formatCount, formatDepartment, nbsp, plural } from '../../format.ts';
import type { DepartmentBoard as Board } from '../../../shared/contract/beds.ts';
import { BoardFilters } from './BoardFilters.tsx';
import { sharedSearch, toFilters, type UnitListSearch } from './board-search.ts';
import { cellFigure } from './cell-words.ts';
import { GroupTabs } from './GroupTabs.tsx';
import { UnitTable } from './UnitTable.tsx';
import classes from './DepartmentBoard.module.css';

interface DepartmentBoardProps {
  /** Département code, or null for the whole region. */
  readonly department: string | null;
  readonly group: string;
  readonly search: UnitListSearch;
  readonly onSearch: (change: UnitListSearch) => void;
}

/** Units of one activity in one département, or in the region (F7). */
export function DepartmentBoard({ department, group, search, onSearch }: DepartmentBoardProps) {
  const navigate = useNavigate();
  const region = useStatus()?.region?.name ?? 'Région';
  const filters = toFilters(search);
  const board = useBackendQuery(
    'beds.departmentBoard',
    { ...filters, department, group },
    { every: 60_000, keep: true },
  );
  const data = board.data;

  const go = (code: string | null): void => {
    if (code === null) return;
    void navigate({ to: '/lits/$department/$group', params: { department: code, group }, search });
  };
  const previous = (): void => {
    go(data?.previous ?? null);
  };
  const next = (): void => {
    go(data?.next ?? null);
  };
  useShortcuts({
    '[': previous,
    ']': next,
    ArrowLeft: previous,
    ArrowRight: next,
    Escape: () => void navigate({ to: '/lits', search: sharedSearch(search) }),
  });

  if (data === undefined) {
    if (board.error === null) return <Message title="Lits">Lecture de la copie locale.</Message>;
    return board.error.code === 'not_found' ? (
      <NotThere />
    ) : (
      <ErrorMessage error={board.error} retry={() => void board.refetch()} />
    );
  }
  const place =
    data.department === null ? region : formatDepartment(data.department.code, data.department.label);
  return (
    <>
      <title>{`${data.group.label} · ${place} · Vigie`}</title>
      <div className={classes['head']}>
        <div className={classes['line']}>
          <nav aria-label="Fil d’Ariane" className={classes['crumbs']}>
            <Link to="/lits" search={sharedSearch(search)}>
              Lits
            </Link>
            <span aria-hidden="true">›</span>
            <span aria-current="page">{place}</span>
          </nav>
          <BoardFilters search={search} onChange={onSearch} />
        </div>
        <div className={classes['line']}>
          <h1 tabIndex={-1}>
            {data.group.label} — {place}
          </h1>
          <nav aria-label="Autres départements" className={classes['around']}>
            <Neighbour code={data.previous} group={group} search={search} side="previous" />
            <Neighbour code={data.next} group={group} search={search} side="next" />
          </nav>
        </div>
        <GroupTabs department={department} group={group} search={search} />
        {data.visibility === 'not_transmitted' ? null : <Total board={data} />}
      </div>
      {data.visibility === 'not_transmitted' ? (
        <p className={classes['notice']}>
          Les lits ne sont pas transmis à ce profil{nbsp}: les unités sont listées sans leurs chiffres. Ce ne
          sont pas des zéros.
        </p>
      ) : null}
      {data.units.length === 0 ? (
        <Message title="Aucune unité" inside>
          {search.public === undefined
            ? 'Aucune unité de cette activité n’est déclarée ici.'
            : 'Aucune unité de cette activité n’accueille ce public ici. Choisissez « Tous » pour les voir toutes.'}
        </Message>
      ) : (
        <UnitTable
          board={data}
          scope={JSON.stringify([filters, department, group])}
          search={search}
          onSearch={onSearch}
        />
      )}
    </>
  );
}

function Total({ board }: { readonly board: Board }) {
  const { total } = board;
  return (
    <p className={classes['total']} data-figures data-state={total.state}>
      <StateShape state={total.state} />
      <strong className={classes['figure']}>{cellFigure(total)}</strong>
      {total.state === 'closed' ? null : (
        <strong className={classes['word']}>{stateWord(total.state, total.available)}</strong>
      )}
      <span>
        sur {formatCount(total.installed)} installés ·{' '}
        {`${plural(total.unitsUpToDate, 'unité', 'unités')} sur ${formatCount(total.units)} à jour`}
        {total.closedUnits === 0 ? '' : ` · ${plural(total.closedUnits, 'unité fermée', 'unités fermées')}`}
        {total.staleAvailable !== null && total.staleAvailable > 0
          ? ` · ${plural(total.staleAvailable, 'lit non compté', 'lits non comptés')} car trop ancien${total.staleAvailable > 1 ? 's' : ''}`
          : ''}{' '}
        · calculé à <When at={board.computedAt} />
      </span>
    </p>
  );
}

interface NeighbourProps {
  readonly code: string | null;
  readonly group: string;
  readonly search: UnitListSearch;
  readonly side: 'previous' | 'next';
}

function Neighbour({ code, group, search, side }: NeighbourProps) {
  if (code === null) return null;
  const word = side === 'previous' ? 'précédent' : 'suivant';
  return (
    <Link
      to="/lits/$department/$group"
      params={{ department: code, group }}
      search={search}
      className={classes['neighbour']}
      aria-label={`Département ${word}, ${code}`}
      aria-keyshortcuts={side === 'previous' ? '[' : ']'}
    >
      {side === 'previous' ? <IconArrowLeft size={18} aria-hidden="true" /> : null}
      {code}
      {side === 'next' ? <IconArrowRight size={18} aria-hidden="true" /> : null}
    </Link>
  );
}

/** A département or an activity that the region does not have. */
export function NotThere() {
  return (
    <Message title="Cette liste n’existe pas" actions={<Link to="/lits">Revenir à la synthèse</Link>}>
      La région n’a pas ce département, ou cette activité n’est pas suivie.
    </Message>
  );
}
