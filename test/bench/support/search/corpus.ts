import { copyFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { words } from '../../../../main/backend/search/normalise.ts';
import { fillRegion, openRegion } from '../../../backend/search/region.ts';

/** Makes a demonstration region with its index; returns its file and what indexing cost. */
export function makeRegion(
  folder: string,
  offers: number,
): { readonly file: string; readonly indexMs: number; readonly documents: number } {
  const region = openRegion(folder);
  fillRegion(region, offers, 20261123);
  const begun = performance.now();
  region.index(2000);
  const indexMs = performance.now() - begun;
  const documents =
    region.writer.prepare<[], number>('SELECT count(*) FROM search_document').pluck().get() ?? 0;
  region.writer.pragma('wal_checkpoint(TRUNCATE)');
  region.close();
  return { file: region.file, indexMs, documents };
}

/**
 * A larger region made of `copies` of the first one's documents: what a national directory weighs. Generating and
 * mapping half a million offers would take longer than what is measured.
 */
export function multiply(file: string, target: string, copies: number): number {
  copyFileSync(file, target);
  const database = new SqliteDatabase(target);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec('DROP TRIGGER search_resource_delete; DELETE FROM resource');
  database.function('words', { deterministic: true }, (text) => [...new Set(words(String(text)))].join(' '));
  // Labels are longer than what words() reads of one field: they are read line by line.
  database.function('label_words', { deterministic: true }, (text) =>
    [...new Set(String(text).split('\n').flatMap(words))].join(' '),
  );
  for (let copy = 1; copy < copies; copy += 1) {
    const shift = copy * 10_000_000;
    const original = `FROM search_document d JOIN search_label l ON l.pk = d.pk WHERE d.ref_type <> 'Code' AND d.pk % 4294967296 < 10000000`;
    database.transaction(() => {
      for (const [table, category] of [
        ['place', 3],
        ['unit', 4],
        ['professional', 5],
      ] as const) {
        database.exec(`INSERT INTO search_text_${table} (rowid, name, acronym, other)
          SELECT d.pk + ${shift}, words(name), acronym, label_words(labels) || ' copie${copy}' ${original} AND category = ${category}`);
      }
      database.exec(`
        INSERT INTO search_label (pk, detail, labels) SELECT d.pk + ${shift}, detail, labels ${original};
        INSERT INTO search_document
          SELECT d.pk + ${shift}, category, ref_type, ref_id || '-${copy}', name, name_key, acronym, level, department, commune,
            latitude, longitude, sensitive, hours ${original};`);
    })();
  }
  const documents = database.prepare<[], number>('SELECT count(*) FROM search_document').pluck().get() ?? 0;
  database.close();
  return documents;
}
