import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasDisplay } from '../../scripts/start/open.ts';
import { defaultProfileDir, help, startOptions } from '../../scripts/start/options.ts';

describe('command line of npm start', () => {
  test('without an option: demonstration region, a window, a free port', () => {
    expect(startOptions([], {})).toMatchObject({
      region: null,
      check: false,
      help: false,
      open: true,
      web: false,
      port: 0,
      offers: null,
      speed: null,
    });
  });

  test('every option is read', () => {
    const argv =
      '--check --web --offers 600 --seed 3 --speed 2.5 --fault status:503 --port 8123 --no-open --profile-dir p'.split(
        ' ',
      );
    expect(startOptions(argv, {})).toEqual({
      help: false,
      check: true,
      region: null,
      profileDir: path.resolve('p'),
      port: 8123,
      open: false,
      web: true,
      offers: 600,
      seed: 3,
      speed: 2.5,
      fault: 'status:503',
    });
  });

  test('the region comes from the option, else from the environment; --demo wins over the environment', () => {
    const env = { VIGIE_REGION: 'regions/idf.json' };
    expect(startOptions([], env).region).toBe('regions/idf.json');
    expect(startOptions(['--region', 'https://ror.example/fhir'], env).region).toBe(
      'https://ror.example/fhir',
    );
    expect(startOptions(['--demo'], env).region).toBeNull();
    expect(startOptions([], { VIGIE_REGION: '' }).region).toBeNull();
  });

  test.each([
    [['--offers', '0'], /--offers attend un nombre entier de 1 à/],
    [['--offers', 'beaucoup'], /--offers/],
    [['--offers', '1.5'], /--offers/],
    [['--offers', ''], /--offers/],
    [['--port', '70000'], /--port/],
    [['--speed', '-1'], /./],
    [['--demo', '--region', 'x'], /s’excluent/],
    [['--inconnu'], /Option non comprise/],
    [['autre'], /Option non comprise/],
    [['--region'], /Option non comprise/],
  ])('%j is refused in one sentence', (argv, words) => {
    expect(() => startOptions(argv, {})).toThrow(words);
    expect(() => startOptions(argv, {})).toThrow(expect.objectContaining({ name: 'Sentence' }));
  });

  test('the help names every option', () => {
    for (const name of 'region demo offers seed speed fault profile-dir port no-open web check help'.split(
      ' ',
    )) {
      expect(help).toContain(`--${name}`);
    }
  });

  test.each([
    ['win32', { LOCALAPPDATA: 'C:\\Users\\x\\AppData\\Local' }, /Vigie$/],
    ['darwin', {}, /Library\/Application Support\/Vigie$/],
    ['linux', { XDG_DATA_HOME: '/data' }, /^\/data\/vigie$/],
    ['linux', { XDG_DATA_HOME: 'relative' }, /\.local\/share\/vigie$/],
    ['linux', {}, /\.local\/share\/vigie$/],
  ] as const)('profile folder on %s with %j', (platform, env, expected) => {
    expect(defaultProfileDir(platform, env)).toMatch(expected);
  });

  test.each([
    [{}, 'linux', false],
    [{ DISPLAY: '' }, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{}, 'win32', true],
    [{}, 'darwin', true],
  ] as const)('a display with %j on %s: %s', (env, platform, expected) => {
    expect(hasDisplay(env, platform)).toBe(expected);
  });
});
