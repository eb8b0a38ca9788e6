/** What of a request decides whether it is heard at all. */
export interface RequestFacts {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly port: number;
}

export type RequestDecision =
  { readonly heard: true } | { readonly heard: false; readonly status: 403 | 405 };

/** The only origin pages may have. `localhost` is refused too: one name, one origin, one cookie. */
export function hostOrigin(port: number): string {
  return `http://127.0.0.1:${port}`;
}

/**
 * Refuses what no honest page of ours sends. The Host header must be exactly our address: a name that an attacker
 * points at 127.0.0.1 (DNS rebinding) arrives with its own Host. An Origin, when there is one, must be ours.
 */
export function requestDecision(facts: RequestFacts): RequestDecision {
  const own = hostOrigin(facts.port);
  if (!isSameHost(facts.host, own)) return { heard: false, status: 403 };
  if (facts.origin !== undefined && facts.origin !== own) return { heard: false, status: 403 };
  if (facts.method !== 'GET' && facts.method !== 'HEAD') return { heard: false, status: 405 };
  return { heard: true };
}

/** A WebSocket is not bound by the same-origin rule: here the Origin must be present. */
export function isSocketAllowed(facts: RequestFacts): boolean {
  return requestDecision(facts).heard && facts.method === 'GET' && facts.origin === hostOrigin(facts.port);
}

function isSameHost(host: string | undefined, own: string): boolean {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return false;
  try {
    return new URL(`http://${host}`).host === new URL(own).host && `http://${host}` === own;
  } catch {
    return false;
  }
}
