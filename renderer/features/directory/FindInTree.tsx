import { useId, useState, type KeyboardEvent } from 'react';
import { IconSearch } from '@tabler/icons-react';
import { useBackendQuery } from '../../api/hooks.ts';
import type { TreeMatch } from '../../../shared/contract/directory.ts';
import { plainText } from '../../components/SafeText.tsx';
import { formatCount } from '../../format.ts';
import { levelNames, nameOf } from './levels.ts';
import classes from './FindInTree.module.css';

const shown = 12;

/** Type a name, choose a line, and the tree opens on it. */
export function FindInTree({ onChoose }: { readonly onChoose: (match: TreeMatch) => void }) {
  const list = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const asked = text.trim();
  const { data } = useBackendQuery(
    'directory.find',
    { text, limit: shown },
    { enabled: asked !== '', keep: true },
  );
  const matches = asked === '' ? [] : (data?.matches ?? []);
  const visible = open && asked !== '' && data !== undefined;
  const current = Math.min(at, matches.length - 1);

  const choose = (match: TreeMatch | undefined): void => {
    if (match === undefined) return;
    setOpen(false);
    setText('');
    onChoose(match);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      if (matches.length > 0)
        setAt((current + (event.key === 'ArrowDown' ? 1 : -1) + matches.length) % matches.length);
    } else if (event.key === 'Enter' && visible) choose(matches[current]);
    else if (event.key === 'Escape' && text !== '') {
      setText('');
      setOpen(false);
    } else return;
    event.preventDefault();
  };
  return (
    <div className={classes['find']}>
      <IconSearch size={18} stroke={1.6} aria-hidden="true" className={classes['icon']} />
      <input
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        aria-label="Trouver dans le répertoire"
        placeholder="Trouver dans le répertoire…"
        aria-expanded={visible}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={visible && matches.length > 0 ? `${list}-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setOpen(false);
        }}
      />
      <div className={classes['panel']} hidden={!visible}>
        <ul role="listbox" id={list} aria-label="Noms trouvés">
          {matches.map((match, index) => (
            <li
              key={match.key}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === current}
              // Before the field loses the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                choose(match);
              }}
            >
              <abbr className={classes['level']} title={levelNames[match.level].long}>
                {levelNames[match.level].short}
              </abbr>
              <bdi className={classes['name']}>{plainText(nameOf(match), 120)}</bdi>
              <span className={classes['second']}>
                {[match.within[0] ?? null, match.city]
                  .filter((part) => part !== null)
                  .join(' · ')
                  .slice(0, 120)}
              </span>
            </li>
          ))}
        </ul>
        <p className={classes['note']} role="status">
          {data === undefined
            ? ''
            : matches.length === 0
              ? 'Aucun nom ne correspond.'
              : data.total > matches.length
                ? `${formatCount(matches.length)} sur ${formatCount(data.total)} : précisez pour en voir d’autres.`
                : ''}
        </p>
      </div>
    </div>
  );
}
