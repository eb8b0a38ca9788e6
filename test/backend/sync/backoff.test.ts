import { describe, expect, it } from 'vitest';
import { networkError, retryAfterMs } from '../../../main/backend/region/client/errors.ts';
import { backoffDelay } from '../../../main/backend/sync/backoff.ts';

const settings = { baseMs: 1000, capMs: 60_000 };

describe('back-off', () => {
  it('doubles up to the cap and spreads over the upper half', () => {
    expect([1, 2, 3, 10].map((n) => backoffDelay(n, null, 0.999999, settings))).toEqual([
      1000, 2000, 4000, 60_000,
    ]);
    expect([1, 2, 3, 10].map((n) => backoffDelay(n, null, 0, settings))).toEqual([500, 1000, 2000, 30_000]);
  });

  it('never waits less than the server asks, nor more than an hour for it', () => {
    expect(backoffDelay(1, 30_000, 0, settings)).toBe(30_000);
    expect(backoffDelay(1, 30_000, 0.5, settings)).toBe(31_500);
    expect(backoffDelay(1, 24 * 3_600_000, 0, settings)).toBe(3_600_000);
  });

  it('stays finite after many failures', () => {
    expect(backoffDelay(5000, null, 0.5)).toBeLessThanOrEqual(15 * 60_000);
  });

  it('reads Retry-After as seconds or as a date', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('Wed, 31 Dec 2025 00:00:30 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });
});

describe('reason of a network failure', () => {
  const failed = (code: string, message = '') =>
    networkError(
      new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) }),
      false,
    );

  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'connection'],
    ['ENETUNREACH', 'connection'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ])('Node %s is %s', (code, reason) => {
    expect(failed(code)).toMatchObject({ code: 'region_unreachable', details: { reason, code } });
  });

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tls'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxy'],
    ['net::ERR_INTERNET_DISCONNECTED', 'connection'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ])('Chromium %s is %s', (message, reason) => {
    expect(networkError(new Error(message), false).details).toMatchObject({ reason });
  });
});
