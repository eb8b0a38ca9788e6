import { serveParentPort, type ParentPort } from '../../main/parent-port.ts';
import { fakeBackend } from './fake-backend.ts';

/*
 * A backend process for tests on the shell: answers `status.get` with its command line, never answers a board, and
 * dies when asked for a unit.
 */
const backend = fakeBackend((method) => {
  if (method === 'status.get') return { argv: process.argv.slice(2) };
  if (method === 'beds.regionBoard') return new Promise(() => undefined);
  if (method === 'beds.unitSheet') process.exit(7);
  return null;
});

serveParentPort((process as unknown as { parentPort: ParentPort }).parentPort, Promise.resolve(backend), {
  onError: () => undefined,
  exit: (code) => process.exit(code),
});
