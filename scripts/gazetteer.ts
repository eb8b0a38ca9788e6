/**
 * Makes the offline gazetteer of French communes: `node scripts/gazetteer.ts [folder]`. One line per commune, most
 * inhabited first: COG code, name, postal codes, population, latitude, longitude, error in km (empty when the centre
 * is known), code of the commune a former commune or an arrondissement belongs to. Takes about two seconds, so that
 * nothing generated is committed: the build writes it beside the backend, development and tests under `.cache`.
 */
import { existsSync, mkdirSync, openSync, readSync, closeSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { distanceKm } from '../main/backend/gazetteer/distance.ts';
import { gazetteerFile, gazetteerFormat } from '../main/backend/gazetteer/format.ts';
import {
  readCentres,
  readCog,
  readIntercommunalities,
  sourceVersions,
  type CogRow,
  type Point,
} from './gazetteer/sources.ts';

interface Placed {
  readonly point: Point;
  /** Typical error in km, null for a known centre. */
  readonly errorKm: number | null;
}

function middle(points: readonly Point[]): Point {
  const sum = points.reduce(
    (total, { latitude, longitude }) => ({
      latitude: total.latitude + latitude,
      longitude: total.longitude + longitude,
    }),
    { latitude: 0, longitude: 0 },
  );
  return { latitude: sum.latitude / points.length, longitude: sum.longitude / points.length };
}

let intercommunalities: ReadonlyMap<string, string> | undefined;

/** Areas a commune without centre is placed in, smallest first: postal codes, EPCI, arrondissement, département. */
function areasOf(row: CogRow): string[] {
  intercommunalities ??= readIntercommunalities();
  const group = intercommunalities.get(row.code);
  const postal = (row.codesPostaux ?? []).map((code) => `cp ${code}`);
  const department = row.departement ?? row.collectiviteOutremer?.code ?? row.code.slice(0, 3);
  return [
    ...postal,
    ...(group === undefined ? [] : [`epci ${group}`]),
    ...(row.arrondissement === undefined ? [] : [`arr ${row.arrondissement}`]),
    `dep ${department}`,
  ];
}

/** Places every commune; those without a centre go to the middle of the known ones of the smallest area they share. */
export function placeCommunes(
  rows: readonly CogRow[],
  centres: ReadonlyMap<string, Point>,
): Map<string, Placed> {
  const byArea = new Map<string, Point[]>();
  for (const row of rows) {
    const point = centres.get(row.code);
    if (point === undefined || row.type !== 'commune-actuelle') continue;
    for (const area of areasOf(row)) byArea.set(area, [...(byArea.get(area) ?? []), point]);
  }
  const placed = new Map<string, Placed>();
  const place = (row: CogRow): Placed | undefined => {
    const known = centres.get(row.code);
    if (known !== undefined) return { point: known, errorKm: null };
    if (row.chefLieu !== undefined || row.commune !== undefined) {
      const parent = placed.get(row.chefLieu ?? row.commune ?? '');
      return parent === undefined
        ? undefined
        : { point: parent.point, errorKm: Math.max(4, parent.errorKm ?? 0) };
    }
    for (const area of areasOf(row)) {
      const points = byArea.get(area);
      if (points === undefined) continue;
      const point = middle(points);
      const spread = points.reduce((total, other) => total + distanceKm(point, other), 0) / points.length;
      return { point, errorKm: Math.max(6, Math.round(spread)) };
    }
    return undefined;
  };
  const parentsFirst = [...rows].sort(
    (a, b) => Number(a.type !== 'commune-actuelle') - Number(b.type !== 'commune-actuelle'),
  );
  for (const row of parentsFirst) {
    const result = place(row);
    if (result !== undefined) placed.set(row.code, result);
  }
  return placed;
}

/** The whole file as text. */
export function gazetteerText(): string {
  const rows = readCog();
  const current = new Map(
    rows.filter((row) => row.type === 'commune-actuelle').map((row) => [row.code, row]),
  );
  const centres = readCentres(new Map([...current].map(([code, row]) => [code, row.nom])));
  const placed = placeCommunes(rows, centres);
  const lines = rows.flatMap((row) => {
    const where = placed.get(row.code);
    const parent = row.commune ?? row.chefLieu ?? '';
    // A chief town that gave its name to a new commune is that commune.
    if (where === undefined || (row.type !== 'commune-actuelle' && current.has(row.code))) return [];
    const postal = row.codesPostaux ?? current.get(parent)?.codesPostaux ?? [];
    const text = [
      ...[row.code, row.nom.replaceAll('\t', ' '), postal.join(' '), String(row.population ?? 0)],
      ...[
        where.point.latitude.toFixed(4),
        where.point.longitude.toFixed(4),
        String(where.errorKm ?? ''),
        parent,
      ],
    ].join('\t');
    return [{ population: row.population ?? 0, code: row.code, text }];
  });
  lines.sort((a, b) => b.population - a.population || (a.code < b.code ? -1 : 1));
  return `${gazetteerFormat}\t${sourceVersions()}\n${lines.map(({ text }) => text).join('\n')}\n`;
}

function firstLine(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const head = Buffer.alloc(300);
    return head.toString('utf8', 0, readSync(descriptor, head, 0, head.length, 0)).split('\n', 1)[0] ?? '';
  } finally {
    closeSync(descriptor);
  }
}

/** Writes the gazetteer into `folder` unless the same one is already there; returns its path. */
export function ensureGazetteer(folder: string): string {
  const file = path.join(folder, gazetteerFile);
  if (existsSync(file) && firstLine(file) === `${gazetteerFormat}\t${sourceVersions()}`) return file;
  mkdirSync(folder, { recursive: true });
  const partial = `${file}.${String(process.pid)}`;
  writeFileSync(partial, gazetteerText());
  renameSync(partial, file);
  return file;
}

if (import.meta.main) {
  const folder = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '../.cache/gazetteer'));
  const begun = performance.now();
  const file = ensureGazetteer(folder);
  console.log(`${file} (${(performance.now() - begun).toFixed(0)} ms)`);
}
