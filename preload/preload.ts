import { ipcRenderer } from 'electron';

/**
 * Hands the page a direct port to the backend, and nothing else: the page gets no Electron object. The page says
 * `vigie:ready` once it listens; main answers with a port, and sends a new one after each restart of the backend.
 */
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source === window && isReady(event.data)) ipcRenderer.send('vigie:connect');
});

ipcRenderer.on('vigie:port', (event) => {
  window.postMessage({ type: 'vigie:port' }, window.location.origin, event.ports);
});

ipcRenderer.on('vigie:gone', () => {
  window.postMessage({ type: 'vigie:gone' }, window.location.origin);
});

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'vigie:ready';
}
