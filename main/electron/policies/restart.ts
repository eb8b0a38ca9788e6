/** Restarts allowed within the window before the backend is left stopped, and the person told. */
const limit = 5;
const windowMs = 5 * 60_000;
const delaysMs = [0, 500, 2000, 5000, 15_000] as const;

export type RestartDecision =
  { readonly restart: true; readonly delayMs: number } | { readonly restart: false };

/**
 * What to do after a crash at `now` (epoch ms), given the times of earlier crashes. The first restart is immediate: a
 * person waits for a board. A process that keeps dying is not restarted forever: it would hide the fault and burn the post.
 */
export function restartDecision(earlierCrashes: readonly number[], now: number): RestartDecision {
  const recent = earlierCrashes.filter((time) => now - time < windowMs && time <= now).length;
  const delayMs = delaysMs[recent];
  return recent >= limit || delayMs === undefined ? { restart: false } : { restart: true, delayMs };
}
