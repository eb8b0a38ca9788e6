import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../say.ts';
import { startChild, type ReadyChild } from './children.ts';
import type { StartOptions } from './options.ts';

/** What the demonstration region says when it is ready (main/demo-region/cli.ts). */
export interface RegionReady {
  readonly url: string;
  readonly controlUrl: string;
  readonly counts: { readonly resources: number; readonly byType: Readonly<Record<string, number>> };
  /** Time taken to generate it. */
  readonly seconds: number;
}

const numbers = new Intl.NumberFormat('fr-FR');

/** Starts the demonstration region in a process of its own and says its counts. `script` is its built or source entry. */
export async function startRegion(
  script: string,
  options: Pick<StartOptions, 'offers' | 'seed' | 'speed' | 'fault'>,
): Promise<ReadyChild<RegionReady>> {
  say('Région de démonstration : génération…');
  const args = (['offers', 'seed', 'speed', 'fault'] as const).flatMap((name) => {
    const value = options[name];
    return value === null ? [] : [`--${name}`, String(value)];
  });
  const child = await startChild<RegionReady>(script, [...args, '--stay-with-stdin']);
  const { counts, url } = child.ready;
  const seconds = child.ready.seconds.toFixed(1).replace('.', ',');
  const offers = counts.byType['HealthcareService'] ?? 0;
  say(
    `Région de démonstration : ${numbers.format(offers)} offres, ${numbers.format(counts.resources)} ressources FHIR en ${seconds} s · ${url}`,
  );
  return child;
}

/** Writes the description of the demonstration region for the hosts; returns the file. `url` is its FHIR base. */
export async function writeRegionFile(profileDir: string, url: string): Promise<string> {
  const file = path.join(profileDir, 'region-demonstration.json');
  const described = {
    id: 'demonstration',
    name: 'Île-de-France (démonstration)',
    demonstration: true,
    baseUrl: url,
  };
  await mkdir(profileDir, { recursive: true });
  await writeFile(file, `${JSON.stringify(described, null, 2)}\n`);
  return file;
}
