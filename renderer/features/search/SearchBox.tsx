import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { IconSearch } from '@tabler/icons-react';
import {
  searchCategories,
  type SearchCategory,
  type SearchSuggestions,
} from '../../../shared/contract/search.ts';
import { useBackendQuery } from '../../api/hooks.ts';
import { useShortcuts } from '../../components/shortcuts.ts';
import { formatCount, nbsp } from '../../format.ts';
import { OptionContent } from './SuggestionLine.tsx';
import { noteSearch, usePlaceOfCare, useRecentSearches, useSavedViews } from './stored.ts';
import { emptyGroups, typedGroups, type BoxGroup, type BoxOption } from './suggestion-options.ts';
import { resultSearch, tidy } from './result-search.ts';
import { wantFirstRow } from './row-memory.ts';
import { categoryLabels } from './words.ts';
import classes from './SearchBox.module.css';

/** Longest text taken; a page pasted by mistake is cut. */
const longestText = 500;

/** The search line at the top of every screen (F1): suggestions as one types, one key away from anywhere. */
export function SearchBox() {
  const navigate = useNavigate();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const asked = useRouterState({
    select: ({ location }) =>
      location.pathname === '/recherche' ? resultSearch.parse(location.search).q : undefined,
  });
  const [text, setText] = useState(asked ?? '');
  const [followed, setFollowed] = useState(asked);
  // The line says what the results answer; what is typed on other screens stays.
  if (asked !== followed) {
    setFollowed(asked);
    if (asked !== undefined) setText(asked);
  }
  const [category, setCategory] = useState<SearchCategory | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const place = usePlaceOfCare();
  const recent = useRecentSearches();
  const views = useSavedViews();
  const typed = text.trim() !== '';
  const { data, error, isPlaceholderData } = useBackendQuery(
    'search.suggest',
    {
      text: typed ? text : '',
      place: place?.ref ?? null,
      limit: category === null ? 4 : 12,
      ...(category === null ? {} : { category }),
    },
    { enabled: open, keep: true },
  );
  const groups = typed ? typedGroups(text.trim(), data, categoryLabels) : emptyGroups(recent, views);
  const options = groups.flatMap((group) => group.options);
  // Typing points at the best answer; before that nothing is chosen by itself.
  const current = Math.min(at ?? (typed ? 0 : -1), options.length - 1);
  const visible = open && (typed || options.length > 0);

  const focus = (): void => {
    input.current?.focus();
    input.current?.select();
    setOpen(true);
  };
  useShortcuts({
    '/': (event) => {
      event.preventDefault();
      focus();
    },
  });
  useControlK(focus);

  const close = (): void => {
    setOpen(false);
    setAt(null);
  };
  const showAll = (wanted: string): void => {
    close();
    noteSearch(wanted);
    wantFirstRow();
    void navigate({ to: '/recherche', search: tidy({ q: wanted }) });
  };
  const choose = (option: BoxOption | undefined): void => {
    if (option === undefined) {
      if (typed) showAll(text.trim());
      return;
    }
    if (option.kind === 'all') {
      showAll(option.text);
      return;
    }
    close();
    if (option.kind === 'recent') {
      setText(option.text);
      showAll(option.text);
    } else if (option.kind === 'view') void navigate({ to: '/recherche', search: option.view.search });
    else {
      const { target, name } = option.suggestion;
      noteSearch(typed ? text : name);
      input.current?.blur();
      if (target.kind === 'equipment')
        void navigate({ to: '/recherche', search: { equipement: [target.id] } });
      else if (target.kind === 'aptitude')
        void navigate({ to: '/recherche', search: { aptitude: [target.id] } });
      else void navigate({ to: '/fiche/$kind/$id', params: { kind: target.kind, id: target.id } });
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setOpen(true);
        if (options.length > 0) setAt((current + step + options.length) % options.length);
        break;
      }
      case 'Enter':
        if (event.ctrlKey || event.shiftKey || event.metaKey) {
          if (typed) showAll(text.trim());
        } else choose(visible ? options[current] : undefined);
        break;
      case 'Escape':
        if (visible) close();
        else if (text !== '') setText('');
        else input.current?.blur();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={classes['box']} role="search">
      <IconSearch size={18} stroke={1.6} aria-hidden="true" className={classes['icon']} />
      <input
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={longestText}
        className={classes['input']}
        aria-label="Rechercher une unité, un établissement, un professionnel, une compétence"
        placeholder="Rechercher une unité, un établissement, une compétence…"
        aria-keyshortcuts="Control+K /"
        aria-autocomplete="list"
        aria-expanded={visible}
        aria-controls={list}
        aria-activedescendant={visible && current >= 0 ? `${list}-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(null);
          setOpen(true);
        }}
        onFocus={() => {
          setOpen(true);
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <kbd className={classes['hint']} aria-hidden="true">
        Ctrl K
      </kbd>
      <select
        className={classes['category']}
        aria-label="Chercher dans"
        value={category ?? ''}
        onChange={(event) => {
          setCategory(searchCategories.find((each) => each === event.target.value) ?? null);
          focus();
        }}
      >
        <option value="">Tout</option>
        {(Object.keys(categoryLabels) as SearchCategory[]).map((each) => (
          <option key={each} value={each}>
            {categoryLabels[each]}
          </option>
        ))}
      </select>
      <div className={classes['panel']} hidden={!visible}>
        <div role="listbox" id={list} aria-label="Suggestions" aria-busy={typed && isPlaceholderData}>
          <Groups groups={groups} list={list} current={current} onChoose={choose} />
        </div>
        <p role="status" className={classes['status']}>
          {error === null ? statusText(typed, data) : error.message}
        </p>
      </div>
    </div>
  );
}

interface GroupsProps {
  readonly groups: readonly BoxGroup[];
  readonly list: string;
  readonly current: number;
  readonly onChoose: (option: BoxOption) => void;
}

function Groups({ groups, list, current, onChoose }: GroupsProps) {
  let next = 0;
  return groups.map((group) => {
    const first = next;
    next += group.options.length;
    return (
      <div key={group.id} role="group" aria-labelledby={`${list}-${group.id}`} className={classes['group']}>
        <div
          id={`${list}-${group.id}`}
          className={classes['head']}
          data-quiet={group.id === 'all' || undefined}
        >
          {group.label}
          {group.count === null ? null : (
            <span data-figures>
              {' '}
              {formatCount(group.count)}
              {group.capped ? ' et plus' : ''}
            </span>
          )}
        </div>
        {group.options.map((option, index) => (
          <div
            key={index}
            id={`${list}-${first + index}`}
            role="option"
            tabIndex={-1}
            aria-selected={first + index === current}
            className={classes['option']}
            // Before the field loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(option);
            }}
          >
            <OptionContent option={option} />
          </div>
        ))}
      </div>
    );
  });
}

/** Ctrl K (⌘ K) from anywhere, also while typing elsewhere. */
function useControlK(focus: () => void): void {
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    focus();
  });
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent): void => {
      onKey(event);
    };
    document.addEventListener('keydown', listener);
    return () => {
      document.removeEventListener('keydown', listener);
    };
  }, []);
}

function statusText(typed: boolean, data: SearchSuggestions | undefined): string {
  if (!typed || data === undefined) return '';
  if (data.groups.length === 0) {
    return data.indexing
      ? 'L’index de recherche se construit\u00a0: tout n’est pas encore trouvé.'
      : 'Rien ne correspond. Essayez un sigle, une commune ou un mot de moins.';
  }
  const parts = [
    data.corrected === null ? '' : `Lu\u00a0: ${data.corrected}`,
    data.near === null ? '' : `Rien à ${data.near.name} même\u00a0: le plus proche d’abord`,
    data.indexing ? 'Index en construction\u00a0: liste incomplète' : '',
  ].filter((part) => part !== '');
  return parts.join(` ·${nbsp}`);
}
