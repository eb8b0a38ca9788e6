import type { Log } from './context.ts';

const nothing = (): void => undefined;

/** Where no host gives a log. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
