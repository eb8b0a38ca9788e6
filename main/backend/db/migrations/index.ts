import { sqlMigration, type Migration } from '../migrate.ts';
import { sql as copy0001 } from './copy-0001-directory.ts';
import { sql as copyRemoved } from './copy-removed.ts';

/** Steps of the copy database, in order. A released step is never edited: add the next one. */
export const copyMigrations: readonly Migration[] = [
  sqlMigration(1, 'copy-0001-directory', copy0001),
  sqlMigration(2, 'copy-removed', copyRemoved),
];
