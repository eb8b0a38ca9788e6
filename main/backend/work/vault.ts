import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../context.ts';

/**
 * Where a host keeps secrets for this person: the vault of the operating system where there is one. Throws what its
 * storage throws.
 */
export interface SecretVault {
  /** The secret of that name, null when none was ever kept. */
  read(name: string): Uint8Array | null;
  write(name: string, secret: Uint8Array): void;
}

/** Forgets everything with the process: for tests. */
export function memoryVault(): SecretVault {
  const secrets = new Map<string, Uint8Array>();
  return {
    read: (name) => secrets.get(name) ?? null,
    write: (name, secret) => {
      secrets.set(name, secret);
    },
  };
}

/**
 * Files of the profile, readable by their owner only: for hosts without a vault. It protects against other accounts of
 * the machine, not against someone who holds the disk: said once in the log.
 */
export function fileVault(folder: string, log: Log): SecretVault {
  const fileOf = (name: string): string => path.join(folder, `${name}.key`);
  let said = false;
  const say = (): void => {
    if (!said) log.warn('vault_is_a_file', {});
    said = true;
  };
  return {
    read: (name) => {
      say();
      try {
        return readFileSync(fileOf(name));
      } catch (thrown) {
        if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
        throw thrown;
      }
    },
    write: (name, secret) => {
      say();
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      const file = fileOf(name);
      // Written beside and renamed: a crash leaves the old secret or the new one, never half of one.
      writeFileSync(`${file}.new`, secret, { mode: 0o600, flush: true });
      renameSync(`${file}.new`, file);
    },
  };
}
