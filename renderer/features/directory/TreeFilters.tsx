import { useState } from 'react';
import { Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useBackendQuery } from '../../api/hooks.ts';
import type { FacetValue } from '../../../shared/contract/directory.ts';
import { noFilters, type DirectoryFilters } from '../../../shared/domain/directory-filters.ts';
import { labelOf } from '../../../shared/domain/labels.ts';
import { formatCount } from '../../format.ts';
import { fold } from './tree-rows.ts';
import classes from './TreeFilters.module.css';

interface TreeFiltersProps {
  readonly filters: DirectoryFilters;
  readonly onFilters: (filters: DirectoryFilters) => void;
}

/** Département, field of activity, unit type, closed included: each value with the units it would keep. */
export function TreeFilters({ filters, onFilters }: TreeFiltersProps) {
  const facets = useBackendQuery('directory.facets', { filters }, { keep: true }).data;
  const choose = (name: 'departments' | 'fields' | 'unitTypes') => (values: readonly string[]) => {
    onFilters({ ...filters, [name]: values });
  };
  const some = filters.departments.length + filters.fields.length + filters.unitTypes.length > 0;
  return (
    <div className={classes['filters']}>
      <Choice
        label="Département"
        values={facets?.departments ?? []}
        chosen={filters.departments}
        withCode
        onChange={choose('departments')}
      />
      <Choice
        label="Champ d’activité"
        values={facets?.fields ?? []}
        chosen={filters.fields}
        onChange={choose('fields')}
      />
      <Choice
        label="Type d’unité"
        values={facets?.unitTypes ?? []}
        chosen={filters.unitTypes}
        onChange={choose('unitTypes')}
      />
      <label className={classes['check']}>
        <input
          type="checkbox"
          checked={filters.closed}
          onChange={(event) => {
            onFilters({ ...filters, closed: event.target.checked });
          }}
        />
        Fermés compris
      </label>
      {some ? (
        <button
          type="button"
          className={classes['clear']}
          onClick={() => {
            onFilters({ ...noFilters, closed: filters.closed });
          }}
        >
          Effacer les filtres
        </button>
      ) : null}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly FacetValue[];
  readonly chosen: readonly string[];
  readonly withCode?: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** Above this many values a field narrows the list. */
const longList = 12;

/** Several values of one filter, in a panel; its button says what is chosen. */
function Choice({ label, values, chosen, withCode = false, onChange }: ChoiceProps) {
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const sought = fold(text.trim());
  const lines = values
    .map(({ code, units }) => ({
      value: code.code,
      units,
      words: withCode ? `${code.code} – ${labelOf(code)}` : labelOf(code),
    }))
    .filter(({ words }) => fold(words).includes(sought));
  const only = chosen.length === 1 ? values.find(({ code }) => code.code === chosen[0]) : undefined;
  const said =
    only === undefined ? (chosen.length === 0 ? '' : `${chosen.length} choix`) : labelOf(only.code);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      withinPortal
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['choice']}
          data-chosen={chosen.length > 0 || undefined}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          {label}
          {said === '' ? null : <strong>{said}</strong>}
          <IconChevronDown size={16} stroke={1.6} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes['panel'] ?? ''} aria-label={label}>
        {values.length > longList ? (
          <input
            type="text"
            className={classes['narrow']}
            aria-label={`Chercher dans ${label}`}
            placeholder="Chercher…"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        ) : null}
        <ul>
          {lines.map(({ value, units, words }) => (
            <li key={value}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={(event) => {
                    onChange(
                      event.target.checked ? [...chosen, value] : chosen.filter((each) => each !== value),
                    );
                  }}
                />
                <span>{words}</span>
                <span className={classes['units']} data-figures>
                  {formatCount(units)}
                </span>
              </label>
            </li>
          ))}
        </ul>
        {lines.length === 0 ? <p className={classes['units']}>Aucune valeur.</p> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
