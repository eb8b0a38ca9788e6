import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a child may take to end by itself, in milliseconds, before it is ended. */
const endMs = 6000;

/**
 * A child that says on its first line of stdout, as JSON, that it is ready. Its stdin stays open as long as this process
 * lives: a child that sees it close ends, so that nothing is left behind whatever way this process goes.
 */
export interface ReadyChild<R> {
  readonly ready: R;
  readonly exited: Promise<number | null>;
  /** Writes a line on its stdin. */
  tell(line: string): void;
  /** Called for each further line of its stdout. */
  onLine(listener: (line: string) => void): void;
  /** Asks it to end, waits, then ends it. */
  stop(): Promise<void>;
}

/** Starts a Node script and waits for its first line. Rejects, with what it said last, when it ends before. */
export async function startChild<R>(
  script: string,
  args: readonly string[],
  options: { readonly stderr?: 'inherit' | 'ignore' } = {},
): Promise<ReadyChild<R>> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', options.stderr ?? 'inherit'],
    windowsHide: true,
    // Its own group on Unix: Ctrl-C in the terminal reaches this process only, which then ends children in order.
    detached: process.platform !== 'win32',
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
    child.on('error', () => resolve(1));
  });
  const lines = createInterface({ input: child.stdout });
  child.stdin.on('error', () => undefined);
  const first = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    exited.then(() => null),
  ]);
  if (first === null) throw new Error(`${script} s’est arrêté avant d’être prêt.`);
  return {
    ready: JSON.parse(first) as R,
    exited,
    tell: (line) => {
      child.stdin.write(`${line}\n`);
    },
    onLine: (listener) => lines.on('line', listener),
    stop: () => stopChild(child, exited),
  };
}

async function stopChild(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  child.stdin?.end();
  if (process.platform !== 'win32') child.kill('SIGTERM');
  const deadline = setTimeout(() => child.kill('SIGKILL'), endMs);
  await exited;
  clearTimeout(deadline);
}
