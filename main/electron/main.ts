import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, session } from 'electron';
import { createBackendLink, type BackendLink } from './backend-link.ts';
import { installGuards, guardSession } from './guards.ts';
import { installMenu } from './menu.ts';
import { isTrustedSender } from './policies/navigation.ts';
import { shellConfig } from './policies/start-options.ts';
import { registerAppScheme, serveAppScheme } from './protocol.ts';
import { openMainWindow } from './window.ts';

// These must be done before the app is ready, hence here and not in a function that awaits something.
registerAppScheme();
app.enableSandbox();
installGuards();
const config = shellConfig(process.argv, app.getPath('userData'));
app.setPath('userData', config.shellDir); // before the instance lock, which lives there

/** Folder of the build: this file is `dist/electron/main.cjs`. */
const dist = path.join(import.meta.dirname, '..');

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(start, (thrown: unknown) => {
    throw thrown;
  });
} else {
  // Another instance has the profile; it was told and shows its window.
  app.quit();
}

function start(): void {
  serveAppScheme(path.join(dist, 'page'));
  guardSession(session.defaultSession);
  installMenu();
  const link = createBackendLink({
    modulePath: path.join(dist, 'main/backend-process.cjs'),
    config: { profileDir: config.profileDir, region: config.region },
    onCrash: ({ code, willRestart }) => {
      if (!willRestart) {
        dialog.showErrorBox(
          'Vigie',
          `Le service local s’arrête sans cesse (code ${code}). Vos données sont conservées. Fermez Vigie, rouvrez-le, puis contactez l’assistance si cela revient.`,
        );
      }
    },
  });
  ipcMain.on('vigie:connect', (event) => {
    const frame = event.senderFrame;
    if (frame === null) return;
    if (!isTrustedSender({ url: frame.url, mainFrame: frame.parent === null })) return;
    link.attach(event.sender);
  });
  drainAtQuit(link);
  openMainWindow(path.join(dist, 'preload/preload.cjs'));
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Quitting waits for the backend once: its last writes are somebody's work. */
function drainAtQuit(link: BackendLink): void {
  let drained = false;
  app.on('will-quit', (event) => {
    if (drained) return;
    event.preventDefault();
    void link.close().finally(() => {
      drained = true;
      app.quit();
    });
  });
}
