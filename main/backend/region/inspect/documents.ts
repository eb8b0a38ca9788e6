import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../shared/errors.ts';

/** Something to split: a file, or one answer of a server. */
export interface SourceDocument {
  /** Path or URL, as shown to the reader. */
  readonly source: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface FileList {
  readonly files: readonly string[];
  /** Files recognised as FHIR in a format that is not read. */
  readonly unsupported: readonly string[];
}

const readable = new Set(['.json', '.ndjson', '.jsonl']);

function ioError(target: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why =
    code === 'ENOENT'
      ? 'n’existe pas'
      : code === 'EACCES' || code === 'EPERM'
        ? 'n’est pas lisible'
        : 'n’a pas pu être lu';
  return new AppError('not_found', `« ${target} » ${why}.`, { cause, details: { target, code } });
}

async function collect(folder: string, files: string[], unsupported: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const full = path.join(folder, entry.name);
    const extension = path.extname(entry.name).toLowerCase();
    if (entry.isDirectory()) await collect(full, files, unsupported);
    else if (readable.has(extension)) files.push(full);
    else if (extension === '.xml') unsupported.push(full);
  }
}

/**
 * The files of a target: itself, or those of a folder and its sub-folders ending in .json, .ndjson, .jsonl (read) or
 * .xml (named only). Throws AppError `not_found` when there is nothing to read.
 */
export async function listFiles(target: string): Promise<FileList> {
  const files: string[] = [];
  const unsupported: string[] = [];
  try {
    const found = await stat(target);
    if (found.isDirectory()) await collect(target, files, unsupported);
    else if (path.extname(target).toLowerCase() === '.xml') unsupported.push(target);
    else files.push(target);
  } catch (cause) {
    throw ioError(target, cause);
  }
  if (files.length + unsupported.length === 0)
    throw new AppError('not_found', `« ${target} » ne contient aucun fichier .json, .ndjson ou .jsonl.`);
  return { files, unsupported };
}

/** The bytes of a file; throws AppError `not_found` when it cannot be read. */
export async function* readFileChunks(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) yield chunk as Buffer;
  } catch (cause) {
    throw ioError(file, cause);
  }
}
