import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Log } from './backend/context.ts';

/** The log is turned over at this size, in bytes; one older file is kept. */
const maxBytes = 5 * 1024 * 1024;
/** Strings come from outside too: longer ones are cut, in characters. */
const maxString = 300;

/**
 * A log of JSON lines, `vigie.log` in `folder`. Written at once and in order: the last line before a crash is the one
 * that matters. A log that cannot be written never stops the product.
 */
export function createFileLog(folder: string): Log {
  const file = path.join(folder, 'vigie.log');
  let size = 0;
  try {
    mkdirSync(folder, { recursive: true });
    size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // Each line will be tried.
  }
  const write = (level: string, code: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), level, code, ...facts }, cut)}\n`;
    try {
      if (size > maxBytes) {
        renameSync(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, line);
      size += Buffer.byteLength(line);
    } catch {
      // A full disk must not take the boards down with it.
    }
  };
  return {
    debug: (code, facts) => {
      write('debug', code, facts);
    },
    info: (code, facts) => {
      write('info', code, facts);
    },
    warn: (code, facts) => {
      write('warn', code, facts);
    },
    error: (code, facts) => {
      write('error', code, facts);
    },
  };
}

function cut(_key: string, value: unknown): unknown {
  if (typeof value === 'string' && value.length > maxString) return `${value.slice(0, maxString)}…`;
  if (value instanceof Error)
    return { name: value.name, message: value.message.slice(0, maxString), stack: value.stack };
  return typeof value === 'bigint' ? value.toString() : value;
}

/** Logs what was really thrown by a call; the page only got its plain form. */
export function errorLogger(log: Log): (where: string, thrown: unknown) => void {
  return (where, thrown) => {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    log.error('call_failed', { where, code, thrown });
  };
}
