import { randomUUID } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Pace } from './pace.ts';

/** Where a writer puts its bytes. */
export interface Sink {
  write(data: string | Uint8Array): Promise<void>;
}

const bufferBytes = 256 * 1024;

/**
 * Writes a file whole or not at all: a hidden temporary file in the same folder, fsync, then an atomic rename. On a
 * failure or a cancel nothing is left and a file already there is untouched. Returns the size in bytes.
 * Throws `disk_full`, `file_unwritable`, `invalid_params` (relative path), or what `produce` throws.
 */
export async function writeWhole(
  target: string,
  pace: Pace,
  produce: (sink: Sink) => Promise<void>,
): Promise<number> {
  if (!path.isAbsolute(target)) {
    throw new AppError('invalid_params', 'L’emplacement du fichier à écrire doit être complet.');
  }
  pace.check();
  const temporary = path.join(path.dirname(target), `.vigie-${randomUUID()}.part`);
  let handle: FileHandle | undefined;
  try {
    handle = await open(temporary, 'wx');
    const sink = new BufferedSink(handle);
    await produce(sink);
    await sink.flush();
    await handle.sync();
    await handle.close();
    handle = undefined;
    pace.check();
    await rename(temporary, target);
    await syncFolder(path.dirname(target));
    return sink.bytes;
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw fileError(error, target);
  }
}

class BufferedSink implements Sink {
  readonly #handle: FileHandle;
  #chunks: Uint8Array[] = [];
  #pending = 0;
  bytes = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(data: string | Uint8Array): Promise<void> {
    const chunk = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
    this.#chunks.push(chunk);
    this.#pending += chunk.byteLength;
    if (this.#pending >= bufferBytes) await this.flush();
  }

  async flush(): Promise<void> {
    const block =
      this.#chunks.length === 1 && this.#chunks[0] !== undefined
        ? this.#chunks[0]
        : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#pending = 0;
    for (let offset = 0; offset < block.byteLength;) {
      const { bytesWritten } = await this.#handle.write(block, offset);
      offset += bytesWritten;
      this.bytes += bytesWritten;
    }
  }
}

/** Makes the rename itself durable; Windows has no such call and some network shares refuse it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The file is complete and in place; only its survival to a power cut in this very second is less sure.
  }
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const refused = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EBUSY',
  'ETXTBSY',
  'EEXIST',
  'ENOTEMPTY',
  'ENAMETOOLONG',
  'EINVAL',
  'ELOOP',
]);

/** The error of a person's file operation, in words; what is not a file error comes back as it was. */
export function fileError(error: unknown, target: string): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const details = { file: path.basename(target), reason: code };
  if (full.has(code)) {
    return new AppError(
      'disk_full',
      'Il n’y a plus assez de place pour écrire ce fichier. Rien n’a été laissé ; libérez de la place ou choisissez un autre dossier.',
      { cause: error, details },
    );
  }
  if (refused.has(code)) {
    return new AppError(
      'file_unwritable',
      'Ce fichier ne peut pas être écrit ici : dossier absent ou protégé, ou fichier ouvert dans un autre logiciel. Choisissez un autre nom ou un autre dossier.',
      { cause: error, details },
    );
  }
  return error;
}
