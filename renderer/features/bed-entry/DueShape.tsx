import type { DueState } from '../../../shared/domain/bed-entry/due.ts';

/** Done: a tick. Soon: a clock. Late: a full triangle. Beside a word, never alone. */
export function DueShape({ state }: { readonly state: DueState }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false" data-shape={state}>
      {state === 'done' ? (
        <path d="M2 6.5 4.8 9.2 10 3" fill="none" stroke="currentColor" strokeWidth="1.6" />
      ) : state === 'soon' ? (
        <>
          <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <path d="M6 3.4V6l1.9 1.2" fill="none" stroke="currentColor" strokeWidth="1.3" />
        </>
      ) : (
        <path d="M6 1 11.4 11H.6z" fill="currentColor" />
      )}
    </svg>
  );
}
