/** Run by sync.bench.ts: `full <url> <profile>` syncs a whole region and prints what it took as one JSON line. */
import { createBackend } from '../../../main/backend/index.ts';
import { ingestWorkerEntry } from '../../support/backend.ts';

const [url, profileDir] = process.argv.slice(2);
if (url === undefined || profileDir === undefined) throw new Error('usage: sync-child <url> <profile>');

const backend = await createBackend({
  profileDir,
  region: { id: 'bench', name: 'Banc', baseUrl: url },
  ingestWorker: ingestWorkerEntry,
  autoSync: false,
});
const idle = process.cpuUsage();
const began = performance.now();
await backend.sync('full');
const ms = performance.now() - began;
const cpu = process.cpuUsage(idle);
const own = process.threadCpuUsage();
const cpuMs = (cpu.user + cpu.system) / 1000;
const mainMs = (own.user + own.system) / 1000;
const again = performance.now();
await backend.sync('full');
const unchangedMs = performance.now() - again;
await backend.close();
// maxRSS is in kilobytes and counts the whole process, workers included.
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`${JSON.stringify({ ms, unchangedMs, peakMb, cpuMs, mainMs })}\n`);
