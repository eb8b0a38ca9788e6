import { describe, expect, test } from 'vitest';
import {
  externalUrl,
  isNavigationAllowed,
  isTrustedSender,
  windowOpenDecision,
} from '../../../main/electron/policies/navigation.ts';

const longAddress = `https://example.org/${'a'.repeat(2100)}`;

describe('navigation of the window', () => {
  test.each(['app://vigie/', 'app://vigie', 'app://vigie/lits/94?groupe=rea#haut', 'APP://vigie/'])(
    '%s stays',
    (url) => {
      expect(isNavigationAllowed(url)).toBe(true);
    },
  );

  test.each([
    'https://vigie/',
    'app://VIGIE/', // Chromium lowers the case of hosts before we are asked
    'https://evil.example/?next=app://vigie/',
    'https://evil.example/#app://vigie/',
    'https://app.vigie/',
    'http://127.0.0.1/',
    'http://localhost:3001/',
    'app://vigie.evil.example/',
    'app://evil/vigie',
    'app://vigie@evil/',
    'app://user@vigie/',
    'app://user:secret@vigie/',
    'app://vigie:8080/',
    'app://',
    'app:vigie',
    'apps://vigie/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<p>',
    'blob:app://vigie/1',
    'about:blank',
    'view-source:app://vigie/',
    'vigie',
    '',
  ])('%j is refused', (url) => {
    expect(isNavigationAllowed(url)).toBe(false);
  });
});

describe('addresses handed to the operating system', () => {
  test.each([
    ['https://viatrajectoire.example/sheet?id=1', 'https://viatrajectoire.example/sheet?id=1'],
    ['HTTPS://Example.ORG/a b', 'https://example.org/a%20b'],
    ['https://10.0.0.1:8443/x', 'https://10.0.0.1:8443/x'],
    ['mailto:aide@example.org', 'mailto:aide@example.org'],
    ['mailto:aide@example.org?subject=Vigie', 'mailto:aide@example.org?subject=Vigie'],
    ['tel:+33183623030', 'tel:+33183623030'],
    ['tel:15', 'tel:15'],
  ])('%s is opened', (url, opened) => {
    expect(externalUrl(url)).toBe(opened);
  });

  test.each([
    'http://example.org/',
    'https://example.org@evil.example/',
    'https://user:pw@example.org/',
    'file:///C:/Windows/System32/calc.exe',
    'file://server/share/x.exe',
    'smb://server/share',
    '\\\\server\\share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x',
    'ms-officecmd:{}',
    'vbscript:msgbox(1)',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.org/',
    'ssh://-oProxyCommand=calc/',
    'app://vigie/',
    'ror://fiche/1',
    'mailto:x@example.org?attach=/etc/passwd',
    'mailto:x@example.org?bcc=y@evil.example',
    'mailto:x@example.org?subject=a&body=b',
    'tel:*#06#',
    'tel:+33 1;ext=1&calc',
    'https://',
    longAddress,
    'not a url',
    '',
  ])('%.80j is not', (url) => {
    expect(externalUrl(url)).toBeNull();
  });

  test('a window is never opened, whatever the address', () => {
    expect(windowOpenDecision('https://example.org/')).toEqual({
      action: 'deny',
      external: 'https://example.org/',
    });
    expect(windowOpenDecision('app://vigie/')).toEqual({ action: 'deny', external: null });
    expect(windowOpenDecision('about:blank')).toEqual({ action: 'deny', external: null });
  });
});

describe('sender of a message', () => {
  test.each([
    [{ url: 'app://vigie/lits', mainFrame: true }, true],
    [{ url: 'app://vigie/lits', mainFrame: false }, false],
    [{ url: 'https://evil.example/?app://vigie/', mainFrame: true }, false],
    [{ url: '', mainFrame: true }, false],
    [null, false],
  ])('%j → %s', (sender, trusted) => {
    expect(isTrustedSender(sender)).toBe(trusted);
  });
});
