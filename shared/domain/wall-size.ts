/**
 * Type size of a wall screen from its diagonal and the longest viewing distance (F14).
 * Source: NUREG-0700 rev. 2, large-screen displays: character height H = 6.283 · D · MA / 21600, not below 16 minutes
 * of arc at the longest distance, 20 to 22 preferred.
 */
export interface WallScreen {
  /** Visible diagonal in inches. */
  readonly diagonalInches: number;
  /** Longest viewing distance in metres. */
  readonly distanceMetres: number;
  /** Size of the page in CSS pixels, supposed to cover the whole screen. */
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface WallType {
  /** Height of a capital letter, in millimetres and CSS pixels. */
  readonly capitalMm: number;
  readonly capitalPx: number;
  /** Font size giving that capital height, in CSS pixels. */
  readonly fontPx: number;
  /** Height of one row and how many fit beside heading and totals. */
  readonly rowPx: number;
  readonly rows: number;
}

export const preferredMinutesOfArc = 20;
export const leastMinutesOfArc = 16;

/** Capital height of Inter: 1490 of 2048 units per em (`sCapHeight` of the font file shipped). */
export const capitalHeightRatio = 1490 / 2048;
const rowRatio = 1.5;
/** Share of the height left to rows once clock and page marks are placed. */
const usableHeight = 0.88;

/** Capital height in millimetres seen under `minutesOfArc` at `distanceMetres`. */
export function capitalHeightMm(distanceMetres: number, minutesOfArc = preferredMinutesOfArc): number {
  return (2 * Math.PI * distanceMetres * 1000 * minutesOfArc) / 21_600;
}

/** Pixels per millimetre of a screen, from its diagonal. */
export function pixelsPerMm(screen: Pick<WallScreen, 'diagonalInches' | 'widthPx' | 'heightPx'>): number {
  return Math.hypot(screen.widthPx, screen.heightPx) / (screen.diagonalInches * 25.4);
}

/** Type size and rows per page; at least one row, whatever the screen. */
export function wallType(screen: WallScreen, minutesOfArc = preferredMinutesOfArc): WallType {
  const arc = Math.max(leastMinutesOfArc, minutesOfArc);
  const capitalMm = capitalHeightMm(screen.distanceMetres, arc);
  const capitalPx = capitalMm * pixelsPerMm(screen);
  const fontPx = capitalPx / capitalHeightRatio;
  const rowPx = fontPx * rowRatio;
  return {
    capitalMm,
    capitalPx,
    fontPx,
    rowPx,
    rows: Math.max(1, Math.floor((screen.heightPx * usableHeight) / rowPx)),
  };
}
