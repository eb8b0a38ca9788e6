import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { DirectoryRecord, NotUnderstood } from '../../../shared/domain/entities.ts';
import { mapResource } from '../../../main/backend/region/mapping/index.ts';

export type Json = Record<string, unknown>;

/** The published examples, outside of the repository. */
export const examplesFolder = path.resolve(import.meta.dirname, '../../../../shared/fhir-examples');

export function exampleNames(): readonly string[] {
  return readdirSync(examplesFolder).filter((name) => name.endsWith('.json'));
}

export function example(name: string): Json {
  return JSON.parse(readFileSync(path.join(examplesFolder, name), 'utf8')) as Json;
}

const guide = 'https://interop.esante.gouv.fr/ig/fhir/ror/StructureDefinition/';

/** An extension of the guide (or of a full URL) with one value[x]. */
export function ext(name: string, value: Json | string): Json {
  return {
    url: name.includes('/') ? name : guide + name,
    ...(typeof value === 'string' ? { valueString: value } : value),
  };
}

/** A complex extension; names without `ror-` are the bare names of sub-extensions. */
export function tree(name: string, ...parts: readonly Json[]): Json {
  return { url: name.startsWith('ror-') ? guide + name : name, extension: parts };
}

/** A sub-extension: its URL is the bare name. */
export function part(url: string, value: Json): Json {
  return { url, ...value };
}

/** URL of a nomenclature of the NOS. */
export function nos(name: string): string {
  return `https://mos.esante.gouv.fr/NOS/${name}/FHIR/${name.replace('_', '-')}`;
}

/** A CodeableConcept of the NOS. */
export function concept(system: string, code: string, display?: string): Json {
  return { coding: [{ system: nos(system), code, ...(display === undefined ? {} : { display }) }] };
}

export function coded(system: string, code: string): Json {
  return { valueCodeableConcept: concept(system, code) };
}

type RecordOf<T> = Extract<DirectoryRecord, { resourceType: T }>;

/** Maps a resource that must be kept. */
export function keep<T extends DirectoryRecord['resourceType']>(
  resourceType: T,
  content: Json,
): { record: RecordOf<T>; notUnderstood: readonly NotUnderstood[] } {
  const result = mapResource({ resourceType, id: 'x', ...content });
  if (!result.kept) throw new Error(`not kept: ${result.reason}`);
  expect(result.record.resourceType).toBe(resourceType);
  return { record: result.record as RecordOf<T>, notUnderstood: result.notUnderstood };
}

/** As keep, and nothing may be left over. */
export function clean<T extends DirectoryRecord['resourceType']>(
  resourceType: T,
  content: Json,
): RecordOf<T> {
  const { record, notUnderstood } = keep(resourceType, content);
  expect(notUnderstood).toEqual([]);
  return record;
}

/** `path reason` of what was not understood, in the order found. */
export function left(resourceType: DirectoryRecord['resourceType'], content: Json): string[] {
  return keep(resourceType, content).notUnderstood.map(({ path, reason }) => `${path} ${reason}`);
}
