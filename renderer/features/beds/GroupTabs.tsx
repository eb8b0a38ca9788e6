import { Link } from '@tanstack/react-router';
import { useBackendQuery } from '../../api/hooks.ts';
import { StateShape } from '../../components/StateShape.tsx';
import { toFilters, type UnitListSearch } from './board-search.ts';
import { cellFigure } from './cell-words.ts';
import classes from './DepartmentBoard.module.css';

interface GroupTabsProps {
  readonly department: string | null;
  readonly group: string;
  readonly search: UnitListSearch;
}

/** The other activities of the same place with their figure, one step away. */
export function GroupTabs({ department, group, search }: GroupTabsProps) {
  const { data } = useBackendQuery('beds.regionBoard', toFilters(search), { every: 60_000, keep: true });
  if (data === undefined) return null;
  const cells =
    department === null ? data.total : data.departments.find(({ code }) => code === department)?.cells;
  if (cells === undefined) return null;
  return (
    <nav aria-label="Activités" className={classes['tabs']}>
      {data.groups.map((each) => {
        const cell = cells[each.id];
        return cell === undefined ? null : (
          <Link
            key={each.id}
            to="/lits/$department/$group"
            params={{ department: department ?? 'region', group: each.id }}
            search={search}
            title={each.label}
            className={classes['tab']}
            data-active={each.id === group || undefined}
            aria-current={each.id === group ? 'page' : undefined}
          >
            {each.shortLabel === 'Réa' ? each.label : each.shortLabel}
            <StateShape state={cell.state} />
            <span className={classes['tabFigure']} data-figures>
              {cellFigure(cell)}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}
