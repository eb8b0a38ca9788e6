import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from '../../../main/backend/work/desk.ts';
import { openKeyRing } from '../../../main/backend/work/key-ring.ts';
import { workFile } from '../../../main/backend/work/open-work.ts';
import { fileVault, memoryVault } from '../../../main/backend/work/vault.ts';
import type { AppError } from '../../../shared/errors.ts';
import { temporaryFolder } from '../../support/backend.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function openDesk(profileDir: string, troubles: AppError[] = [], vault = memoryVault()): Desk {
  return new Desk({
    ...{ profileDir, vault, regionId: 'idf', person: () => null, backoff: undefined, now: Date.now, log },
    onTrouble: (error) => troubles.push(error),
  });
}

describe('keys of the work database', () => {
  it('are made once and found again', () => {
    const vault = memoryVault();
    const first = openKeyRing(vault);
    const second = openKeyRing(vault);
    expect(second.current).toBe(first.current);
    expect(
      Buffer.from(second.key(second.current) ?? []).equals(first.key(first.current) ?? Buffer.of()),
    ).toBe(true);
    expect(first.key(first.current)).toHaveLength(32);
    expect(first.key('other')).toBeUndefined();
  });

  it('that cannot be read are said lost, not replaced', () => {
    const vault = memoryVault();
    vault.write('work', Buffer.from('no keys'));
    expect(() => openKeyRing(vault)).toThrow(/assistance/);
    expect(Buffer.from(vault.read('work') ?? []).toString()).toBe('no keys');
  });

  it('in files are readable by their owner only, and the log says that they are files', () => {
    using folder = temporaryFolder();
    const said: string[] = [];
    const vault = fileVault(path.join(folder.path, 'coffre'), { ...log, warn: (code) => said.push(code) });
    expect(vault.read('work')).toBeNull();
    vault.write('work', Buffer.from('secret'));
    vault.write('work', Buffer.from('other'));
    expect(Buffer.from(vault.read('work') ?? []).toString()).toBe('other');
    expect(statSync(path.join(folder.path, 'coffre/work.key')).mode & 0o777).toBe(0o600);
    expect(said).toEqual(['vault_is_a_file']);
  });
});

describe('a work database that cannot be opened', () => {
  it('is left as it is and said, without stopping the rest', async () => {
    using folder = temporaryFolder();
    const file = workFile(folder.path);
    writeFileSync(file, 'this is not a database, but it may hold work '.repeat(500));
    const before = readFileSync(file);
    const troubles: AppError[] = [];
    const desk = openDesk(folder.path, troubles);
    desk.start([]);
    desk.wake();
    desk.networkBack();
    expect(troubles.map(({ code }) => code)).toEqual(['work_tampered']);
    expect(() => desk.work()).toThrow(/conservé/);
    await desk.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('by a newer program is refused', async () => {
    using folder = temporaryFolder();
    const desk = openDesk(folder.path);
    desk.work().db.pragma('user_version = 99');
    await desk.close();
    const troubles: AppError[] = [];
    await openDesk(folder.path, troubles).close();
    expect(troubles.map(({ code }) => code)).toEqual(['database_from_future']);
  });
});

it('a lost key leaves the queue readable but its content sealed', async () => {
  using folder = temporaryFolder();
  const vault = memoryVault();
  const desk = openDesk(folder.path, [], vault);
  desk.work().outbox.add({
    ...{ id: 'j', kind: 'k', regionId: 'idf', label: 'Lits', subject: 's', payload: { occupied: 3 } },
    author: { id: 'a', name: 'A' },
  });
  await desk.close();
  const other = openDesk(folder.path);
  expect(
    other
      .work()
      .outbox.waiting('a')
      .map(({ label }) => label),
  ).toEqual(['Lits']);
  expect(() => other.work().outbox.payload('j')).toThrow(/clé/);
  await other.close();
  const again = openDesk(folder.path, [], vault);
  expect(again.work().outbox.payload('j')).toEqual({ occupied: 3 });
  await again.close();
  rmSync(workFile(folder.path));
});
