import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserFlags, findBrowser } from '../../scripts/browser.ts';
import { electronBinary } from '../../scripts/electron-binary.ts';

const kept = { CHROMIUM_PATH: process.env['CHROMIUM_PATH'], PATH: process.env['PATH'] };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vigie-browser-'));
  delete process.env['CHROMIUM_PATH'];
});

afterEach(async () => {
  for (const [name, value] of Object.entries(kept)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  await rm(folder, { recursive: true, force: true });
});

async function program(name: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
}

describe('the browser', () => {
  test('CHROMIUM_PATH is taken when it can be run, refused in words when it cannot', async () => {
    const file = await program('my-browser');
    process.env['CHROMIUM_PATH'] = file;
    expect(await findBrowser()).toBe(file);
    process.env['CHROMIUM_PATH'] = path.join(folder, 'absent');
    await expect(findBrowser()).rejects.toThrow(/CHROMIUM_PATH désigne/);
  });

  test.runIf(process.platform === 'linux')('Chrome comes before Chromium on the path', async () => {
    const chromium = await program('chromium');
    process.env['PATH'] = folder;
    const found = await findBrowser();
    expect([chromium, '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']).toContain(found);
    const chrome = await program('google-chrome-stable');
    expect(await findBrowser()).toBe(chrome);
  });

  test('is started without a sandbox only as root', () => {
    expect(browserFlags().includes('--no-sandbox')).toBe(process.getuid?.() === 0);
    expect(browserFlags()).toContain('--disable-background-networking');
  });

  test('Electron is looked for without being loaded: its package would start a download', () => {
    expect(electronBinary() === null || path.isAbsolute(electronBinary() ?? '')).toBe(true);
  });
});
