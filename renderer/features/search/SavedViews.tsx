import { useId, useState } from 'react';
import { Popover } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import type { ResultSearch } from './result-search.ts';
import { saveView } from './stored.ts';
import classes from './Results.module.css';

/** Keeps the current question under a name, on this post. */
export function SaveView({ search, proposed }: { readonly search: ResultSearch; readonly proposed: string }) {
  const id = useId();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const value = name ?? proposed;
  const save = (): void => {
    const tidied = value.trim().slice(0, 80);
    if (tidied === '') return;
    saveView(tidied, search);
    setSaved(tidied);
    setName(null);
    setOpened(false);
  };
  return (
    <>
      <Popover
        opened={opened}
        onChange={setOpened}
        position="bottom-end"
        trapFocus
        returnFocus
        withinPortal
        transitionProps={{ duration: 0 }}
      >
        <Popover.Target>
          <button
            type="button"
            className={classes['tool']}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            <IconBookmark size={16} stroke={1.6} aria-hidden="true" />
            Enregistrer cette vue
          </button>
        </Popover.Target>
        <Popover.Dropdown className={classes['panel'] ?? ''} aria-label="Enregistrer cette vue">
          <form
            className={classes['save']}
            onSubmit={(event) => {
              event.preventDefault();
              save();
            }}
          >
            <label htmlFor={id}>Nom de la vue</label>
            <input
              id={id}
              data-autofocus
              maxLength={80}
              autoComplete="off"
              value={value}
              onChange={(event) => {
                setName(event.target.value);
              }}
            />
            <button type="submit">Enregistrer</button>
          </form>
        </Popover.Dropdown>
      </Popover>
      <span role="status" className="visually-hidden">
        {saved === null ? '' : `Vue enregistrée\u00a0: ${saved}`}
      </span>
    </>
  );
}
