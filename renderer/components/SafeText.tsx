import { useState } from 'react';
import classes from './SafeText.module.css';

/** Marks that change the direction of what follows, and invisible ones: kept out of titles, labels and copies. */
const directionMarks = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** A text from outside for places without markup (page title, label, clipboard): one line, no direction marks. */
export function plainText(text: string, longest = Number.POSITIVE_INFINITY): string {
  const clean = text.replaceAll(directionMarks, '').replaceAll(/\s+/g, ' ').trim();
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1).trimEnd()}…`;
}

/** Longer than any honest name: the rest is one click away. */
const longName = 180;

/** A name from outside inside a line: its direction stays its own, and it is cut when it is endless. */
export function Name({ children }: { readonly children: string }) {
  const short = children.length <= longName;
  return (
    <bdi className={classes['name']} {...(short ? {} : { title: plainText(children, 2_000) })}>
      {short ? children : `${children.slice(0, longName)}…`}
    </bdi>
  );
}

/** A text from outside as a paragraph: its line breaks kept; beyond `longest` characters the end is shown on demand. */
export function LongText({ text, longest = 400 }: { readonly text: string; readonly longest?: number }) {
  const [whole, setWhole] = useState(false);
  if (text.length <= longest) return <bdi className={classes['text']}>{text}</bdi>;
  return (
    <>
      <bdi className={classes['text']}>{whole ? text : `${text.slice(0, longest).trimEnd()}…`}</bdi>{' '}
      <button
        type="button"
        className={classes['more']}
        aria-expanded={whole}
        onClick={() => {
          setWhole(!whole);
        }}
      >
        {whole ? 'Réduire' : 'Tout lire'}
      </button>
    </>
  );
}
