import { EventEmitter } from 'node:events';
import path from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';

/*
 * A small, faithful stand-in for the parts of the `electron` module that our shell uses, so that the real entry can be
 * driven in Node. Windows draw nothing; utility processes are worker threads; everything asked for is recorded.
 */

type Transfer = readonly PortMain[];

/** `MessagePortMain` over a Node port. */
export class PortMain extends EventEmitter {
  readonly node: MessagePort;

  constructor(node: MessagePort) {
    super();
    this.node = node;
    node.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown, transfer: Transfer = []): void {
    this.node.postMessage(
      message,
      transfer.map((one) => one.node),
    );
  }

  start(): void {
    this.node.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  close(): void {
    this.node.close();
  }
}

class MessageChannelMain {
  readonly port1: PortMain;
  readonly port2: PortMain;

  constructor() {
    const channel = new MessageChannel();
    this.port1 = new PortMain(channel.port1);
    this.port2 = new PortMain(channel.port2);
  }
}

/** `UtilityProcess` as a worker thread that sees `process.parentPort` as Electron gives it. */
export class UtilityProcessStandIn extends EventEmitter {
  readonly worker: Worker;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.worker = new Worker(path.join(import.meta.dirname, 'utility-process-worker.ts'), {
      argv: [...args],
      workerData: { modulePath },
    });
    this.worker.on('exit', (code) => this.emit('exit', code));
    this.worker.on('error', () => undefined);
  }

  postMessage(message: unknown, transfer: Transfer = []): void {
    const ports = transfer.map((one) => one.node);
    this.worker.postMessage({ message, ports }, ports);
  }

  kill(): boolean {
    void this.worker.terminate();
    return true;
  }
}

interface Preventable {
  defaultPrevented: boolean;
  preventDefault(): void;
}

function preventable(): Preventable {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

type Guard = (event: { readonly url: string; preventDefault(): void }) => void;

/** A frame as `ipcMain` events name it. */
export interface FrameStandIn {
  readonly url: string;
  readonly parent: object | null;
}

export class WebContentsStandIn extends EventEmitter {
  readonly posted: {
    readonly channel: string;
    readonly message: unknown;
    readonly ports: readonly PortMain[];
  }[] = [];
  url = '';
  reloads = 0;
  windowOpenHandler: ((details: { readonly url: string }) => { readonly action: string }) | null = null;

  getURL(): string {
    return this.url;
  }

  postMessage(channel: string, message: unknown, ports: Transfer = []): void {
    this.posted.push({ channel, message, ports: [...ports] });
    this.emit('posted');
  }

  setWindowOpenHandler(handler: WebContentsStandIn['windowOpenHandler']): void {
    this.windowOpenHandler = handler;
  }

  reload(): void {
    this.reloads++;
  }

  /** Whether a navigation event to `url` is let through by the listeners. */
  isLetThrough(event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate', url: string): boolean {
    const asked = { ...preventable(), url };
    for (const listener of this.listeners(event)) (listener as Guard)(asked);
    return !asked.defaultPrevented;
  }
}

type Handler = ((...args: never[]) => unknown) | null;

/** What one run of the shell did and was given. */
export interface ElectronStandIn {
  /** The fake module: what `import … from 'electron'` yields. */
  readonly module: Record<string, unknown>;
  /** Names of the calls whose order matters, in order. */
  readonly order: string[];
  readonly app: EventEmitter;
  readonly ipcMain: EventEmitter;
  readonly windows: {
    readonly options: Record<string, unknown>;
    readonly webContents: WebContentsStandIn;
    focused: number;
  }[];
  readonly processes: UtilityProcessStandIn[];
  readonly schemes: unknown[];
  readonly protocolHandlers: Map<string, (request: Request) => Promise<Response>>;
  readonly session: Record<string, Handler>;
  readonly openedOutside: string[];
  readonly errorBoxes: string[];
  readonly paths: Map<string, string>;
  readonly quitCount: () => number;
  /** Makes the app ready, as Electron does after the entry has been run. */
  becomeReady(): void;
  /** Asks to quit as the operating system does; resolves when the app would exit. */
  quit(): Promise<void>;
}

/** A fresh module per test. `hasLock` false plays a second instance. */
export function createElectronStandIn(options: {
  readonly userData: string;
  readonly hasLock: boolean;
  /** Lets a test replace the module of a utility process. */
  readonly modulePathOf: (asked: string) => string;
}): ElectronStandIn {
  const order: string[] = [];
  const app = new EventEmitter();
  const ipcMain = new EventEmitter();
  const windows: ElectronStandIn['windows'] = [];
  const processes: UtilityProcessStandIn[] = [];
  const protocolHandlers: ElectronStandIn['protocolHandlers'] = new Map();
  const schemes: unknown[] = [];
  const openedOutside: string[] = [];
  const errorBoxes: string[] = [];
  const paths = new Map([['userData', options.userData]]);
  const session: Record<string, Handler> = {};
  let quits = 0;
  let exited: () => void = () => undefined;
  let ready: () => void = () => undefined;
  const whenReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const record =
    <A extends unknown[]>(name: string, then: (...args: A) => void = () => undefined) =>
    (...args: A): void => {
      order.push(name);
      then(...args);
    };
  const quit = (): void => {
    quits++;
    const event = preventable();
    app.emit('will-quit', event);
    if (!event.defaultPrevented) exited();
  };

  class BrowserWindow extends EventEmitter {
    readonly webContents = new WebContentsStandIn();
    focused = 0;
    readonly options: Record<string, unknown>;

    constructor(given: Record<string, unknown>) {
      super();
      this.options = given;
      order.push('window');
      app.emit('web-contents-created', {}, this.webContents);
      windows.push(this);
    }

    static getAllWindows(): readonly unknown[] {
      return windows;
    }

    loadURL(url: string): Promise<void> {
      this.webContents.url = url;
      return Promise.resolve();
    }

    show = record('show');
    isMinimized = (): boolean => true;
    restore = record('restore');

    focus(): void {
      this.focused++;
    }
  }

  const setter = (name: string) => (handler: Handler) => {
    session[name] = handler;
  };

  return {
    order,
    app,
    ipcMain,
    windows,
    processes,
    schemes,
    protocolHandlers,
    session,
    openedOutside,
    errorBoxes,
    paths,
    quitCount: () => quits,
    becomeReady: () => {
      order.push('ready');
      ready();
    },
    quit: () =>
      new Promise((resolve) => {
        exited = resolve;
        quit();
      }),
    module: {
      app: Object.assign(app, {
        enableSandbox: record('enableSandbox'),
        requestSingleInstanceLock: () => options.hasLock,
        whenReady: () => whenReady,
        getPath: (name: string) => paths.get(name) ?? '',
        setPath: (name: string, value: string) => paths.set(name, value),
        quit,
      }),
      BrowserWindow,
      dialog: { showErrorBox: (_title: string, text: string) => errorBoxes.push(text) },
      ipcMain,
      Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: record('menu') },
      MessageChannelMain,
      protocol: {
        registerSchemesAsPrivileged: record('registerSchemes', (given: unknown[]) => schemes.push(...given)),
        handle: (scheme: string, handler: (request: Request) => Promise<Response>) =>
          protocolHandlers.set(scheme, handler),
      },
      session: {
        defaultSession: {
          setPermissionRequestHandler: setter('permissionRequest'),
          setPermissionCheckHandler: setter('permissionCheck'),
          setDevicePermissionHandler: setter('devicePermission'),
          setDisplayMediaRequestHandler: setter('displayMedia'),
        },
      },
      shell: { openExternal: (url: string) => Promise.resolve(void openedOutside.push(url)) },
      utilityProcess: {
        fork: (modulePath: string, args: readonly string[]) => {
          const started = new UtilityProcessStandIn(options.modulePathOf(modulePath), args);
          processes.push(started);
          return started;
        },
      },
    },
  };
}
