import { describe, expect, it } from 'vitest';
import { contrastPairs, palettes, themeStyleSheet } from '../../renderer/theme.ts';

/** Relative luminance of `#RRGGBB` (WCAG 2.2). */
function luminance(hex: string): number {
  const channel = (from: number): number => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark, bright] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('contrast in the %s scheme', (scheme) => {
  const palette = palettes[scheme];
  it.each(contrastPairs)('%s on %s reaches %d', (front, ground, least) => {
    expect(contrast(palette[front], palette[ground])).toBeGreaterThanOrEqual(least);
  });
});

describe('style sheet of the theme', () => {
  const css = themeStyleSheet();
  it('carries every token in both schemes', () => {
    for (const token of Object.keys(palettes.light)) {
      expect(css.match(new RegExp(`--v-${token}: `, 'g'))).toHaveLength(2);
    }
  });
  it('gives Mantine its own variables, so that it writes no style element', () => {
    expect(css).toContain('--mantine-font-size-sm: ');
    expect(css).toContain(`--mantine-color-body: ${palettes.dark.canvas}`);
  });
});
