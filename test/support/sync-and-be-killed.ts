/** `<profile> <url>`: syncs in full, over and over; crash.test.ts kills it in the middle. */
import { createBackend } from '../../main/backend/index.ts';

const [profileDir, url] = process.argv.slice(2);
if (profileDir === undefined || url === undefined) throw new Error('usage: <profile> <url>');
const backend = await createBackend({
  profileDir,
  region: { id: 'test', name: 'Région de test', baseUrl: url },
  ingestWorker: new URL('../../main/backend/sync/ingest/worker.ts', import.meta.url),
  autoSync: false,
});
await backend.sync('full');
await backend.close();
process.stdout.write('done\n');
