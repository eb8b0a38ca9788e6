import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExportDocument } from '../../../main/backend/exports/model.ts';
import { runExport } from '../../../main/backend/exports/run.ts';
import type { BedState } from '../../../shared/domain/freshness.ts';
import { greyPage, hasPoppler, pdfInfo, pdfPages } from '../../support/poppler.ts';
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

const withPdf = async (
  rows: readonly Unit[],
  look: (file: string, pages: string[]) => void,
  demonstration = true,
): Promise<void> =>
  scratch(async (folder) => {
    const target = path.join(folder, 'liste.pdf');
    await runExport({ table: unitTable(rows), format: 'pdf', stamp: { ...stamp, demonstration }, target });
    look(target, pdfPages(target));
  });

describe.skipIf(!hasPoppler())('PDF', () => {
  test('each page has the header, the stamp, its number and the mark of the demonstration', async () => {
    const rows = Array.from({ length: 150 }, (_, index) => ({
      ...unit,
      name: `Unité-${index}.`,
    }));
    await withPdf(rows, (file, pages) => {
      expect(pages.length).toBeGreaterThan(3);
      pages.forEach((page, index) => {
        expect(page).toContain('FINESS');
        expect(page).toContain(`page ${index + 1}/${pages.length}`);
        expect(page).toContain('DÉMONSTRATION');
        expect(page).toContain(
          'Île-de-France · données du lun. 23 nov. 2026, 14:29 · 41 unités sur 46 à jour (≤ 12 h)',
        );
        expect(page).toContain('Exporté le lun. 23 nov. 2026, 14:32 par Poste régulation; 94 · Vigie 0.1.0');
      });
      const text = pages.join('\n');
      for (let index = 0; index < 150; index += 1)
        expect(text.match(new RegExp(`Unité-${index}\\.`, 'g'))).toHaveLength(1);
      const info = pdfInfo(file);
      expect(info['Page size']).toContain('A4');
      expect(info['Title']).toBe('Démonstration — Lits de réanimation');
    });
  });

  test('zero, not transmitted and closed are told apart in words and figures', async () => {
    await withPdf(zeroMissingClosed, (_, [page = '']) => {
      expect(page).toMatch(/zéro\s+010000024\s+0\s+plein\s+-3,3/);
      expect(page).toMatch(/manquant\s+010000024\s+—\s+—\s+—\s+—\s+—\s+—/);
      expect(page).toMatch(/fermé\s+010000024\s+fermé\s+fermé/);
      expect(page).toContain('non transmis ou jamais renseigné (ce n’est pas zéro)');
      expect(page).toContain('Lits disponibles : lits qui peuvent recevoir un patient maintenant');
    });
  });

  test('nothing but the demonstration carries its mark; an empty list says so', async () => {
    await withPdf(
      [],
      (file, [page = '']) => {
        expect(page).not.toMatch(/démonstration/i);
        expect(page).toContain('Aucune ligne ne répond à ces filtres.');
        expect(pdfInfo(file)['Title']).toBe('Lits de réanimation');
      },
      false,
    );
  });

  test('hostile names stay inside their column and their page, long ones are shortened and it is said', async () => {
    await withPdf(
      hostileNames.map((name) => ({ ...unit, name })),
      (file, pages) => {
        const text = pages.join('\n');
        expect(text).toContain('<script>alert("x")</script>');
        expect(text).toContain('nom deguisé fin');
        expect(text).toContain(`=cmd|' /C calc'!A0`);
        expect(text).toContain('texte abrégé');
        expect(text).not.toContain('\u202E');
        // The margins stay white: nothing was written outside the body.
        const { width, height, pixels } = greyPage(file, 1, 36);
        const margin = 14;
        for (let y = 0; y < height; y += 1) {
          for (const x of [0, margin - 1, width - margin + 1, width - 1])
            expect(pixels[y * width + x]).toBe(255);
        }
      },
    );
  });

  test('six states, six different drawings in grey', async () => {
    const states: readonly BedState[] = ['free', 'tight', 'full', 'closed', 'expired', 'not_transmitted'];
    const document = (state: BedState): ExportDocument => ({
      title: 'x',
      lead: [{ label: 'x', value: { state, word: 'x' } }],
      blocks: [],
    });
    await scratch(async (folder) => {
      const drawings: boolean[][] = [];
      for (const state of states) {
        const target = path.join(folder, `${state}.pdf`);
        await runExport({
          document: document(state),
          format: 'pdf',
          stamp: { ...stamp, demonstration: false },
          target,
        });
        const { width, pixels } = greyPage(target, 1, 144);
        // The square of the shape, left margin, under the label: 35–48 pt across, 75–102 pt down.
        const drawing: boolean[] = [];
        for (let y = 150; y < 204; y += 1) {
          for (let x = 70; x < 96; x += 1) drawing.push((pixels[y * width + x] ?? 255) < 128);
        }
        expect(drawing.filter(Boolean).length, state).toBeGreaterThan(20);
        drawings.push(drawing);
      }
      for (const [index, one] of drawings.entries()) {
        for (const other of drawings.slice(index + 1)) {
          const different = one.filter((dark, at) => dark !== other[at]).length;
          expect(different, states[index]).toBeGreaterThan(60);
        }
      }
    });
  });

  test('a sheet has its lead, and each block its source and date', async () => {
    await scratch(async (folder) => {
      const target = path.join(folder, 'fiche.pdf');
      await runExport({ document: sheet, format: 'pdf', stamp, target });
      const [page = ''] = pdfPages(target);
      expect(page).toContain('01 45 67 89 10');
      expect(page).toMatch(/Disponibles\s+0\s+1/);
      expect(page).toMatch(/Fermés\s+—\s+fermé jusqu’à 18:00/);
      expect(page).toContain('Source : BASINS · mis à jour le 23/11/2026 14:32');
      expect(page).toContain('Source non transmise · date non transmise');
      expect(page).toContain('page 1/1');
    });
  });

  test('a comment longer than a page goes on; nothing is lost', async () => {
    const words = Array.from({ length: 3000 }, (_, index) => `mot${index}`);
    await scratch(async (folder) => {
      const target = path.join(folder, 'fiche.pdf');
      const long: ExportDocument = {
        title: 'Longue fiche',
        blocks: [
          {
            heading: 'Commentaire',
            source: 'ROR',
            updatedAt: null,
            parts: [{ kind: 'pairs', pairs: [{ label: 'Texte', value: words.join(' ') }] }],
          },
        ],
      };
      await runExport({ document: long, format: 'pdf', stamp, target });
      const pages = pdfPages(target);
      expect(pages.length).toBeGreaterThan(2);
      const found = pages.join(' ').match(/mot\d+/g);
      expect(found).toEqual(words);
    });
  });
});
