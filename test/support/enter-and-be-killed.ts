/** `<profile> <url> <count> <location>…`: enters occupied beds in each Location and goes on sending until killed. */
import { createBackend } from '../../main/backend/index.ts';

const [profileDir, url, count, ...locations] = process.argv.slice(2);
if (profileDir === undefined || url === undefined)
  throw new Error('usage: <profile> <url> <count> <location>…');
const backend = await createBackend({
  profileDir,
  region: { id: 'test', name: 'Région de test', baseUrl: url, demonstration: true },
  ingestWorker: new URL('../../main/backend/sync/ingest/worker.ts', import.meta.url),
  autoSync: false,
  backoff: { baseMs: 20, capMs: 60 },
});
for (const locationId of locations) {
  await backend.call('bedEntry.save', {
    locationId,
    figures: { occupied: Number(count) },
    comments: {},
    base: {},
  });
  process.stdout.write(`${locationId}\n`);
}
// Stays alive: the queue sends in the background.
setInterval(() => undefined, 60_000);
