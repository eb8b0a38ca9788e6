import { longMoment } from './dates.ts';
import type { ExportStamp } from './model.ts';

export const demonstrationMark = 'Démonstration : données fictives';

/** One line of the stamp: what it is, then what it says. */
export type StampLine = readonly [label: string, text: string];

/** How missing figures are written in CSV and XLSX (product.md §3: 0, « not transmitted » and closed never look alike). */
export const emptyCellLegend =
  'Cellule vide : non transmis ou jamais renseigné (ce n’est pas zéro). 0 : zéro. « fermé » : fermé.';

/** « Données de lun. 23 nov. 2026, 14:29 », or that there are none. */
export function dataMoment(stamp: ExportStamp): string {
  return stamp.dataAsOf === null ? 'aucune donnée locale' : longMoment(stamp.dataAsOf);
}

/** The stamp in words, for the formats that write it as lines. */
export function stampLines(
  stamp: ExportStamp,
  content: {
    readonly title: string;
    readonly columns: readonly { label: string; definition?: string | undefined }[];
  },
): StampLine[] {
  const lines: StampLine[] = [];
  if (stamp.demonstration) lines.push(['Attention', demonstrationMark]);
  lines.push(
    ['Titre', content.title],
    ['Région', stamp.region],
    ['Filtres', stamp.filters.length === 0 ? 'aucun' : stamp.filters.join(' ; ')],
    ['Exporté le', `${longMoment(stamp.generatedAt)} (heure de Paris)`],
    ['Exporté par', stamp.author],
    ['Données du', `${dataMoment(stamp)}${stamp.dataAsOf === null ? '' : ' (heure de Paris)'}`],
    ['Fraîcheur', stamp.freshness],
    ['Lecture', emptyCellLegend],
  );
  for (const column of content.columns) {
    if (column.definition !== undefined) lines.push([`Colonne « ${column.label} »`, column.definition]);
  }
  lines.push(['Diffusion', stamp.confidentiality], ['Logiciel', `Vigie ${stamp.version}`]);
  return lines;
}
