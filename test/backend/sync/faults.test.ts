import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import {
  directoryContent,
  temporaryFolder,
  testBackend,
  until,
  type TestBackend,
} from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';

type Region = Awaited<ReturnType<typeof smallRegion>>;

interface Scene {
  readonly region: Region;
  readonly test: TestBackend;
}

/** A backend with a full copy of a region; `body` then makes the region misbehave. */
async function withCopy(body: (scene: Scene) => Promise<void>): Promise<void> {
  await using region = await smallRegion();
  using folder = temporaryFolder();
  await using test = await testBackend(folder.path, region.url, {
    timeouts: { answerMs: 400, idleMs: 400 },
  });
  await test.backend.sync('full');
  await body({ region, test });
}

/** The exchange fails as said, nothing stored is lost, the status tells, and all is well once the fault is over. */
async function failsAndRecovers(
  { region, test }: Scene,
  kind: 'full' | 'delta' | 'beds',
  expected: { readonly code: string; readonly message: RegExp; readonly details?: object },
): Promise<void> {
  const copy = test.open();
  const before = directoryContent(copy);
  const error = await test.failure(kind);
  expect(error).toMatchObject({
    code: expected.code,
    message: expect.stringMatching(expected.message) as string,
    ...(expected.details === undefined ? {} : { details: expected.details }),
  });
  // What happened, what was kept, what comes next.
  expect(error.message).toMatch(/restent consultables ; un nouvel essai aura lieu automatiquement/);
  const status = await test.status();
  expect(status.online).toBe(false);
  expect(status.offlineSince).not.toBeNull();
  expect(status.problem).toMatchObject({ code: expected.code });
  expect(test.log.filter(({ code }) => code === 'sync_failed').at(-1)?.facts).toMatchObject({
    code: expected.code,
  });
  expect(directoryContent(copy)).toEqual(before);
  const board = await test.backend.call('beds.regionBoard', { audience: 'all' });
  expect(board).toMatchObject({ visibility: 'full' });

  region.control.clearFault();
  await test.backend.sync(kind);
  expect(await test.status()).toMatchObject({ online: true, offlineSince: null, problem: null });
}

describe('what the region may do to us', () => {
  it('region down: the connection is refused', () =>
    withCopy(async (scene) => {
      const closed = createTcpServer();
      await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
      const { port } = closed.address() as AddressInfo;
      await new Promise((resolve) => closed.close(resolve));
      using folder = temporaryFolder();
      await using test = await testBackend(folder.path, `http://127.0.0.1:${port}/fhir`);
      expect(await test.failure('full')).toMatchObject({
        code: 'region_unreachable',
        details: { reason: 'connection', code: 'ECONNREFUSED' },
      });
      scene.region.control.setFault('down');
      await failsAndRecovers(scene, 'beds', {
        code: 'region_unreachable',
        message: /^Le serveur de la région ne répond pas|coupée/,
      });
    }));

  it('an unknown name', async () => {
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, 'http://region.invalid/fhir');
    const error = await test.failure('full');
    expect(error).toMatchObject({ code: 'region_unreachable', details: { reason: 'dns' } });
    expect(error.message).toMatch(/introuvable sur ce réseau/);
  });

  it('a secure connection that is not one', async () => {
    const plain = createServer((_request, response) => response.end('ok'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    using folder = temporaryFolder();
    await using test = await testBackend(
      folder.path,
      `https://127.0.0.1:${(plain.address() as AddressInfo).port}/fhir`,
    );
    expect(await test.failure('full')).toMatchObject({
      code: 'region_unreachable',
      details: { reason: 'tls' },
    });
    await new Promise((resolve) => plain.close(resolve));
  });

  it('slow: no answer in time', () =>
    withCopy(async (scene) => {
      scene.region.control.setFault('slow:5000');
      await failsAndRecovers(scene, 'beds', {
        code: 'region_unreachable',
        message: /n’a pas répondu dans le temps imparti/,
        details: { reason: 'timeout' },
      });
    }));

  it('slow: an answer that stops coming', async () => {
    const stalling = createServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'application/fhir+json',
        'content-location': '/fhir/status',
      });
      response.write('{"resourceType":"Bundle",');
    });
    await new Promise<void>((resolve) => stalling.listen(0, '127.0.0.1', resolve));
    using folder = temporaryFolder();
    await using test = await testBackend(
      folder.path,
      `http://127.0.0.1:${(stalling.address() as AddressInfo).port}/fhir`,
      {
        timeouts: { idleMs: 200 },
      },
    );
    expect(await test.failure('full')).toMatchObject({ code: 'region_slow', details: { reason: 'timeout' } });
    stalling.closeAllConnections();
    await new Promise((resolve) => stalling.close(resolve));
  });

  it.each([
    [401, 'region_unauthorized', /identifiants de cet établissement \(401\)/],
    [403, 'region_forbidden', /refuse l’accès .* \(403\)/],
    [429, 'region_throttled', /demande de patienter/],
    [500, 'region_error', /est en erreur \(500\)/],
    [503, 'region_error', /est en erreur \(503\)/],
  ] as const)('status %i', (status, code, message) =>
    withCopy(async (scene) => {
      scene.region.control.setFault(`status:${status}`);
      await failsAndRecovers(scene, 'delta', { code, message, details: { status } });
    }),
  );

  it.each(['full', 'delta'] as const)('truncated JSON in a %s', (kind) =>
    withCopy(async (scene) => {
      scene.region.control.setFault('truncated');
      await failsAndRecovers(scene, kind, {
        code: 'region_bad_answer',
        message: /interrompue avant la fin|illisible/,
      });
    }),
  );

  it.each(['full', 'delta'] as const)('HTML instead of JSON in a %s', (kind) =>
    withCopy(async (scene) => {
      scene.region.control.setFault('html');
      await failsAndRecovers(scene, kind, {
        code: 'region_bad_answer',
        message: /page web au lieu de données/,
      });
    }),
  );

  it('Bundles without entries in a full pull', () =>
    withCopy(async (scene) => {
      scene.region.control.setFault('empty-bundle@export-file');
      await failsAndRecovers(scene, 'full', { code: 'region_bad_answer', message: /n’en a transmis aucun/ });
    }));

  it('a Bundle that announces results without entries in a search', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/fhir+json');
      response.end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: 12 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await withCopy(async ({ region, test }) => {
      const copy = test.open();
      const before = directoryContent(copy);
      region.control.setFault('empty-bundle@/Location');
      // An empty delta is not a failure: nothing changed.
      await test.backend.sync('beds').catch(() => undefined);
      expect(directoryContent(copy)).toEqual(before);
    });
    using folder = temporaryFolder();
    await using test = await testBackend(
      folder.path,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    );
    expect((await test.failure('full')).code).toBe('region_bad_answer');
    await new Promise((resolve) => server.close(resolve));
  });

  it('a next link to another server: not followed', async () => {
    let strayed = 0;
    const stranger = createServer((_request, response) => {
      strayed++;
      response.end('{}');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const next = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/fhir/Organization?page=2`;
    const server = createServer((request, response) => {
      if (request.url?.includes('$export') === true) {
        response.statusCode = 404;
        response.end();
        return;
      }
      response.setHeader('content-type', 'application/fhir+json');
      const entry = [{ resource: { resourceType: 'Organization', id: 'o1' } }];
      response.end(
        JSON.stringify({ resourceType: 'Bundle', total: 2, entry, link: [{ relation: 'next', url: next }] }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    using folder = temporaryFolder();
    await using test = await testBackend(
      folder.path,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    );
    expect(await test.failure('full')).toMatchObject({
      code: 'region_bad_answer',
      details: { kind: 'outside' },
    });
    expect(strayed).toBe(0);
    await Promise.all([server, stranger].map((each) => new Promise((resolve) => each.close(resolve))));
  });

  it('a redirection: not followed', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(302, { location: 'http://portail.invalid/login' });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    using folder = temporaryFolder();
    await using test = await testBackend(
      folder.path,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    );
    expect(await test.failure('full')).toMatchObject({
      code: 'region_bad_answer',
      details: { kind: 'redirect' },
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('40 % fewer resources: kept, doubted, accepted when a second look agrees', () =>
    withCopy(async ({ region, test }) => {
      const copy = test.open();
      const before = directoryContent(copy);
      region.control.setFault('shrunk:40');
      await test.backend.sync('full');
      expect(directoryContent(copy)).toEqual(before);
      const status = await test.status();
      expect(status.problem).toMatchObject({
        code: 'region_suspicious',
        message: expect.stringMatching(
          /n’a transmis que \d+ .* au lieu de .*Par prudence, rien n’a été supprimé/,
        ) as string,
      });
      expect(test.log.map(({ code }) => code)).toContain('region_suspicious');
      await test.backend.sync('delta');
      expect((await test.status()).problem?.code).toBe('region_suspicious');
      await test.backend.sync('full');
      expect((await test.status()).problem).toBeNull();
      const offers = copy.prepare('SELECT count(*) FROM healthcare_service').pluck().get();
      expect(offers).toBeLessThan(300);
      expect(offers).toBeGreaterThan(100);
    }));

  it('40 % fewer resources: accepted when the person warned asks for it; all back when the region is', () =>
    withCopy(async ({ region, test }) => {
      const copy = test.open();
      const before = directoryContent(copy);
      region.control.setFault('shrunk:40');
      await test.backend.sync('full');
      region.control.setFault('shrunk:60');
      await test.backend.call('sync.now', { kind: 'full' });
      await until('the asked pull to be accepted', async () => (await test.status()).problem === null);
      region.control.clearFault();
      await test.backend.sync('full');
      const after = directoryContent(copy);
      expect(after['resource']).toEqual(before['resource']);
      expect(after['healthcare_service']).toEqual(before['healthcare_service']);
      expect(after['capacity']).toEqual(before['capacity']);
    }));

  it('a resource that breaks the mapper: its bytes are kept, its earlier rows stay, the others are stored', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    await using test = await testBackend(folder.path, region.url, {
      ingestWorker: new URL('../../support/broken-ingest-worker.ts', import.meta.url),
    });
    await test.backend.sync('full');
    const copy = test.open();
    const [id, other] = region.control.bedLocationIds();
    const location = region.control.getResource('Location', id ?? '');
    if (location === undefined || other === undefined) throw new Error('no bed Location');
    const row = () => copy.prepare('SELECT * FROM location WHERE id = ?').get(id);
    const rowBefore = row();
    region.control.addRawResource({ ...location, name: 'cassé' });
    region.control.setCapacity(other, { available: 13 });
    await test.backend.sync('beds');
    expect(row()).toEqual(rowBefore);
    const json = copy
      .prepare("SELECT CAST(json AS TEXT) FROM resource WHERE type = 'Location' AND id = ?")
      .pluck()
      .get(id);
    expect(json).toContain('cassé');
    expect(
      copy.prepare('SELECT count(*) FROM capacity WHERE location_id = ? AND count = 13').pluck().get(other),
    ).toBe(1);
    expect(
      copy.prepare("SELECT reason, sample FROM not_understood WHERE type = 'Location' AND id = ?").get(id),
    ).toEqual({
      reason: 'wrong_shape',
      sample: 'TypeError: a bug of ours',
    });
    expect(test.log.map(({ code }) => code)).toContain('mapper_failed');
    // Repaired by the region: understood again.
    region.control.addRawResource({ ...location, name: 'réparé' });
    await test.backend.sync('beds');
    expect(row()).toMatchObject({ name: 'réparé' });
    expect(copy.prepare('SELECT count(*) FROM not_understood WHERE id = ?').pluck().get(id)).toBe(0);
  });

  it('offline since the first failure, also after a restart', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    let since: string | null = null;
    let last: string | null = null;
    {
      await using test = await testBackend(folder.path, region.url);
      await test.backend.sync('full');
      last = (await test.status()).lastSyncAt;
      region.control.setFault('status:500');
      await test.failure('beds');
      since = (await test.status()).offlineSince;
      await test.failure('beds');
      expect((await test.status()).offlineSince).toBe(since);
    }
    await using test = await testBackend(folder.path, region.url);
    expect(await test.status()).toMatchObject({
      online: false,
      offlineSince: since,
      lastSyncAt: last,
      problem: { code: 'region_error' },
    });
    expect(since).not.toBeNull();
  });

  it('tries again by itself, not before Retry-After', async () => {
    await using region = await smallRegion();
    using folder = temporaryFolder();
    region.control.setFault({ kind: 'status', value: 429, retryAfter: 1, times: 1 });
    await using test = await testBackend(folder.path, region.url, {
      autoSync: true,
      backoff: { baseMs: 10, capMs: 50 },
    });
    await until('the refusal', async () => (await test.status()).problem !== null);
    const status = await test.status();
    expect(status.problem?.code).toBe('region_throttled');
    expect(status.nextAttemptAt).not.toBeNull();
    await until('the recovery', async () => (await test.status()).lastFullSyncAt !== null);
    const [first, second] = region.control.requests();
    expect((second?.when ?? 0) - (first?.when ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(await test.status()).toMatchObject({ online: true, problem: null, nextAttemptAt: null });
  });
});
