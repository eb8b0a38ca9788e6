import { createLink, type Link } from './link.ts';
import { socketSource } from './socket-source.ts';
import { windowSource } from './window-source.ts';

/**
 * The link of this page: the preload's MessagePort when the page is served by the application shell (`app:`
 * scheme), else a WebSocket at `/rpc` of the origin that served the page.
 */
export function openTransport(target: Window): Link {
  const { protocol, host } = target.location;
  if (protocol === 'app:') return createLink(windowSource(target));
  return createLink(socketSource(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/rpc`));
}
