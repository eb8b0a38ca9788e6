/** The one origin the window may show. */
export const appScheme = 'app';
export const appHost = 'vigie';
export const appUrl = `${appScheme}://${appHost}/`;

/**
 * Whether the window may go to `url`. Parsed, then compared by scheme and host: never by substring, so that
 * `https://evil.example/?app://vigie/` stays outside.
 */
export function isNavigationAllowed(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${appScheme}:` &&
    parsed.host === appHost &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/**
 * The address to hand to the operating system for `url`, or null when it must not be. Only the web over TLS, mail and
 * phone: any other scheme may start a program. The parsed URL is returned, not the text received.
 */
export function externalUrl(url: string): string | null {
  const parsed = parse(url);
  if (parsed === null || url.length > 2048) return null;
  switch (parsed.protocol) {
    case 'https:':
      // A user name in front of a host is a way to disguise the host.
      return parsed.username === '' && parsed.password === '' && parsed.hostname !== '' ? parsed.href : null;
    case 'mailto:':
      // Only the address and the subject: other fields could attach or hide recipients.
      return [...parsed.searchParams.keys()].every((key) => key === 'subject') ? parsed.href : null;
    case 'tel:':
      return /^tel:\+?[\d().\-]{2,20}$/.test(parsed.href) ? parsed.href : null;
    default:
      return null;
  }
}

/** What to do with a request for a new window: never one of ours; at most the system browser. */
export function windowOpenDecision(url: string): {
  readonly action: 'deny';
  readonly external: string | null;
} {
  return { action: 'deny', external: externalUrl(url) };
}

/** Whether a message to the main process comes from our page, in its main frame. */
export function isTrustedSender(
  sender: { readonly url: string; readonly mainFrame: boolean } | null,
): boolean {
  return sender !== null && sender.mainFrame && isNavigationAllowed(sender.url);
}

function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}
