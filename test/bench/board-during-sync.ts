import type { BenchRow } from './types.ts';
export function boardDuringSync(_quick: boolean): Promise<readonly BenchRow[]> {
  return Promise.resolve([]);
}
