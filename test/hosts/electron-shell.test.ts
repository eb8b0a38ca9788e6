import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../shared/rpc.ts';
import { buildParts } from '../../scripts/build.ts';
import type { ElectronStandIn, FrameStandIn } from '../support/electron-stand-in.ts';
import { dist, lastPort, runShell } from '../support/run-shell.ts';

let userData: string;
let shell: ElectronStandIn | null = null;

beforeAll(async () => {
  await buildParts(['page', 'electron', 'preload']);
}, 120_000);

beforeEach(async () => {
  userData = await mkdtemp(path.join(tmpdir(), 'vigie-shell-'));
});

afterEach(async () => {
  await shell?.quit();
  shell = null;
  await rm(userData, { recursive: true, force: true });
});

const ourFrame: FrameStandIn = { url: 'app://vigie/', parent: null };

async function start(argv: readonly string[] = []): Promise<ElectronStandIn> {
  const started = runShell({ userData, argv, backend: 'fixture' });
  shell = started;
  await vi.waitFor(() => {
    expect(started.windows).toHaveLength(1);
  }, 10_000);
  return started;
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length !== 1) throw new Error(`one expected, ${list.length} found`);
  return one;
}

/** What the page does when it is ready: main answers with a port. */
function askForPort(started: ElectronStandIn, frame: FrameStandIn | null = ourFrame): void {
  started.ipcMain.emit('vigie:connect', { senderFrame: frame, sender: only(started.windows).webContents });
}

function portCount(started: ElectronStandIn): number {
  return only(started.windows).webContents.posted.filter((one) => one.channel === 'vigie:port').length;
}

describe('start', () => {
  test('what must precede readiness does, and the window comes last', async () => {
    const { order, schemes } = await start();
    expect(order.slice(0, 3)).toEqual(['registerSchemes', 'enableSandbox', 'ready']);
    expect(order.indexOf('window')).toBeGreaterThan(order.indexOf('ready'));
    expect(only(schemes)).toMatchObject({
      scheme: 'app',
      privileges: {
        standard: true,
        secure: true,
        bypassCSP: false,
        allowServiceWorkers: false,
      },
    });
  });

  test('the window is sandboxed, isolated and shows our page', async () => {
    const { options, webContents } = only((await start()).windows);
    expect(options['webPreferences']).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      preload: path.join(dist, 'preload/preload.cjs'),
    });
    expect(options['show']).toBe(false);
    expect(webContents.getURL()).toBe('app://vigie/');
  });

  test('the profile given on the command line holds everything, and goes to the backend', async () => {
    const profile = path.join(userData, 'ailleurs');
    const started = await start([`--profile-dir=${profile}`, '--region=http://127.0.0.1:1/fhir']);
    expect(started.paths.get('userData')).toBe(path.join(profile, 'fenetre'));
    askForPort(started);
    const client = connect(lastPort(only(started.windows).webContents));
    const status = (await client.call('status.get', {})) as unknown as { argv: string[] };
    expect(JSON.parse(status.argv[0] ?? '')).toEqual({
      profileDir: profile,
      region: 'http://127.0.0.1:1/fhir',
    });
  });

  test('a second instance opens nothing and leaves', () => {
    const second = runShell({ userData, hasLock: false, backend: 'fixture' });
    expect(second.quitCount()).toBe(1);
    expect(second.windows).toEqual([]);
    expect(second.processes).toEqual([]);
  });

  test('the first instance shows its window when a second one is started', async () => {
    const started = await start();
    started.app.emit('second-instance');
    expect(started.order.filter((one) => one === 'restore')).toHaveLength(1);
    expect(only(started.windows).focused).toBe(1);
  });
});

describe('app:// scheme', () => {
  test('serves the page with its policy, and refuses the rest', async () => {
    const handler = (await start()).protocolHandlers.get('app');
    if (handler === undefined) throw new Error('no handler');
    const get = (url: string, method = 'GET'): Promise<Response> => handler({ url, method } as Request);
    const page = await get('app://vigie/lits/94');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-type')).toContain('text/html');
    expect((await get('app://evil/')).status).toBe(403);
    expect((await get('app://vigie/', 'POST')).status).toBe(405);
    expect((await get('app://vigie/..%2f..%2fpackage.json')).status).toBe(400);
    expect((await get('app://vigie/missing.js')).status).toBe(404);
  });
});

describe('guards', () => {
  test('the window cannot leave, whoever sends it away', async () => {
    const { webContents } = only((await start()).windows);
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
      expect(webContents.isLetThrough(event, 'app://vigie/lits')).toBe(true);
      expect(webContents.isLetThrough(event, 'https://evil.example/?app://vigie/')).toBe(false);
      expect(webContents.isLetThrough(event, 'file:///etc/passwd')).toBe(false);
    }
  });

  test('no window is opened; a web address goes to the system browser, a dangerous one nowhere', async () => {
    const started = await start();
    const { windowOpenHandler } = only(started.windows).webContents;
    for (const url of ['https://example.org/', 'file:///c:/calc.exe', 'app://vigie/', 'javascript:1']) {
      expect(windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
    }
    expect(started.openedOutside).toEqual(['https://example.org/']);
  });

  test('no webview is attached', async () => {
    const preventDefault = vi.fn();
    only((await start()).windows).webContents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });

  test('permissions are decided alike when requested and when looked up', async () => {
    const { session } = await start();
    type Request = (
      contents: object,
      permission: string,
      callback: (granted: boolean) => void,
      details: object,
    ) => void;
    type Check = (contents: null, permission: string, origin: string) => boolean;
    const request = session['permissionRequest'] as unknown as Request;
    const check = session['permissionCheck'] as unknown as Check;
    const requested = (permission: string, url: string, isMainFrame = true): boolean => {
      let given = false;
      request({ getURL: () => url }, permission, (granted) => (given = granted), { isMainFrame });
      return given;
    };
    for (const [permission, url, granted] of [
      ['fullscreen', 'app://vigie/', true],
      ['clipboard-sanitized-write', 'app://vigie/', true],
      ['clipboard-sanitized-write', 'https://evil.example/', false],
      ['media', 'app://vigie/', false],
      ['geolocation', 'app://vigie/', false],
      ['a-new-one', 'app://vigie/', false],
    ] as const) {
      expect(requested(permission, url)).toBe(granted);
      expect(check(null, permission, url)).toBe(granted);
    }
    expect(requested('fullscreen', 'app://vigie/', false)).toBe(false);
    expect((session['devicePermission'] as unknown as () => boolean)()).toBe(false);
    const capture = vi.fn();
    (session['displayMedia'] as unknown as (request: object, callback: (streams: unknown) => void) => void)(
      {},
      capture,
    );
    expect(capture).toHaveBeenCalledWith(null);
  });
});

describe('link to the backend', () => {
  test.each<FrameStandIn | null>([
    null,
    { url: 'app://vigie/', parent: {} },
    { url: 'https://evil.example/?app://vigie/', parent: null },
    { url: 'app://evil/', parent: null },
  ])('a port is not given to %j', async (frame) => {
    const started = await start();
    askForPort(started, frame);
    expect(portCount(started)).toBe(0);
    askForPort(started);
    expect(portCount(started)).toBe(1);
  });

  test('after a crash, pending calls are rejected, the page is told and gets a new port', async () => {
    const started = await start();
    const { webContents } = only(started.windows);
    askForPort(started);
    const client = connect(lastPort(webContents));
    const pending = client.call('beds.regionBoard', {});
    const fatal = client.call('beds.unitSheet', { id: '1' });
    await expect(pending).rejects.toMatchObject({ code: 'backend_gone' });
    await expect(fatal).rejects.toMatchObject({ code: 'backend_gone' });
    await vi.waitFor(() => {
      expect(portCount(started)).toBe(2);
    }, 10_000);
    expect(webContents.posted.map((one) => one.channel)).toEqual(['vigie:port', 'vigie:gone', 'vigie:port']);
    await expect(connect(lastPort(webContents)).call('status.get', {})).resolves.toHaveProperty('argv');
    expect(started.processes).toHaveLength(2);
    expect(started.errorBoxes).toEqual([]);
  });

  test('a reloaded page asks again and gets a port of its own; a destroyed one is forgotten', async () => {
    const started = await start();
    const { webContents } = only(started.windows);
    askForPort(started);
    askForPort(started);
    expect(portCount(started)).toBe(2);
    await expect(connect(lastPort(webContents)).call('status.get', {})).resolves.toHaveProperty('argv');
    webContents.emit('destroyed');
    started.processes[0]?.kill();
    await vi.waitFor(() => {
      expect(started.processes).toHaveLength(2);
    }, 10_000);
    expect(portCount(started)).toBe(2);
  });

  test('a crashed page is reloaded, once in ten seconds', async () => {
    const { webContents } = only((await start()).windows);
    webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(webContents.reloads).toBe(1);
  });

  test('quitting waits until the backend has drained, and does not restart it', async () => {
    const started = await start();
    const exits: number[] = [];
    only(started.processes).on('exit', (code: number) => exits.push(code));
    await started.quit();
    shell = null;
    expect(exits).toEqual([0]);
    expect(started.processes).toHaveLength(1);
  });
});
