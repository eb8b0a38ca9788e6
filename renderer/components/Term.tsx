import { useId, useState } from 'react';
import { glossary, type GlossaryTerm } from '../../shared/domain/glossary.ts';
import classes from './Term.module.css';

interface TermProps {
  readonly term: GlossaryTerm;
  /** False inside a link, a row or a button, which has its own tab stop: the definition is then on hover only. */
  readonly focusable?: boolean;
  readonly className?: string | undefined;
}

/** A term of the field with its meaning, on hover and on focus; Escape puts it away. */
export function Term({ term, focusable = true, className }: TermProps) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const { expansion, definition } = glossary[term];
  const classNames = [classes['term'], className].filter(Boolean).join(' ');
  if (!focusable) {
    return (
      <abbr className={classNames} title={`${expansion}. ${definition}`}>
        {term}
      </abbr>
    );
  }
  return (
    <span
      className={classes['holder']}
      onMouseEnter={() => {
        setShown(true);
      }}
      onMouseLeave={() => {
        setShown(false);
      }}
    >
      <button
        type="button"
        className={classNames}
        aria-describedby={id}
        onFocus={() => {
          setShown(true);
        }}
        onBlur={() => {
          setShown(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !shown) return;
          event.stopPropagation();
          setShown(false);
        }}
      >
        {term}
      </button>
      <span role="tooltip" id={id} className={classes['definition']} data-shown={shown || undefined}>
        <strong>{expansion}</strong>. {definition}
      </span>
    </span>
  );
}
