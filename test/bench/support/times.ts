/** Times of `runs` calls, in ms, sorted. */
export function timesOf(runs: number, call: (run: number) => unknown): number[] {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    call(run);
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b);
}

/** The value below which a share `q` of sorted times lies. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}

export interface Measured {
  /** Best p95 of the rounds, wall clock, in ms: other work of the machine strikes some rounds and not all. */
  readonly p95: number;
  /** Processor time of this thread by call, in ms, over all rounds. */
  readonly cpu: number;
}

/** Calls in five rounds of `runs` after a warm-up. */
export function measure(runs: number, call: (run: number) => unknown): Measured {
  timesOf(Math.ceil(runs / 4), call);
  const before = process.threadCpuUsage();
  const p95 = Math.min(...Array.from({ length: 5 }, () => quantile(timesOf(runs, call), 0.95)));
  const { user, system } = process.threadCpuUsage(before);
  return { p95, cpu: (user + system) / 1000 / (5 * runs) };
}
