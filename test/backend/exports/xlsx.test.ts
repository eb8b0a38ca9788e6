import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { runExport } from '../../../main/backend/exports/run.ts';
import { assertWellFormed } from '../../support/xml.ts';
import { readZip } from '../../support/zip.ts';
import { hostileNames, scratch, stamp, unit, unitTable, zeroMissingClosed, type Unit } from './fixtures.ts';

async function workbookOf(rows: readonly Unit[], title = 'Lits de réanimation'): Promise<Buffer> {
  let file = Buffer.alloc(0);
  await scratch(async (folder) => {
    const target = path.join(folder, 'liste.xlsx');
    await runExport({ table: { ...unitTable(rows), title }, format: 'xlsx', stamp, target });
    file = await readFile(target);
  });
  return file;
}

function part(file: Buffer, name: string): string {
  return readZip(file).get(name)?.toString('utf8') ?? '';
}

test('is a valid zip with the parts of a workbook, each one well-formed', async () => {
  const entries = readZip(await workbookOf(hostileNames.map((name) => ({ ...unit, name }))));
  expect([...entries.keys()].sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'docProps/app.xml',
    'docProps/core.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
  ]);
  for (const content of entries.values()) assertWellFormed(content.toString('utf8'));
});

test('another library reads typed cells: figures, dates in Paris time, texts that keep their zeros', async () => {
  const book = await readXlsx(await workbookOf([unit]));
  expect(book.sheets.map((each) => each.name)).toEqual([
    'Démonstration - Lits de réanima',
    'À propos de cet export',
  ]);
  const [header, row] = book.sheets[0]?.rows ?? [];
  expect(header?.[0]).toBe('Unité');
  expect(row?.slice(0, 6)).toEqual([
    'Réanimation polyvalente',
    '010000024',
    2,
    'libre',
    12.5,
    '01 83 62 30 30',
  ]);
  expect((row?.[6] as Date).toISOString()).toBe('2019-03-01T00:00:00.000Z');
  expect((row?.[7] as Date).toISOString()).toBe('2026-11-23T14:32:00.000Z');
});

test('zero, not transmitted and closed are three different cells', async () => {
  const book = await readXlsx(await workbookOf(zeroMissingClosed));
  expect((book.sheets[0]?.rows ?? []).slice(1).map((row) => [row[2] ?? null, row[4] ?? null])).toEqual([
    [0, -3.25],
    [null, null],
    ['fermé', 12.5],
  ]);
});

test('the header is frozen, filtered and repeated in print; columns have widths', async () => {
  const file = await workbookOf([unit, unit]);
  const xml = part(file, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>');
  expect(xml).toContain('<autoFilter ref="A1:H3"/>');
  expect(xml.match(/<col /g)).toHaveLength(8);
  expect(part(file, 'xl/workbook.xml')).toContain('_xlnm.Print_Titles');
  expect(xml.indexOf('</sheetData>')).toBeLessThan(xml.indexOf('<autoFilter'));
});

test('hostile names are texts, whole, and stay texts when edited', async () => {
  const file = await workbookOf(hostileNames.map((name) => ({ ...unit, name })));
  const book = await readXlsx(file);
  const names = (book.sheets[0]?.rows ?? []).slice(1).map((row) => row[0]);
  expect(names[0]).toBe('<script>alert("x")</script>');
  expect(names[1]).toBe('nom deguisé fin');
  expect(names[2]).toBe('N'.repeat(5000));
  expect(names[3]).toBe(`=cmd|' /C calc'!A0`);
  const xml = part(file, 'xl/worksheets/sheet1.xml');
  expect(xml).not.toContain('<f>');
  expect(xml).toContain('_x005F_x0041_ &amp; ]]&gt;');
  const quoted = [...part(file, 'xl/styles.xml').matchAll(/<xf [^>]*?\/?>/g)].map(([xf]) =>
    xf.includes('quotePrefix'),
  );
  const style = Number(/<c r="A5" t="inlineStr" s="(\d+)"/.exec(xml)?.[1]);
  // The first <xf> of the part is the one of cellStyleXfs.
  expect(quoted[style + 1]).toBe(true);
});

test('the second sheet is the stamp', async () => {
  const book = await readXlsx(await workbookOf([unit]));
  const lines = new Map((book.sheets[1]?.rows ?? []).map((row) => [row[0], row[1]]));
  expect(lines.get('Attention')).toBe('Démonstration : données fictives');
  expect(lines.get('Exporté par')).toBe('Poste régulation; 94');
  expect(lines.get('Colonne « Lits disponibles »')).toContain('maintenant');
});

test.each([`Lits [réa] : 94/75 * ? \\`, "'guillemets'", 'History', '', '\u202E', 'x'.repeat(300)])(
  'the title %j gives a sheet name Excel accepts',
  async (title) => {
    const name = (await readXlsx(await workbookOf([], title))).sheets[0]?.name ?? '';
    expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/);
  },
);
