import type { ReactElement } from 'react';
import type { BedState } from '../../shared/domain/freshness.ts';
import classes from './StateShape.module.css';

const shapes: Readonly<Record<BedState, ReactElement>> = {
  free: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
  tight: (
    <>
      <circle cx="8" cy="8" r="5.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 2.25a5.75 5.75 0 0 0 0 11.5z" fill="currentColor" />
    </>
  ),
  full: <rect x="2" y="2" width="12" height="12" rx="1" fill="currentColor" />,
  closed: <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" strokeWidth="2.25" strokeLinecap="round" />,
  expired: (
    <circle
      cx="8"
      cy="8"
      r="5.75"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeDasharray="2.6 2"
    />
  ),
  not_transmitted: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};

/** The drawn shape of a state. Decorative: a word or a label always stands beside it. */
export function StateShape({
  state,
  className,
}: {
  readonly state: BedState;
  readonly className?: string | undefined;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      data-shape={state}
      className={[classes['shape'], classes[state], className].filter(Boolean).join(' ')}
    >
      {shapes[state]}
    </svg>
  );
}
