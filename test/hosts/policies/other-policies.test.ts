import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isPermissionAllowed, permissions } from '../../../main/electron/policies/permissions.ts';
import { restartDecision } from '../../../main/electron/policies/restart.ts';
import { shellConfig } from '../../../main/electron/policies/start-options.ts';
import { appSchemePrivileges, pageWebPreferences } from '../../../main/electron/policies/web-preferences.ts';

describe('permissions', () => {
  test('only two are granted, and only to our page', () => {
    const granted = Object.keys(permissions).filter((name) => isPermissionAllowed(name, true));
    expect(granted.sort()).toEqual(['clipboard-sanitized-write', 'fullscreen']);
    expect(Object.keys(permissions).filter((name) => isPermissionAllowed(name, false))).toEqual([]);
  });

  test.each(['', 'toString', '__proto__', 'constructor', 'Fullscreen', 'quantum-sensor'])(
    '%j is unknown: refused',
    (name) => {
      expect(isPermissionAllowed(name, true)).toBe(false);
    },
  );

  test('every decision has its reason', () => {
    for (const decision of Object.values(permissions)) expect(decision.reason).not.toBe('');
  });
});

describe('window preferences', () => {
  test('nothing that gives a page more than a browser would', () => {
    expect(pageWebPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    expect(appSchemePrivileges).toMatchObject({
      bypassCSP: false,
      allowServiceWorkers: false,
      corsEnabled: false,
    });
  });
});

describe('restarts after a crash', () => {
  test('delays grow, then it stops', () => {
    const crashes: number[] = [];
    const delays: (number | null)[] = [];
    for (let now = 0; delays.length < 7; now += 20_000) {
      const decision = restartDecision(crashes, now);
      delays.push(decision.restart ? decision.delayMs : null);
      crashes.push(now);
    }
    expect(delays).toEqual([0, 500, 2000, 5000, 15_000, null, null]);
  });

  test('an old crash is forgotten, a clock set back does not block', () => {
    const old = [0, 1, 2, 3, 4, 5];
    expect(restartDecision(old, 5 * 60_000 + 10)).toEqual({ restart: true, delayMs: 0 });
    expect(restartDecision([9_000_000, 9_000_001], 1000)).toEqual({ restart: true, delayMs: 0 });
  });
});

describe('command line of the shell', () => {
  const base = path.resolve('/data/user');
  test.each([
    [['electron'], path.join(base, 'profil'), null],
    [
      ['electron', '--profile-dir=/p', '--region=http://127.0.0.1:1/fhir'],
      path.resolve('/p'),
      'http://127.0.0.1:1/fhir',
    ],
    [['electron', '--profile-dir=', '--region='], path.join(base, 'profil'), null],
    [['electron', '--region=a', '--region=b'], path.join(base, 'profil'), null],
    [['electron', '--region', 'a'], path.join(base, 'profil'), null],
    [['electron', '--regional=x', 'ror://fiche/1?--region=x'], path.join(base, 'profil'), null],
  ])('%j', (argv, profileDir, region) => {
    expect(shellConfig(argv, base)).toEqual({
      profileDir,
      region,
      shellDir: path.join(profileDir, 'fenetre'),
    });
  });
});
