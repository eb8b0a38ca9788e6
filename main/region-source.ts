import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../shared/errors.ts';
import { regionConfigSchema, type RegionConfig } from './backend/region/config.ts';

/**
 * The region a host was asked to use: the address of a FHIR base, or a JSON file that describes it (`RegionConfig`).
 * Throws AppError `invalid_params`, with what is wrong in words, when it cannot be read.
 */
export async function readRegion(source: string): Promise<RegionConfig> {
  const described: unknown = /^https?:\/\//i.test(source) ? fromUrl(source) : await fromFile(source);
  const parsed = regionConfigSchema.safeParse(described);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'document').join(', ');
  throw new AppError(
    'invalid_params',
    `La description de la région « ${source} » est incorrecte : ${fields}.`,
  );
}

/** Each address has a copy of its own: figures of two regions never meet. */
function fromUrl(url: string): unknown {
  return {
    id: `region-${createHash('sha256').update(url).digest('hex').slice(0, 12)}`,
    name: URL.parse(url)?.hostname ?? url,
    baseUrl: url,
  };
}

async function fromFile(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new AppError('invalid_params', `Le fichier de la région « ${file} » ne peut pas être lu.`, {
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid_params', `Le fichier de la région « ${file} » n’est pas du JSON.`, { cause });
  }
}
