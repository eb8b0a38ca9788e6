import type { Database, Statement } from 'better-sqlite3';

/** What a column may hold. */
export type Value = string | number | Buffer | null;

/** A prepared `INSERT OR REPLACE` of one row. */
export function putStatement(
  database: Database,
  table: string,
  columns: readonly string[],
): Statement<Value[]> {
  return database.prepare<Value[]>(
    `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
}

/**
 * Inserts many rows of one table with as few statements as possible: the call into SQLite costs more than the row.
 * Rows are given as one flat list of values; statements of up to `largest` rows are prepared once.
 */
export class ManyRows {
  readonly #database: Database;
  readonly #head: string;
  readonly #tuple: string;
  readonly #width: number;
  readonly #largest: number;
  readonly #statements = new Map<number, Statement<[Value[]]>>();

  constructor(database: Database, table: string, columns: readonly string[], largest = 16) {
    this.#database = database;
    this.#head = `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES `;
    this.#tuple = `(${columns.map(() => '?').join(', ')})`;
    this.#width = columns.length;
    this.#largest = largest;
  }

  insert(values: Value[]): void {
    const step = this.#width * this.#largest;
    for (let from = 0; from < values.length; from += step) {
      const part = values.length <= step ? values : values.slice(from, from + step);
      this.#statement(part.length / this.#width).run(part);
    }
  }

  #statement(rows: number): Statement<[Value[]]> {
    const found = this.#statements.get(rows);
    if (found !== undefined) return found;
    const made = this.#database.prepare<[Value[]]>(this.#head + Array(rows).fill(this.#tuple).join(', '));
    this.#statements.set(rows, made);
    return made;
  }
}
