import { app, shell, type Session, type WebContents } from 'electron';
import { isNavigationAllowed, windowOpenDecision } from './policies/navigation.ts';
import { isPermissionAllowed, permissions } from './policies/permissions.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type ElectronPermission = Parameters<RequestHandler>[1];

// Does not compile when Electron knows a permission that nobody has decided on.
permissions satisfies Record<ElectronPermission, unknown>;

/** Puts every guard on every web contents that will ever exist, ours or not. Call once, before any window. */
export function installGuards(): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents);
  });
}

function guardContents(contents: WebContents): void {
  const keepInside = (event: { preventDefault(): void }, url: string): void => {
    if (!isNavigationAllowed(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => {
    keepInside(event, event.url);
  });
  contents.on('will-redirect', (event) => {
    keepInside(event, event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    keepInside(event, event.url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    const decision = windowOpenDecision(url);
    if (decision.external !== null) void shell.openExternal(decision.external);
    return { action: decision.action };
  });
}

/** Refuses every permission that is not on the list, when asked and when merely looked up; and every device. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    callback(details.isMainFrame && isPermissionAllowed(permission, isNavigationAllowed(contents.getURL())));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    isPermissionAllowed(permission, isNavigationAllowed(requestingOrigin)),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    callback(null);
  });
}
