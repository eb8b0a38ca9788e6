import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { buildParts } from '../../scripts/build.ts';
import { connect } from '../../shared/rpc.ts';
import { smallRegion } from '../support/demo-region.ts';
import { lastPort, runShell } from '../support/run-shell.ts';

beforeAll(() => buildParts(['electron', 'preload', 'main']), 120_000);

test(
  'the built shell runs the built backend: sync, board over a port of the page, crash, same board again',
  { timeout: 120_000 },
  async () => {
    const profileDir = await mkdtemp(path.join(tmpdir(), 'vigie-shell-'));
    await using region = await smallRegion();
    const file = path.join(profileDir, 'region.json');
    await writeFile(
      file,
      JSON.stringify({ id: 'essai', name: 'Essai', demonstration: true, baseUrl: region.url }),
    );
    const shell = runShell({
      userData: profileDir,
      argv: [`--profile-dir=${profileDir}`, `--region=${file}`],
      backend: 'real',
    });
    await vi.waitFor(() => {
      expect(shell.windows).toHaveLength(1);
    });
    const page = shell.windows[0]?.webContents;
    if (page === undefined) throw new Error('no window');
    shell.ipcMain.emit('vigie:connect', { senderFrame: { url: 'app://vigie/', parent: null }, sender: page });
    const client = connect(lastPort(page));
    await vi.waitFor(
      async () => {
        expect((await client.call('status.get', {})).lastFullSyncAt).not.toBeNull();
      },
      { timeout: 60_000, interval: 200 },
    );
    expect((await client.call('status.get', {})).counts['HealthcareService']).toBe(
      region.counts.byType['HealthcareService'],
    );
    const installed = async (from: typeof client): Promise<unknown> =>
      Object.values((await from.call('beds.regionBoard', {})).total).map((cell) => cell.installed);
    const before = await installed(client);
    expect(before).not.toEqual([]);

    shell.processes[0]?.kill();
    await vi.waitFor(() => {
      expect(page.posted.filter((one) => one.channel === 'vigie:port')).toHaveLength(2);
    }, 20_000);
    expect(await installed(connect(lastPort(page)))).toEqual(before);
    await shell.quit();
    await rm(profileDir, { recursive: true, force: true });
  },
);
