/** Type-checks every room with its own tsconfig; two at a time, all reported before failing. */
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const rooms = ['renderer', 'test', 'main', 'shared', 'main/electron', 'preload'];
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');

function check(room: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, '-p', path.join(root, room), '--pretty'], {
      stdio: 'inherit',
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

const failed: string[] = [];
async function worker(): Promise<void> {
  for (let room = rooms.shift(); room !== undefined; room = rooms.shift()) {
    if (!(await check(room))) failed.push(room);
  }
}
await Promise.all([worker(), worker()]);
process.exit(failed.length > 0 ? 1 : 0);
