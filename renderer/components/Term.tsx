import { useId, useState } from 'react';
import { Popover } from '@mantine/core';
import { explain, glossary, type GlossaryTerm } from '../../shared/domain/glossary.ts';
import classes from './Term.module.css';

interface TermProps {
  readonly term: GlossaryTerm;
  /** False inside a link, a row or a button, which has its own tab stop: the meaning is then its title only. */
  readonly focusable?: boolean;
}

/** A term of the field with its meaning, on hover and on focus; Escape puts it away. */
export function Term({ term, focusable = true }: TermProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  if (!focusable) return <abbr title={explain(term)}>{term}</abbr>;
  const show = (): void => {
    setShown(true);
  };
  const hide = (): void => {
    setShown(false);
  };
  return (
    <Popover
      opened={shown}
      onChange={setShown}
      position="bottom-start"
      withinPortal
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['term']}
          aria-describedby={id}
          onMouseEnter={show}
          onMouseLeave={hide}
          onFocus={show}
          onBlur={hide}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !shown) return;
            event.stopPropagation();
            hide();
          }}
        >
          {term}
          <span id={id} hidden>
            {explain(term)}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown role="tooltip" className={classes['definition'] ?? ''}>
        <strong>{glossary[term].expansion}</strong>. {glossary[term].definition}
      </Popover.Dropdown>
    </Popover>
  );
}
