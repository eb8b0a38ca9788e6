import { createHash } from 'node:crypto';
import { createRandom, type Random } from '../random.ts';
import type { JsonObject } from '../json.ts';
import type { Store } from '../store.ts';
import { departmentShares } from './communes.ts';
import { isoDay, regionTag } from './fhir.ts';
import { person, phone } from './names.ts';
import { makePdf, type PdfLine } from './pdf.ts';

/** Categories of the documents this region publishes. */
export const documentCategorySystem =
  'https://region-demonstration.invalid/fhir/CodeSystem/categorie-document';
const categories = {
  'garde-regionale': 'Garde régionale',
  'information-urgente': 'Informations urgentes',
  guide: 'Guides',
  newsletter: 'Lettres d’information',
  tutoriel: 'Tutoriels',
} as const;
export type DocumentCategory = keyof typeof categories;

interface Publication {
  readonly id: string;
  readonly category: DocumentCategory;
  readonly title: string;
  readonly description: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly validity?: { readonly start: number; readonly end?: number };
}

/** Publishes a document: its bytes as a Binary, its card as a DocumentReference. */
export function publish(
  store: Store,
  { id, category, title, description, bytes, contentType, at, validity }: Publication,
): void {
  const binaryId = `${id}-contenu`;
  store.put({
    resourceType: 'Binary',
    id: binaryId,
    meta: { lastUpdated: new Date(at).toISOString() },
    contentType,
    data: bytes.toString('base64'),
  });
  const period: JsonObject | undefined =
    validity === undefined
      ? undefined
      : {
          start: new Date(validity.start).toISOString(),
          ...(validity.end === undefined ? {} : { end: new Date(validity.end).toISOString() }),
        };
  store.put({
    resourceType: 'DocumentReference',
    id,
    meta: { lastUpdated: new Date(at).toISOString(), tag: [regionTag] },
    identifier: [{ system: 'https://region-demonstration.invalid/fhir/sid/document', value: id }],
    status: 'current',
    category: [
      { coding: [{ system: documentCategorySystem, code: category, display: categories[category] }] },
    ],
    date: new Date(at).toISOString(),
    description,
    content: [
      {
        attachment: {
          contentType,
          language: 'fr-FR',
          url: `Binary/${binaryId}`,
          size: bytes.length,
          hash: createHash('sha1').update(bytes).digest('base64'),
          title,
          creation: new Date(at).toISOString(),
        },
      },
    ],
    ...(period === undefined ? {} : { context: { period } }),
  });
}

const disciplines = [
  'Neurochirurgie',
  'Chirurgie de la main (SOS main)',
  'Chirurgie thoracique',
  'Chirurgie vasculaire',
  'Neuroradiologie interventionnelle',
  'Coronarographie',
  'Chirurgie infantile',
  'ORL',
  'Ophtalmologie',
  'Urologie',
  'Chirurgie maxillo-faciale',
  'Grands brûlés',
  'Endoscopie digestive',
];
const departmentNames = departmentShares.map(([department]) => department);
const day = 86_400_000;
const dayName = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** When the rota of a calendar day (UTC midnight) holds: from 08:30 to 08:30 in Paris, clock changes included. */
function validityOf(midnight: number): { start: number; end: number } {
  const half = (time: number): number => {
    const zone = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Paris',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    const offset = Number(zone.format(time + 6 * 3_600_000)) - 6;
    return time + (8.5 - offset) * 3_600_000;
  };
  return { start: half(midnight), end: half(midnight + day) };
}

function rotaLines(random: Random, midnight: number, hospitals: readonly string[]): PdfLine[] {
  const line = (discipline: string): PdfLine[] => {
    const who = person(random);
    return [
      { text: discipline, bold: true },
      {
        text: `${random.pick(hospitals)} – Dr ${who.family} – ${random.pick(['garde', 'astreinte', 'demi-garde'])} – ${phone(random)} – secteur ${random.pick(departmentNames)}`,
      },
    ];
  };
  return [
    { text: 'Garde régionale – Région de démonstration', size: 18, bold: true },
    { text: dayName.format(midnight), size: 13 },
    { text: 'Document fictif : établissements, personnes et numéros inventés.', size: 9 },
    { text: 'Valable de 8 h 30 à 8 h 30 le lendemain.', size: 9 },
    { text: ' ' },
    ...disciplines.flatMap(line),
  ];
}

/**
 * Publishes the on-call rota of each day from six days ago to tomorrow, where it is not there yet. A rota depends
 * on its day only: asking again gives the same bytes.
 */
export function ensureRotas(store: Store, now: number): void {
  const today = Math.floor(now / day) * day;
  for (let offset = -6; offset <= 1; offset += 1) {
    const midnight = today + offset * day;
    const id = `garde-${isoDay(midnight)}`;
    if (store.get('DocumentReference', id) !== undefined) continue;
    const random = createRandom(Math.floor(midnight / day));
    const hospitals = [
      'Hôpital de la Boucle',
      'Hôpital du Grand-Méandre',
      'Centre hospitalier des Quatre-Saules',
      'Hôpital privé du Belvédère-Sud',
      'Centre hospitalier du Val-Tilleul',
    ];
    const title = `Garde régionale du ${dayName.format(midnight)}`;
    publish(store, {
      id,
      category: 'garde-regionale',
      title,
      description: title,
      bytes: makePdf(title, [rotaLines(random, midnight, hospitals)]),
      contentType: 'application/pdf',
      // Sent the afternoon before.
      at: Math.min(now, midnight - 8 * 3_600_000),
      validity: validityOf(midnight),
    });
  }
}

const guides: readonly (readonly [DocumentCategory, string, string])[] = [
  ['guide', 'guide-saisie-lits', 'Guide de saisie des disponibilités en lits'],
  ['guide', 'guide-pdses', 'Guide du registre des refus PDSES'],
  ['guide', 'guide-referent', 'Guide du référent d’établissement'],
  ['newsletter', 'lettre-12', 'Lettre d’information n° 12'],
  ['newsletter', 'lettre-13', 'Lettre d’information n° 13'],
  ['tutoriel', 'tutoriel-recherche', 'Trouver une unité en dix secondes'],
  ['tutoriel', 'tutoriel-anomalie', 'Signaler une anomalie depuis une fiche'],
];

/** Publishes rotas, urgent information, guides, newsletters and tutorials. */
export function seedDocuments(store: Store, now: number): void {
  ensureRotas(store, now);
  const urgent = [
    [
      'info-telephone',
      'Panne téléphonique',
      'Le standard du Centre hospitalier de la Boucle est injoignable ; composer le 01 99 00 45 45.',
      2,
    ],
    [
      'info-scanner',
      'Scanner indisponible',
      'Maintenance du scanner de l’Hôpital du Grand-Méandre jusqu’à 18 h.',
      5,
    ],
  ] as const;
  for (const [id, title, text, hours] of urgent) {
    const at = now - hours * 3_600_000;
    publish(store, {
      id,
      category: 'information-urgente',
      title,
      description: text,
      bytes: Buffer.from(text),
      contentType: 'text/plain; charset=utf-8',
      at,
      validity: { start: at, end: now + 12 * 3_600_000 },
    });
  }
  guides.forEach(([category, id, title], index) => {
    const lines: PdfLine[] = [
      { text: title, size: 18, bold: true },
      { text: ' ' },
      { text: 'Document fictif de la région de démonstration.' },
    ];
    publish(store, {
      id,
      category,
      title,
      description: title,
      bytes: makePdf(title, [lines, [{ text: 'Page 2' }]]),
      contentType: 'application/pdf',
      at: now - (index + 1) * 20 * day,
    });
  });
}
