import { createRandom, fraction } from '../random.ts';
import type { FaultSpec } from '../types.ts';

const kinds = ['down', 'slow', 'status', 'truncated', 'html', 'empty-bundle', 'shrunk', 'flaky'] as const;

/**
 * Reads a fault written as `kind[:value][@path pattern][#times]`, for instance `status:503@/Location#3`.
 * Errors: TypeError when the kind is unknown or the value missing.
 */
export function parseFault(text: string): FaultSpec {
  const match = /^([a-z-]+)(?::([\d.]+))?(?:@(.*?))?(?:#(\d+))?$/u.exec(text.trim());
  const kind = kinds.find((known) => known === match?.[1]);
  const [, , value, path, times] = match ?? [];
  if (kind === undefined || (value === undefined && ['slow', 'status', 'shrunk', 'flaky'].includes(kind))) {
    throw new TypeError(`unknown fault: ${text} (known: ${kinds.join(', ')})`);
  }
  return {
    kind,
    ...(value === undefined ? {} : { value: Number(value) }),
    ...(path === undefined || path === '' ? {} : { path }),
    ...(times === undefined ? {} : { times: Number(times) }),
  };
}

interface Armed {
  readonly spec: FaultSpec;
  readonly pattern: RegExp | undefined;
  left: number;
}

/** The faults in force. Random ones draw from the region's seed, so a run can be repeated. */
export class Faults {
  #armed: Armed[] = [];
  readonly #random;

  constructor(seed: number) {
    this.#random = createRandom(seed ^ 0x5eed);
  }

  set(faults: readonly (FaultSpec | string)[]): void {
    this.#armed = faults.map((fault) => {
      const spec = typeof fault === 'string' ? parseFault(fault) : fault;
      const pattern = spec.path === undefined ? undefined : new RegExp(spec.path, 'u');
      return { spec, pattern, left: spec.times ?? Infinity };
    });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The faults that strike this request, each counted once. `shrunk` shows only through `hides`. */
  strike(url: string): FaultSpec[] {
    const struck: FaultSpec[] = [];
    for (const armed of this.#armed) {
      const { spec, pattern, left } = armed;
      if (left <= 0 || spec.kind === 'shrunk' || pattern?.test(url) === false) continue;
      if (spec.kind === 'flaky') {
        if (this.#random.next() >= (spec.value ?? 0)) continue;
        struck.push(this.#random.chance(0.5) ? { kind: 'down' } : { kind: 'status', value: 503 });
      } else struck.push(spec);
      armed.left -= 1;
    }
    return struck;
  }

  /** Whether `shrunk` hides this resource: always the same ones for a given percentage. */
  hides(ref: string): boolean {
    return this.#armed.some(({ spec }) => spec.kind === 'shrunk' && fraction(ref) * 100 < (spec.value ?? 0));
  }
}
