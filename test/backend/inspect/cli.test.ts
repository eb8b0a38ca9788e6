import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  DocumentReport,
  InspectSummary,
  ResourceReport,
} from '../../../main/backend/region/inspect/index.ts';
import { examplesFolder } from '../mapping/fixtures.ts';
import { smallRegion } from '../../support/demo-region.ts';

const root = path.resolve(import.meta.dirname, '../../..');

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a person would, and waits for its end. */
function run(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'main/inspect.ts'), ...args], { cwd: root });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

interface Report {
  readonly resources: readonly ResourceReport[];
  readonly documents: readonly DocumentReport[];
  readonly summary: InspectSummary;
}

async function runJson(...args: readonly string[]): Promise<Report & { readonly code: number | null }> {
  const { code, out } = await run(...args, '--json');
  return { ...(JSON.parse(out) as Report), code };
}

type Handler = (url: URL, request: IncomingMessage, response: ServerResponse) => void;

/** A server that is not a directory: each test says what it answers. */
async function serve(handler: Handler): Promise<AsyncDisposable & { readonly origin: string }> {
  const server = createServer((request, response) => {
    handler(new URL(request.url ?? '/', 'http://x'), request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function location(id: string): string {
  return JSON.stringify({ resourceType: 'Location', id, name: `Lieu ${id}` });
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'inspect-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string): Promise<string> {
  const full = path.join(folder, name);
  await mkdir(path.dirname(full), { recursive: true });
  await writeFile(full, content);
  return full;
}

describe('files and folders', () => {
  test('the published examples: eleven kept, none lost, exit 0', async () => {
    const { code, out } = await run(examplesFolder);
    expect(code).toBe(0);
    expect(out).toContain(
      'conservées : 11 (HealthcareService 2, Location 1, Organization 6, Practitioner 1, PractitionerRole 1)',
    );
    expect(out).toContain('hors annuaire : 5');
    expect(out).toContain('perdues : 0');
    expect(out).toContain('Location/ror-location-exemple — conservée');
    expect(out).toContain('commune : 78646 « Versailles » (TRE_R13)');
    expect(out).toContain('Organization.id — absent');
  });

  test('--json gives one document with every record', async () => {
    const { code, resources, documents, summary } = await runJson(examplesFolder);
    expect(code).toBe(0);
    expect(resources).toHaveLength(16);
    expect(documents).toHaveLength(16);
    expect(summary).toMatchObject({ resources: 16, kept: 11, lost: 0, outOfDirectory: 5, notUnderstood: 7 });
    const kept = resources.filter((resource) => resource.kept);
    expect(new Set(kept.map(({ record }) => `${record?.resourceType ?? ''}/${record?.id ?? ''}`)).size).toBe(
      11,
    );
    const saad = resources.find(({ source }) => source.includes('saad'));
    expect(saad?.record).toMatchObject({ offerType: { code: '30' }, identifier: 'ZZZ' });
    expect(saad?.notUnderstood).toEqual([
      { path: 'HealthcareService.id', reason: 'missing_required', sample: '' },
    ]);
  });

  test('what is lost is said, and counted: exit 1', async () => {
    const bundle = `{"resourceType":"Bundle","entry":[{"resource":${location('a')}},{"resource":{"id":"sans type"}},{"resource":{"resourceType":"Location","id":"c","x":tru}},{"resource":${location('b')}}`;
    const target = await file('lost/bundle.json', bundle);
    const { code, resources, summary, documents } = await runJson(target);
    expect(code).toBe(1);
    expect(resources.map(({ id, kept, reason }) => [id, kept, reason])).toEqual([
      ['a', true, null],
      ['sans type', false, 'no_resource_type'],
      [null, false, 'not_json'],
      ['b', true, null],
    ]);
    expect(documents).toMatchObject([
      { source: target, kind: 'bundle', problem: expect.stringContaining('interrompue') as string },
    ]);
    expect(summary).toMatchObject({ kept: 2, lost: 3 });
    const { out } = await run(target);
    expect(out).toContain('PERDUE : pas de resourceType');
    expect(out).toContain('PERDUE : ce n’est pas du JSON valide');
  });

  test('folders with their sub-folders, NDJSON, XML that is not read', async () => {
    await file('mixed/one.json', location('1'));
    await file('mixed/sub/many.ndjson', `${location('2')}\n${location('3')}\n`);
    await file('mixed/sub/notes.txt', 'rien');
    const target = path.join(folder, 'mixed');
    expect(await runJson(target)).toMatchObject({ code: 0, summary: { kept: 3, documents: 2 } });
    await file('mixed/old.xml', '<Location xmlns="http://hl7.org/fhir"/>');
    const { code, out } = await run(target);
    expect(code).toBe(1);
    expect(out).toContain('Le format XML n’est pas lu');
  });

  test('--quiet shows only what deserves a look', async () => {
    const target = await file(
      'quiet.json',
      `[${location('1')},{"resourceType":"Location","id":"2","mystere":1}]`,
    );
    const { out } = await run(target, '--quiet');
    expect(out).not.toContain('Location/1');
    expect(out).toContain('Location.mystere — élément inconnu : 1');
  });

  test('control characters of the data do not reach the terminal', async () => {
    const target = await file(
      'control.json',
      JSON.stringify({ resourceType: 'Location', id: 'x', name: 'a\u001b[31m\nb' }),
    );
    const { out } = await run(target);
    expect(out).toContain('name : a [31m b');
    expect(out).not.toContain('\u001b');
  });

  test.each([
    [['/nulle/part'], '« /nulle/part » n’existe pas.'],
    [[], 'Que faut-il lire ?'],
    [['a', 'b'], 'Une seule cible à la fois.'],
    [['a', '--max', '0'], '--max attend un nombre entier positif'],
    [['a', '--header', 'secret'], '--header attend « Nom: valeur »'],
    [['--inconnu'], 'Option inconnue'],
    [['http://'], 'n’est pas une adresse'],
  ])('%j: exit 2 with a sentence', async (args, sentence) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err).not.toContain('secret');
  });

  test('a folder without FHIR', async () => {
    await mkdir(path.join(folder, 'vide'));
    expect(await run(path.join(folder, 'vide'))).toMatchObject({ code: 2 });
  });

  test('--help says how', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('npm run inspect --');
    expect(out).toContain('Code de sortie');
  });
});

describe('servers', () => {
  test('the demonstration region, page after page', async () => {
    await using region = await smallRegion();
    const { code, summary } = await runJson(region.url, '--max', '2000');
    expect(code).toBe(0);
    const { byType } = region.counts;
    expect(summary.keptByType).toEqual({
      HealthcareService: 300,
      Location: byType.Location,
      Organization: byType.Organization,
      Practitioner: byType.Practitioner,
      PractitionerRole: byType.PractitionerRole,
    });
    expect(summary.limited).toEqual([]);
    const short = await runJson(region.url, '--max', '5');
    expect(short.summary.kept).toBe(25);
    expect(short.summary.limited).toHaveLength(5);
  });

  test('headers reach the server, but not another host its links lead to', async () => {
    const foreign: (string | undefined)[] = [];
    await using other = await serve((_, request, response) => {
      foreign.push(request.headers.authorization);
      response.end(`{"resourceType":"Bundle","entry":[{"resource":${location('far')}}]}`);
    });
    const own = new Set<string | undefined>();
    await using server = await serve((url, request, response) => {
      own.add(request.headers.authorization);
      const next = url.pathname === '/fhir/Location' ? `{"relation":"next","url":"${other.origin}/p2"}` : '';
      response.end(
        url.pathname === '/fhir/metadata'
          ? '{"resourceType":"CapabilityStatement"}'
          : `{"resourceType":"Bundle","link":[${next}]}`,
      );
    });
    const { code, summary } = await runJson(
      `${server.origin}/fhir/`,
      '--header',
      'Authorization: Bearer jeton',
    );
    expect(code).toBe(0);
    expect(summary.kept).toBe(1);
    expect([...own]).toEqual(['Bearer jeton']);
    expect(foreign).toEqual([undefined]);
  });

  test('a type refused or broken is said, the others are still read', async () => {
    await using server = await serve((url, _, response) => {
      if (url.pathname === '/metadata') response.end('{"resourceType":"CapabilityStatement"}');
      else if (url.pathname === '/Organization') {
        response.statusCode = 403;
        response.end('{"resourceType":"OperationOutcome","issue":[{"diagnostics":"profil 0"}]}');
      } else if (url.pathname === '/Practitioner') response.end('<html></html>');
      else if (url.pathname === '/PractitionerRole') response.destroy();
      else response.end(`{"resourceType":"Bundle","entry":[{"resource":${location('a')}}]}`);
    });
    const { code, out } = await run(server.origin);
    expect(code).toBe(1);
    expect(out).toContain('Le serveur répond 403. La région a refusé la demande. Elle dit : « profil 0 »');
    expect(out).toContain('page web au lieu de données');
    expect(out).toContain('Serveur injoignable');
    expect(out).toContain('conservées : 2');
  });

  test('a server that cannot be reached, or never answers: exit 2 with a sentence', async () => {
    const closed = await serve(() => undefined);
    await closed[Symbol.asyncDispose]();
    const refused = await run(`${closed.origin}/fhir`);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('Serveur injoignable');
    expect(refused.err).toContain('la connexion est refusée');
    await using silent = await serve(() => undefined);
    const slow = await run(silent.origin, '--timeout', '1');
    expect(slow.code).toBe(2);
    expect(slow.err).toContain('le serveur ne répond pas à temps');
  });

  test('an address that is no FHIR server', async () => {
    await using server = await serve((_, __, response) => {
      response.end('{"hello":"world"}');
    });
    const { code, out } = await run(server.origin);
    expect(code).toBe(1);
    expect(out).toContain('n’est pas du FHIR');
  });
});
