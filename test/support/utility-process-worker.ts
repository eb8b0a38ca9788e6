import { EventEmitter } from 'node:events';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';

/*
 * First module of a stand-in utility process: gives `process.parentPort` the shape Electron gives it, then runs the
 * real entry. Messages that arrive before the entry listens are kept, as Electron keeps them.
 */

class Port extends EventEmitter {
  readonly node: MessagePort;

  constructor(node: MessagePort) {
    super();
    this.node = node;
    node.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.node.postMessage(message);
  }

  start(): void {
    this.node.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  close(): void {
    this.node.close();
  }
}

const early: unknown[] = [];
const toParent = new EventEmitter();
toParent.on('newListener', (event) => {
  if (event !== 'message') return;
  queueMicrotask(() => {
    for (const one of early.splice(0)) toParent.emit('message', one);
  });
});
parentPort?.on('message', ({ message, ports }: { message: unknown; ports: MessagePort[] }) => {
  const event = { data: message, ports: ports.map((one) => new Port(one)) };
  if (toParent.listenerCount('message') === 0) early.push(event);
  else toParent.emit('message', event);
});
Object.assign(process, { parentPort: toParent });

const { modulePath } = workerData as { modulePath: string };
await import(pathToFileURL(modulePath).href);
