import { z } from 'zod';
import { createFileLog, errorLogger } from './file-log.ts';
import { logFolder, openBackend } from './open-backend.ts';
import { serveParentPort, type ParentPort } from './parent-port.ts';

/*
 * Entry of Electron's utility process. Its one argument is a JSON text with the profile folder and the region; its
 * ports come from the main process, and it ends by draining.
 */
const config = z
  .object({ profileDir: z.string(), region: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? ''));
const log = createFileLog(logFolder(config.profileDir));
const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

serveParentPort(parentPort, openBackend(config, import.meta.url, log), {
  onError: errorLogger(log),
  exit: (code) => process.exit(code),
});
