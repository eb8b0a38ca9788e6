import { parisWall } from './dates.ts';
import type { ExportFormat, ExportStamp } from './model.ts';

const extensions: Readonly<Record<ExportFormat, string>> = {
  csv: 'csv',
  xlsx: 'xlsx',
  pdf: 'pdf',
  fhir: 'json',
};

/**
 * The file name proposed: `Vigie_lits-rea_2026-11-23_14h32.csv`. ASCII, no space, no colon, never a reserved device
 * name, at most 100 characters: accepted by Windows, by mail gateways and by any file share.
 */
export function exportFileName(
  title: string,
  format: ExportFormat,
  stamp: Pick<ExportStamp, 'generatedAt' | 'demonstration'>,
): string {
  const slug = title
    .normalize('NFKD')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const moment = new Date(parisWall(stamp.generatedAt).wall).toISOString();
  const time = `${moment.slice(0, 10)}_${moment.slice(11, 13)}h${moment.slice(14, 16)}`;
  const mark = stamp.demonstration ? 'Demonstration_' : '';
  return `Vigie_${mark}${slug === '' ? 'export' : slug}_${time}.${extensions[format]}`;
}
