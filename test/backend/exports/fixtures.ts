import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ExportDocument, ExportStamp, ExportTable } from '../../../main/backend/exports/model.ts';
import type { BedState } from '../../../shared/domain/freshness.ts';

/** Monday 23 November 2026, 14:32 in Paris. */
export const now = Date.parse('2026-11-23T13:32:00Z');

export const stamp: ExportStamp = {
  region: 'Île-de-France',
  demonstration: true,
  filters: ['Activité : réanimation', 'Adulte'],
  generatedAt: now,
  dataAsOf: now - 180_000,
  freshness: '41 unités sur 46 à jour (≤ 12 h)',
  author: 'Poste régulation; 94',
  version: '0.1.0',
  confidentiality: 'Diffusion restreinte aux professionnels de santé',
};

export interface Unit {
  readonly name: string;
  readonly finess: string;
  readonly free: number | null;
  readonly state: BedState | null;
  readonly rate: number | null;
  readonly phone: string | null;
  readonly opened: string | null;
  readonly updatedAt: number | string | null;
}

export const unit: Unit = {
  name: 'Réanimation polyvalente',
  finess: '010000024',
  free: 2,
  state: 'free',
  rate: 12.5,
  phone: '+33 1 83 62 30 30',
  opened: '2019-03-01',
  updatedAt: now,
};

export const hostileNames = [
  '<script>alert("x")</script>',
  'nom \u202Edeguisé\u202C fin',
  'N'.repeat(5000),
  `=cmd|' /C calc'!A0`,
  '＝1+1',
  ' \u200B@SUM(A1)',
  '-2+3',
  '\tonglet',
  'a;b "c"\r\nd',
  'contrôle \u0000\u0007 \uD800 fin',
  '_x0041_ & ]]>',
];

export function unitTable(rows: ExportTable<Unit>['rows'], rowCount?: number): ExportTable<Unit> {
  return {
    title: 'Lits de réanimation',
    rows,
    ...(rowCount === undefined ? {} : { rowCount }),
    columns: [
      { key: 'name', label: 'Unité', kind: 'text', value: (row) => row.name },
      { key: 'finess', label: 'FINESS', kind: 'text', value: (row) => row.finess },
      {
        key: 'free',
        label: 'Lits disponibles',
        kind: 'integer',
        definition: 'lits qui peuvent recevoir un patient maintenant',
        value: (row) => (row.state === null ? row.free : { state: row.state, count: row.free }),
      },
      { key: 'state', label: 'État', kind: 'state', value: (row) => row.state },
      { key: 'rate', label: 'Écart', kind: 'decimal', decimals: 1, value: (row) => row.rate },
      { key: 'phone', label: 'Téléphone', kind: 'phone', value: (row) => row.phone },
      { key: 'opened', label: 'Ouverture', kind: 'date', value: (row) => row.opened },
      { key: 'updatedAt', label: 'Mis à jour', kind: 'dateTime', value: (row) => row.updatedAt },
    ],
  };
}

/** One row of each kind of nothing: zero, not transmitted, closed. */
export const zeroMissingClosed: readonly Unit[] = [
  { ...unit, name: 'zéro', free: 0, state: 'full', rate: -3.25 },
  {
    ...unit,
    name: 'manquant',
    free: null,
    state: 'not_transmitted',
    rate: null,
    phone: null,
    opened: null,
    updatedAt: null,
  },
  { ...unit, name: 'fermé', free: null, state: 'closed' },
];

export const sheet: ExportDocument = {
  title: 'Réanimation polyvalente',
  subtitle: 'Hôpital Saint-Aubin · Créteil (94)',
  lead: [{ label: 'Téléphone', value: '0145678910', kind: 'phone' }],
  blocks: [
    {
      heading: 'Lits',
      source: 'BASINS',
      updatedAt: now,
      parts: [
        {
          kind: 'table',
          table: {
            columns: [
              { label: 'Situation', kind: 'text' },
              { label: 'Femmes', kind: 'integer' },
              { label: 'Hommes', kind: 'integer' },
            ],
            rows: [
              ['Disponibles', 0, { state: 'tight', count: 1 }],
              ['Fermés', null, { state: 'closed', word: 'fermé jusqu’à 18:00' }],
            ],
          },
        },
        { kind: 'pairs', pairs: [{ label: 'Lits installés', value: 12, kind: 'integer' }] },
        { kind: 'text', text: 'Appeler avant tout transfert.' },
      ],
    },
    {
      heading: 'Secteur',
      source: null,
      updatedAt: null,
      parts: [{ kind: 'pairs', pairs: [{ label: 'Secteur', value: null }] }],
    },
  ],
};

/** A folder for one test, removed when it ends. */
export async function scratch(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'vigie-export-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything in a folder, hidden files included. */
export async function contents(folder: string): Promise<string[]> {
  return (await readdir(folder)).sort();
}
