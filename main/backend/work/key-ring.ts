import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { KeyRing } from './sealing.ts';
import type { SecretVault } from './vault.ts';

const secretName = 'work';
const keyLength = 32;

const stored = z.object({ current: z.string(), keys: z.record(z.string(), z.base64()) });

/**
 * The keys of the work database, made at first use. A vault that lost them gives new ones: what was sealed before
 * stays, unreadable, until they come back (`work_key_lost` when it is opened).
 * @throws AppError `work_key_lost` when the vault holds something else than keys
 */
export function openKeyRing(vault: SecretVault): KeyRing {
  const secret = vault.read(secretName);
  if (secret === null) {
    const id = randomUUID();
    const key = randomBytes(keyLength);
    const content = { current: id, keys: { [id]: key.toString('base64') } };
    vault.write(secretName, Buffer.from(JSON.stringify(content), 'utf8'));
    return { current: id, key: (asked) => (asked === id ? key : undefined) };
  }
  const { current, keys } = parse(secret);
  const opened = new Map(Object.entries(keys).map(([id, text]) => [id, Buffer.from(text, 'base64')]));
  return { current, key: (id) => opened.get(id) };
}

function parse(secret: Uint8Array): z.output<typeof stored> {
  try {
    return stored.parse(JSON.parse(Buffer.from(secret).toString('utf8')));
  } catch (cause) {
    throw new AppError(
      'work_key_lost',
      'La clé qui protège les travaux en attente ne peut pas être relue dans le coffre de ce poste. Ils sont conservés ; prévenez l’assistance.',
      { cause },
    );
  }
}
