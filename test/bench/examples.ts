import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../shared/fhir-examples');

/** File names of the published examples. */
export function exampleNames(): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json'));
}

/** One published example, parsed. */
export function example(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Record<string, unknown>;
}
