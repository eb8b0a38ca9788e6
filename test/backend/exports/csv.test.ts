import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runExport } from '../../../main/backend/exports/run.ts';
import { parseCsv } from '../../support/csv.ts';
import {
  hostileNames,
  scratch,
  sheet,
  stamp,
  unit,
  unitTable,
  zeroMissingClosed,
  type Unit,
} from './fixtures.ts';

async function csvOf(rows: readonly Unit[]): Promise<{ text: string; rows: string[][] }> {
  let text = '';
  await scratch(async (folder) => {
    const target = path.join(folder, 'liste.csv');
    await runExport({ table: unitTable(rows), format: 'csv', stamp, target });
    text = await readFile(target, 'utf8');
  });
  return { text, rows: parseCsv(text.slice(1)) };
}

test('starts with a BOM and the header, so that Excel and parsers take it as it is', async () => {
  const { text, rows } = await csvOf([unit]);
  expect(text.startsWith('\uFEFFUnité;FINESS;Lits disponibles;')).toBe(true);
  expect(rows[1]).toEqual([
    'Réanimation polyvalente',
    '010000024',
    '2',
    'libre',
    '12,5',
    '01 83 62 30 30',
    '2019-03-01',
    '2026-11-23 14:32',
  ]);
});

test('tells zero, not transmitted and closed apart, and keeps negative figures as numbers', async () => {
  const { rows } = await csvOf(zeroMissingClosed);
  expect(rows.slice(1, 4).map((row) => row.slice(2, 5))).toEqual([
    ['0', 'plein', '-3,3'],
    ['', 'non transmis', ''],
    ['fermé', 'fermé', '12,5'],
  ]);
});

test('is stamped after one empty line, the legend of the empty cell included', async () => {
  const { rows } = await csvOf([unit]);
  expect(rows[2]).toEqual(['']);
  const lines = new Map(rows.slice(3).map(([label, text]) => [label, text]));
  expect(Object.fromEntries(lines)).toMatchObject({
    Attention: 'Démonstration : données fictives',
    Région: 'Île-de-France',
    Filtres: 'Activité : réanimation ; Adulte',
    'Exporté le': 'lun. 23 nov. 2026, 14:32 (heure de Paris)',
    'Exporté par': 'Poste régulation; 94',
    'Données du': 'lun. 23 nov. 2026, 14:29 (heure de Paris)',
    Fraîcheur: '41 unités sur 46 à jour (≤ 12 h)',
    'Colonne « Lits disponibles »': 'lits qui peuvent recevoir un patient maintenant',
    Diffusion: 'Diffusion restreinte aux professionnels de santé',
    Logiciel: 'Vigie 0.1.0',
  });
  expect(lines.get('Lecture')).toContain('Cellule vide : non transmis');
});

test('no name can become a formula, a new cell or a new line', async () => {
  const { text, rows } = await csvOf(hostileNames.map((name) => ({ ...unit, name })));
  const names = rows.slice(1, 1 + hostileNames.length).map((row) => row[0] ?? '');
  expect(rows.slice(1, 1 + hostileNames.length).every((row) => row.length === 8)).toBe(true);
  expect(names).toEqual([
    '<script>alert("x")</script>',
    'nom deguisé fin',
    'N'.repeat(5000),
    `'=cmd|' /C calc'!A0`,
    "'＝1+1",
    "' \u200B@SUM(A1)",
    "'-2+3",
    "'\tonglet",
    'a;b "c"\nd',
    'contrôle  \uFFFD fin',
    '_x0041_ & ]]>',
  ]);
  expect(text).not.toMatch(/[\u0000\u0007\u202E]/);
});

test('the stamp itself is neutralised', async () => {
  await scratch(async (folder) => {
    const target = path.join(folder, 'liste.csv');
    const table = { ...unitTable([]), title: '=HYPERLINK("http://x")' };
    await runExport({ table, format: 'csv', stamp: { ...stamp, author: '+33', filters: ['@x'] }, target });
    const rows = parseCsv((await readFile(target, 'utf8')).slice(1));
    expect(rows).toContainEqual(['Titre', `'=HYPERLINK("http://x")`]);
    expect(rows).toContainEqual(['Exporté par', `'+33`]);
  });
});

test('a phone keeps its zero, an odd one is kept as sent', async () => {
  const { rows } = await csvOf(
    [
      '0183623030',
      '+33 (0)1 83 62 30 30',
      '15',
      '3990',
      '+44 20 7946 0958',
      'poste 12',
      '01.83.62.30.30',
    ].map((phone) => ({ ...unit, phone })),
  );
  expect(rows.slice(1, 8).map((row) => row[5])).toEqual([
    '01 83 62 30 30',
    '01 83 62 30 30',
    '15',
    '3990',
    `'+44 20 7946 0958`,
    'poste 12',
    '01 83 62 30 30',
  ]);
});

test('instants are Paris times, both passages of the hour lived twice are told apart, partial dates stay as sent', async () => {
  const moments = [
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-03-29T01:00:00Z',
    '2026-07-01T23:30:00+02:00',
    '2026-11',
    'bientôt',
  ];
  const { rows } = await csvOf(moments.map((updatedAt) => ({ ...unit, updatedAt })));
  expect(rows.slice(1, 7).map((row) => row[7])).toEqual([
    '2026-10-25 02:30 (heure d’été)',
    '2026-10-25 02:30 (heure d’hiver)',
    '2026-03-29 03:00',
    '2026-07-01 23:30',
    '2026-11',
    'bientôt',
  ]);
});

test('a sheet is written one line per figure', async () => {
  await scratch(async (folder) => {
    const target = path.join(folder, 'fiche.csv');
    await runExport({ document: sheet, format: 'csv', stamp, target });
    const rows = parseCsv((await readFile(target, 'utf8')).slice(1));
    expect(rows.slice(0, 9)).toEqual([
      ['Bloc', 'Donnée', 'Valeur', 'Source', 'Mis à jour le'],
      ['', 'Téléphone', '01 45 67 89 10', '', ''],
      ['Lits', 'Disponibles · Femmes', '0', 'BASINS', '2026-11-23 14:32'],
      ['Lits', 'Disponibles · Hommes', '1', 'BASINS', '2026-11-23 14:32'],
      ['Lits', 'Fermés · Femmes', '', 'BASINS', '2026-11-23 14:32'],
      ['Lits', 'Fermés · Hommes', 'fermé jusqu’à 18:00', 'BASINS', '2026-11-23 14:32'],
      ['Lits', 'Lits installés', '12', 'BASINS', '2026-11-23 14:32'],
      ['Lits', '', 'Appeler avant tout transfert.', 'BASINS', '2026-11-23 14:32'],
      ['Secteur', 'Secteur', '', '', ''],
    ]);
  });
});
