import { Segmented } from '../../components/Segmented.tsx';
import type { BoardSearch } from './board-search.ts';
import classes from './BoardFilters.module.css';

const audiences = [
  { value: 'tous', label: 'Tous' },
  { value: 'adulte', label: 'Adulte' },
  { value: 'enfant', label: 'Enfant' },
];

const ages = [
  { value: 'activite', label: 'Selon l’activité' },
  { value: '8', label: '≤ 8 h' },
  { value: '12', label: '≤ 12 h' },
  { value: '24', label: '≤ 24 h' },
  { value: 'toutes', label: 'Toutes' },
];

const ageValues: Readonly<Record<string, BoardSearch['fraicheur']>> = {
  '8': 8,
  '12': 12,
  '24': 24,
  toutes: 'toutes',
};

interface BoardFiltersProps {
  readonly search: BoardSearch;
  /** Receives only what changed. */
  readonly onChange: (change: BoardSearch) => void;
}

/** Who the beds are for, and up to which age a figure is added up. Both live in the address. */
export function BoardFilters({ search, onChange }: BoardFiltersProps) {
  return (
    <div className={classes['filters']}>
      <Segmented
        label="Public"
        options={audiences}
        value={search.public ?? 'tous'}
        onChange={(value) => {
          onChange({ public: value === 'adulte' || value === 'enfant' ? value : undefined });
        }}
      />
      <Segmented
        label="Fraîcheur"
        options={ages}
        value={search.fraicheur === undefined ? 'activite' : String(search.fraicheur)}
        onChange={(value) => {
          onChange({ fraicheur: ageValues[value] });
        }}
      />
    </div>
  );
}
