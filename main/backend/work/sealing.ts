import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';

/** Keys of the work database, kept by the operating system's vault where the host has one. 32 bytes each. */
export interface KeyRing {
  /** Id of the key that seals new payloads. */
  readonly current: string;
  /** The key of that id, or undefined when the vault no longer gives it. */
  key(id: string): Uint8Array | undefined;
}

export interface Sealed {
  readonly keyId: string;
  /** 12-byte nonce, 16-byte tag, ciphertext. */
  readonly bytes: Buffer;
}

const nonceLength = 12;
const tagLength = 16;

/** Seals a JSON value with AES-256-GCM. `context` (the job id) is authenticated: a payload cannot be moved to another row. */
export function seal(ring: KeyRing, context: string, value: unknown): Sealed {
  const key = ring.key(ring.current);
  if (key === undefined) throw lostKey(ring.current);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return { keyId: ring.current, bytes: Buffer.concat([nonce, cipher.getAuthTag(), text]) };
}

/** Opens what `seal` made. `work_key_lost` when the vault lacks the key; `work_tampered` when the bytes were altered. */
export function unseal(ring: KeyRing, context: string, sealed: Sealed): unknown {
  const key = ring.key(sealed.keyId);
  if (key === undefined) throw lostKey(sealed.keyId);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.bytes.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.bytes.subarray(nonceLength, nonceLength + tagLength));
  try {
    const text = Buffer.concat([
      decipher.update(sealed.bytes.subarray(nonceLength + tagLength)),
      decipher.final(),
    ]);
    return JSON.parse(text.toString('utf8')) as unknown;
  } catch (cause) {
    throw new AppError(
      'work_tampered',
      'Un travail en attente ne peut pas être relu : son contenu a été altéré. Il est conservé tel quel pour l’assistance.',
      { cause, details: { context } },
    );
  }
}

function lostKey(keyId: string): AppError {
  return new AppError(
    'work_key_lost',
    'La clé qui protège les travaux en attente est absente du coffre de ce poste. Ils sont conservés et redeviendront lisibles quand la clé reviendra.',
    { details: { keyId } },
  );
}
