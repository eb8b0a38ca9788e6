import { useStatus, useBackendQuery } from '../../api/hooks.ts';
import { ErrorMessage, Message } from '../../components/Message.tsx';
import { formatCount, nbsp, plural } from '../../format.ts';
import type { RegionBoard as Board } from '../../../shared/contract/beds.ts';
import { When } from '../../components/When.tsx';
import { BoardFilters } from './BoardFilters.tsx';
import { sharedSearch, toFilters, type BoardSearch } from './board-search.ts';
import { useStoredFlag } from './stored-flag.ts';
import { RegionGrid } from './RegionGrid.tsx';
import classes from './RegionBoard.module.css';

interface RegionBoardProps {
  readonly search: BoardSearch;
  readonly onSearch: (change: BoardSearch) => void;
}

/** Regional synthesis (F6): départements × activity groups. */
export function RegionBoard({ search, onSearch }: RegionBoardProps) {
  const region = useStatus()?.region?.name ?? '';
  const filters = toFilters(search);
  const board = useBackendQuery('beds.regionBoard', filters, { every: 60_000, keep: true });
  const [expanded, setExpanded] = useStoredFlag('vigie-autres-activites', false);

  if (board.data === undefined) {
    return board.error === null ? (
      <Message title="Lits de soins critiques">Lecture de la copie locale.</Message>
    ) : (
      <ErrorMessage error={board.error} retry={() => void board.refetch()} />
    );
  }
  const { data } = board;
  const empty = data.departments.length === 0;
  if (data.visibility === 'not_transmitted') {
    return (
      <Message title="Lits non transmis à ce profil">
        La région ne transmet pas les disponibilités en lits au profil de ce poste. Ce n’est ni une panne ni
        un zéro.
      </Message>
    );
  }
  return (
    <>
      <title>{`Lits de soins critiques · ${region} · Vigie`}</title>
      <div className={classes['head']}>
        <div>
          <h1 tabIndex={-1}>Lits de soins critiques — {region}</h1>
          <p className={classes['sub']}>
            {empty ? null : (
              <>
                <Coverage board={data} /> ·{' '}
              </>
            )}
            calculé à <When at={data.computedAt} />
          </p>
        </div>
        <BoardFilters search={search} onChange={onSearch} />
      </div>
      {empty ? (
        <Message title="Aucune unité de soins critiques" inside>
          {search.public === undefined
            ? 'La région ne déclare aucune unité de ces activités.'
            : 'Aucune unité ne correspond à ce public. Choisissez « Tous » pour revoir la région.'}
        </Message>
      ) : (
        <RegionGrid
          board={data}
          search={sharedSearch(search)}
          scope={JSON.stringify(filters)}
          expanded={expanded}
          onExpanded={setExpanded}
        />
      )}
      {empty ? null : <Definition installedOnly={data.visibility === 'installed_only'} />}
    </>
  );
}

/** `84 unités sur 97 à jour`: what the whole board stands on. */
function Coverage({ board }: { readonly board: Board }) {
  const cells = Object.values(board.total);
  const units = cells.reduce((sum, cell) => sum + cell.units, 0);
  const upToDate = cells.reduce((sum, cell) => sum + cell.unitsUpToDate, 0);
  return (
    <>
      {plural(upToDate, 'unité', 'unités')} sur {formatCount(units)} à jour
    </>
  );
}

function Definition({ installedOnly }: { readonly installedOnly: boolean }) {
  return (
    <p className={classes['definition']}>
      Chaque case{nbsp}: lits disponibles maintenant, «{nbsp}sur{nbsp}» lits installés (capacité totale en
      place, lits fermés compris{nbsp}; ce n’est pas le nombre de lits autorisés). Les totaux n’additionnent
      que les chiffres assez récents.
      {installedOnly
        ? ' Ce profil ne reçoit que les lits installés : les autres chiffres ne lui sont pas transmis.'
        : ''}
    </p>
  );
}
