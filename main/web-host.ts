import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { toPlainError } from '../shared/errors.ts';
import { createFileLog, errorLogger } from './file-log.ts';
import { logFolder, openBackend } from './open-backend.ts';
import { sayProgress } from './web-host/progress.ts';
import { startWebHost } from './web-host/server.ts';

/*
 * The web host as a command: serves the page and the contract on 127.0.0.1. The first line of stdout is
 * `{"address":"…"}`, to open once; each line received on stdin is answered by another. With `--supervised` the end of
 * stdin ends the process: it never outlives the command that started it.
 */
const { values } = parseArgs({
  options: {
    'profile-dir': { type: 'string' },
    region: { type: 'string' },
    page: { type: 'string' },
    port: { type: 'string', default: '0' },
    'beds-seconds': { type: 'string' },
    supervised: { type: 'boolean', default: false },
  },
});

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function run(): Promise<void> {
  if (values['profile-dir'] === undefined || values.page === undefined) {
    throw new TypeError('--profile-dir and --page are needed');
  }
  const profileDir = path.resolve(values['profile-dir']);
  const log = createFileLog(logFolder(profileDir));
  const bedsSeconds = values['beds-seconds'];
  const backend = await openBackend(
    {
      profileDir,
      region: values.region ?? null,
      ...(bedsSeconds === undefined ? {} : { bedsSeconds: Number(bedsSeconds) }),
    },
    import.meta.url,
    log,
  );
  sayProgress(backend, say);
  const host = await startWebHost({
    backend,
    pageFolder: path.resolve(values.page),
    port: Number(values.port),
    onError: errorLogger(log),
  });
  const giveAddress = (): void => {
    process.stdout.write(`${JSON.stringify({ address: host.newAddress() })}\n`);
  };
  giveAddress();

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    host
      .close()
      .then(() => backend.close())
      .then(
        () => process.exit(0),
        (thrown: unknown) => {
          log.error('close_failed', { thrown });
          process.exit(1);
        },
      );
  };
  const input = createInterface({ input: process.stdin });
  input.on('line', giveAddress);
  input.on('close', () => {
    if (values.supervised) stop();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

run().catch((thrown: unknown) => {
  const inUse = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
  say(
    inUse
      ? `Le port ${values.port} est déjà pris : choisissez-en un autre avec --port.`
      : toPlainError(thrown).message,
  );
  process.exit(1);
});
