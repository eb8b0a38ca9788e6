export interface PermissionDecision {
  readonly allowed: boolean;
  readonly reason: string;
}

const allow = (reason: string): PermissionDecision => ({ allowed: true, reason });
const refuse = (reason: string): PermissionDecision => ({ allowed: false, reason });

/**
 * Every permission Electron may ask about, each decided with its reason. guards.ts checks against electron.d.ts that
 * none is missing: a new one in a new Electron breaks compilation until someone decides.
 */
export const permissions = {
  ar: refuse('not used'),
  'automatic-fullscreen': refuse('full screen is entered by a person or by the window'),
  'background-fetch': refuse('not used'),
  'background-sync': refuse('not used'),
  'captured-surface-control': refuse('not used'),
  'clipboard-read': refuse('pasting by keyboard needs no permission; reading the clipboard does'),
  'clipboard-sanitized-write': allow('copying a phone number or a list, asked by a click'),
  'deprecated-sync-clipboard-read': refuse('pasting by keyboard needs no permission'),
  'display-capture': refuse('no screen capture'),
  fileSystem: refuse('files are written by the main process after a system dialog'),
  fullscreen: allow('wall mode'),
  geolocation: refuse('the place of care is chosen, never detected'),
  'geolocation-approximate': refuse('the place of care is chosen, never detected'),
  'hand-tracking': refuse('not used'),
  hid: refuse('not used'),
  'idle-detection': refuse('not used'),
  keyboardLock: refuse('not used'),
  'local-fonts': refuse('the font is shipped inside'),
  'local-network': refuse('the page speaks to nothing: data come from the backend'),
  'local-network-access': refuse('the page speaks to nothing: data come from the backend'),
  'loopback-network': refuse('the page speaks to nothing: data come from the backend'),
  media: refuse('no camera, no microphone'),
  mediaKeySystem: refuse('not used'),
  midi: refuse('not used'),
  midiSysex: refuse('not used'),
  nfc: refuse('not used'),
  notifications: refuse('alerts are raised by the main process, with no content of the page'),
  openExternal: refuse('external addresses go through our own list, one by one'),
  'payment-handler': refuse('not used'),
  'periodic-background-sync': refuse('not used'),
  'persistent-storage': refuse('nothing is stored in the page'),
  pointerLock: refuse('not used'),
  'screen-wake-lock': refuse('the window keeps a wall awake, not the page'),
  sensors: refuse('not used'),
  serial: refuse('not used'),
  'smart-card': refuse('not used'),
  'speaker-selection': refuse('not used'),
  'storage-access': refuse('nothing is stored in the page'),
  'system-wake-lock': refuse('the window keeps a wall awake, not the page'),
  'top-level-storage-access': refuse('nothing is stored in the page'),
  usb: refuse('not used'),
  vr: refuse('not used'),
  'web-app-installation': refuse('not used'),
  'web-printing': refuse("printing is the backend's, through the system's print service"),
  'window-management': refuse('windows are placed by the main process'),
  unknown: refuse('what is not known is refused'),
} as const satisfies Record<string, PermissionDecision>;

export type Permission = keyof typeof permissions;

/** Whether `origin` gets `permission`: on the list, and our own page. Unknown names are refused. */
export function isPermissionAllowed(permission: string, isOurPage: boolean): boolean {
  if (!isOurPage || !Object.hasOwn(permissions, permission)) return false;
  return permissions[permission as Permission].allowed;
}
