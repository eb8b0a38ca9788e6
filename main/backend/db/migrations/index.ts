import { sqlMigration, type Migration } from '../migrate.ts';
import { sql as copy0001 } from './copy-0001-directory.ts';
import { sql as copySearch } from './copy-0002-search.ts';
import { sql as copyOfferFilters } from './copy-offer-filters.ts';
import { sql as copyRemoved } from './copy-removed.ts';
import { sql as work0001 } from './work-0001-outbox.ts';
import { sql as work0002 } from './work-0002-audit.ts';
import { sql as work0003 } from './work-0003-bed-entry.ts';

/** Steps of the copy database, in order. A released step is never edited: add the next one. */
export const copyMigrations: readonly Migration[] = [
  sqlMigration(1, 'copy-0001-directory', copy0001),
  sqlMigration(2, 'copy-removed', copyRemoved),
  sqlMigration(3, 'copy-offer-filters', copyOfferFilters),
  sqlMigration(4, 'copy-search', copySearch),
];

/** Steps of the work database, in order: it exists nowhere else, so a copy is kept before each of them. */
export const workMigrations: readonly Migration[] = [
  sqlMigration(1, 'work-0001-outbox', work0001),
  sqlMigration(2, 'work-0002-audit', work0002),
  sqlMigration(3, 'work-0003-bed-entry', work0003),
];
