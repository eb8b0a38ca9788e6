import { BrowserWindow } from 'electron';
import { appUrl } from './policies/navigation.ts';
import { pageWebPreferences } from './policies/web-preferences.ts';

/** A renderer that crashes again within this time is left as it is: reloading would loop. Milliseconds. */
const reloadPauseMs = 10_000;

/** Opens the window on the page. `preload` is the absolute path of the built preload. */
export function openMainWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Vigie',
    width: 1366,
    height: 768,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: '#F5F7F8',
    autoHideMenuBar: true,
    webPreferences: { ...pageWebPreferences, preload },
  });
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window);
  void window.loadURL(appUrl);
  return window;
}

function reloadAfterCrash(window: BrowserWindow): void {
  let lastReload = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    const now = Date.now();
    if (details.reason === 'clean-exit' || now - lastReload < reloadPauseMs) return;
    lastReload = now;
    window.webContents.reload();
  });
}
