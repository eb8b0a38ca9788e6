import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from 'electron';
import { restartDecision } from './policies/restart.ts';

/** How long a closing backend may drain its writes before it is ended, in milliseconds. */
const drainMs = 5000;

export interface BackendLinkOptions {
  /** The built `backend-process` entry. */
  readonly modulePath: string;
  /** What the backend starts with; read by `readHostConfig`. */
  readonly config: unknown;
  /** Told at each crash; `willRestart` false means that the limit is reached and a person must act. */
  readonly onCrash: (crash: { readonly code: number; readonly willRestart: boolean }) => void;
}

/**
 * Keeps one backend process alive and gives each page a direct port to it: bed figures never pass through the main
 * process. After a crash the process is restarted, within limits, and every page gets a new port.
 */
export interface BackendLink {
  /** Gives the page a port now, and again after each restart until it is destroyed. */
  attach(page: WebContents): void;
  /** Lets the backend drain and ends it. */
  close(): Promise<void>;
}

export function createBackendLink(options: BackendLinkOptions): BackendLink {
  const pages = new Set<WebContents>();
  const crashes: number[] = [];
  let child: UtilityProcess | null = null;
  let closing = false;
  let restartTimer: NodeJS.Timeout | undefined;

  const start = (): void => {
    const started = utilityProcess.fork(options.modulePath, [JSON.stringify(options.config)], {
      serviceName: 'Vigie backend',
    });
    child = started;
    started.once('exit', (code) => {
      child = null;
      if (!closing) crashed(code);
    });
    for (const page of pages) handPort(started, page);
  };

  const crashed = (code: number): void => {
    const now = Date.now();
    const decision = restartDecision(crashes, now);
    crashes.push(now);
    for (const page of pages) page.postMessage('vigie:gone', null);
    options.onCrash({ code, willRestart: decision.restart });
    if (decision.restart) restartTimer = setTimeout(start, decision.delayMs);
  };

  start();

  return {
    attach: (page) => {
      if (!pages.has(page)) {
        pages.add(page);
        page.once('destroyed', () => pages.delete(page));
      }
      if (child !== null) handPort(child, page);
    },
    close: async () => {
      closing = true;
      clearTimeout(restartTimer);
      const ending = child;
      if (ending === null) return;
      const exited = new Promise<void>((resolve) => {
        ending.once('exit', () => resolve());
      });
      ending.postMessage({ type: 'close' });
      const deadline = setTimeout(() => ending.kill(), drainMs);
      await exited;
      clearTimeout(deadline);
    },
  };
}

function handPort(child: UtilityProcess, page: WebContents): void {
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage({ type: 'port' }, [port1]);
  page.postMessage('vigie:port', null, [port2]);
}
