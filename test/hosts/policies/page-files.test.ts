import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerPage } from '../../../main/page-folder.ts';
import { appRequest } from '../../../main/electron/policies/app-request.ts';
import { cacheControlOf, isInside, resolvePagePath } from '../../../main/electron/policies/page-files.ts';

let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'vigie-page-'));
  folder = path.join(root, 'page');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  await mkdir(path.join(root, 'page-old'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>accueil</title>');
  await writeFile(path.join(folder, 'assets/index-B4x9_kQz.js'), 'void 0;');
  await writeFile(path.join(folder, 'été.txt'), 'é');
  await writeFile(path.join(folder, '.secret.txt'), 'secret');
  await writeFile(path.join(folder, 'notes.db'), 'secret');
  await writeFile(path.join(root, 'secret.txt'), 'secret');
  await writeFile(path.join(root, 'page-old/old.js'), 'secret');
  await symlink(path.join(root, 'secret.txt'), path.join(folder, 'link.txt'));
  await symlink(path.join(root, 'page-old'), path.join(folder, 'old'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

const served = [
  ['/', 'index.html'],
  ['/index.html', 'index.html'],
  ['/lits/94/reanimation', 'index.html'],
  ['/lits/2A/', 'index.html'],
  ['/assets/index-B4x9_kQz.js', 'assets/index-B4x9_kQz.js'],
  ['/%C3%A9t%C3%A9.txt', 'été.txt'],
] as const;

const hostile = [
  '',
  'index.html',
  '//evil.example/x.js',
  'http://evil.example/index.html',
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/%252e%252e%252fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/./index.html',
  '/assets/%2e/x.js',
  '/%00index.html',
  '/index.html%00.js',
  '/C:/Windows/win.ini',
  '/c%3a/secret.txt',
  '/index.html::$DATA',
  '/%5c%5cserver%5cshare%5cx.js',
  '/%',
  '/%c0%af..%c0%afsecret.txt',
  '/%ff',
  '/page-old/..%2f..%2fpage-old/old.js',
  '/a%0d%0aset-cookie:x.js',
  `/${'a/'.repeat(1200)}x.js`,
];

const absent = [
  '/link.txt',
  '/old/old.js',
  '/.secret.txt',
  '/.git/config.txt',
  '/assets/missing.js',
  '/notes.db',
  '/secret.txt',
];

describe('files of the page', () => {
  test.each(served)('%s is %s', async (asked, file) => {
    expect(resolvePagePath(folder, asked)).toEqual({ kind: 'file', file: path.join(folder, file) });
    expect((await answerPage(folder, asked)).status).toBe(200);
  });

  test.each(hostile)('%j is refused before the disk is read', async (asked) => {
    expect(resolvePagePath(folder, asked)).toEqual({ kind: 'refused', status: 400 });
    const answer = await answerPage(folder, asked);
    expect(answer.status).toBe(400);
    expect(answer.body.toString()).not.toContain('secret');
  });

  test.each(absent)('%s is not served', async (asked) => {
    const answer = await answerPage(folder, asked);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).not.toContain('secret');
  });

  test('every answer, a refusal too, carries the security headers', async () => {
    for (const asked of ['/', '/assets/index-B4x9_kQz.js', '/missing.js', '/%']) {
      const { headers } = await answerPage(folder, asked);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    }
  });

  test('only hashed files are kept by the browser', () => {
    expect(cacheControlOf(folder, path.join(folder, 'assets/index-B4x9_kQz.js'))).toContain('immutable');
    expect(cacheControlOf(folder, path.join(folder, 'index.html'))).toBe('no-cache');
    expect(cacheControlOf(folder, path.join(folder, 'scheme.js'))).toBe('no-cache');
  });

  test('a folder whose name begins alike is outside', () => {
    expect(isInside('/a/page', '/a/page-old/x')).toBe(false);
    expect(isInside('/a/page', '/a/page')).toBe(false);
    expect(isInside('/a/page', '/a/..page/x')).toBe(false);
    expect(isInside('/a/page', '/a/page/..x')).toBe(true);
  });
});

describe('requests of the app:// scheme', () => {
  test.each([
    ['app://vigie/', '/'],
    ['app://vigie/lits/94', '/lits/94'],
    ['app://vigie/assets/index-B4x9_kQz.js?v=1#x', '/assets/index-B4x9_kQz.js'],
    ['app://vigie/..%2fsecret.txt', '/..%2fsecret.txt'],
  ])('%s asks for %s', (url, rawPath) => {
    expect(appRequest({ method: 'GET', url })).toEqual({ served: true, rawPath });
  });

  test.each([
    ['POST', 'app://vigie/', 405],
    ['HEAD', 'app://vigie/', 405],
    ['GET', 'app://evil/', 403],
    ['GET', 'app://vigie.evil/', 403],
    ['GET', 'app://vigie:1/', 403],
    ['GET', 'https://vigie/', 403],
    ['GET', 'file:///etc/passwd', 403],
    ['GET', 'not a url', 400],
  ])('%s %s → %d', (method, url, status) => {
    expect(appRequest({ method, url })).toEqual({ served: false, status });
  });
});
