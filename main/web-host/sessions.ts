import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Addresses that were given out and never opened stop working after this. */
const tokenLifetimeMs = 12 * 3600_000;

/**
 * Who may use the web host: each address given out holds a one-time token, exchanged for a session cookie at its first
 * use. Only digests are kept; sessions end with the process.
 */
export interface Sessions {
  /** A new one-time token (256 bits). */
  issueToken(): string;
  /** Exchanges a token for the value of a session cookie; null when it is unknown, used or too old. */
  redeem(token: string): string | null;
  /** Whether a Cookie header carries a living session. */
  isOpen(cookieHeader: string | undefined): boolean;
  /** The Set-Cookie value for a session. */
  setCookie(session: string): string;
}

/** `cookieName` differs by port: browsers share cookies between ports of one host. `now` is epoch milliseconds. */
export function createSessions(cookieName: string, now: () => number = Date.now): Sessions {
  const tokens: { digest: Buffer; issuedAt: number }[] = [];
  const sessions: Buffer[] = [];

  return {
    issueToken: () => {
      const token = secret();
      tokens.push({ digest: digest(token), issuedAt: now() });
      return token;
    },
    redeem: (token) => {
      const wanted = digest(token);
      const index = tokens.findIndex((one) => timingSafeEqual(one.digest, wanted));
      if (index === -1) return null;
      const [found] = tokens.splice(index, 1);
      if (found === undefined || now() - found.issuedAt > tokenLifetimeMs) return null;
      const session = secret();
      sessions.push(digest(session));
      return session;
    },
    isOpen: (cookieHeader) => {
      const value = readCookie(cookieHeader, cookieName);
      if (value === null) return false;
      const wanted = digest(value);
      return sessions.some((one) => timingSafeEqual(one, wanted));
    },
    setCookie: (session) => `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return null;
}
