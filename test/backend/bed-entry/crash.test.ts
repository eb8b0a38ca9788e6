import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { temporaryFolder, until } from '../../support/backend.ts';
import { smallRegion } from '../../support/demo-region.ts';
import { heldBy, openPost, patches } from './post.ts';

const script = path.join(import.meta.dirname, '../../support/enter-and-be-killed.ts');
const occupied = { capacityStatus: '03' };

/** Kills the post when `when` holds, given how many entries it has acknowledged so far. */
async function killedWhen(args: readonly string[], when: (saved: number) => boolean): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let saved = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    saved++;
  });
  await until('the moment to kill', () => when(saved) || child.exitCode !== null);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
  return saved;
}

/** How many times the region has written each Location. */
function versions(url: string, places: readonly string[]): Promise<number[]> {
  return Promise.all(
    places.map(async (id) => {
      const answer = await fetch(`${url}/Location/${id}`);
      await answer.body?.cancel();
      return Number(/\d+/.exec(answer.headers.get('etag') ?? '')?.[0]);
    }),
  );
}

it('killed between save and send, and in the middle of sending: nothing lost, nothing sent twice', async () => {
  await using region = await smallRegion();
  using folder = temporaryFolder();
  let places: string[];
  {
    await using post = await openPost(folder.path, region.url);
    places = (await post.units()).rows
      .filter(({ blocked, cells }) => blocked === null && cells.occupied !== undefined)
      .map(({ locationId }) => locationId)
      .slice(0, 6);
  }
  expect(places).toHaveLength(6);
  const arrived = (count: number): number =>
    places.filter((id) => heldBy(region, id, occupied)[0]?.count === count).length;

  // Before anything could leave: the region is silent.
  region.control.setFault('slow:60000');
  const first = await killedWhen(
    [folder.path, region.url, '301', ...places],
    (saved) => saved === places.length,
  );
  expect([first, arrived(301), patches(region).length]).toEqual([places.length, 0, 0]);
  region.control.clearFault();
  {
    await using post = await openPost(folder.path, region.url, { sync: false });
    expect((await post.call('bedEntry.access', {})).waiting).toBeGreaterThan(0);
    await until('every entry at the region', () => arrived(301) === places.length);
    for (const id of places) await post.settled(id, 'sent');
  }
  expect(patches(region)).toHaveLength(places.length);

  const written = await versions(region.url, places);

  // In the middle: each writing takes a moment, the kill falls while the third is on its way.
  region.control.clearRequests();
  region.control.setFault('slow:150@/Location\\?identifier');
  const second = await killedWhen(
    [folder.path, region.url, '302', ...places],
    (saved) => saved === places.length && patches(region).length === 3,
  );
  expect(second).toBe(places.length);
  region.control.clearFault();
  {
    await using post = await openPost(folder.path, region.url, { sync: false });
    await until('every entry at the region', () => arrived(302) === places.length);
    for (const id of places) await post.settled(id, 'sent');
    expect((await post.call('bedEntry.access', {})).waiting).toBe(0);
  }
  // Each Location was written once more, the one whose writing was under way included.
  expect(await versions(region.url, places)).toEqual(written.map((version) => version + 1));
  for (const id of places) expect(heldBy(region, id, occupied)).toHaveLength(1);
});
