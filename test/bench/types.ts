/** One measured line. `ratio` lines are what budgets bind; absolute figures are printed for information beside them. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'MB' | '×' | '%' | 'count' | 'px';
  /** Over this the bench fails; absent for figures that only inform. `min` makes the budget a floor. */
  readonly budget?: number;
  readonly min?: boolean;
  readonly note?: string;
}

/** A bench: prepares its own data (SQLite on disk, demo region over HTTP) and cleans up after itself. */
export interface Bench {
  readonly name: string;
  /** `quick` shrinks the data for a smoke run; figures are then not comparable with budgets. */
  run(options: { quick: boolean }): Promise<readonly BenchRow[]>;
}
