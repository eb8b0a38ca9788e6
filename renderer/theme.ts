import {
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  type CSSVariablesResolver,
} from '@mantine/core';

/**
 * The only place with raw colours, sizes and distances. Everything else reads the CSS variables made here.
 * The contrast of every pair listed in `contrastPairs` is tested against WCAG 2.2 AA in both schemes.
 */
const light = {
  canvas: '#F5F7F8',
  surface: '#FFFFFF',
  sunken: '#EAEEF1',
  hover: '#EDF3F5',
  selected: '#DDEEF1',
  line: '#DDE3E7',
  'line-strong': '#7C8A96',
  ink: '#16212B',
  'ink-2': '#52616E',
  accent: '#0B6E7F',
  'on-accent': '#FFFFFF',
  free: '#157041',
  tight: '#985300',
  full: '#B3261E',
  closed: '#52616E',
  expired: '#52616E',
  'full-wash': '#FBEFEE',
  'tight-wash': '#FBF3E8',
  hatch: '#D3DBE0',
  band: '#22303C',
  'on-band': '#FFFFFF',
  demo: '#E4E1EC',
  'on-demo': '#453A63',
} as const;

export type ColorToken = keyof typeof light;

const dark: Readonly<Record<ColorToken, string>> = {
  canvas: '#0E141A',
  surface: '#161E26',
  sunken: '#1D2731',
  hover: '#1D2832',
  selected: '#16343B',
  line: '#2A3641',
  'line-strong': '#6B7C8A',
  ink: '#E8EEF2',
  'ink-2': '#9FB0BD',
  accent: '#4FB6C6',
  'on-accent': '#0E141A',
  free: '#4CC38A',
  tight: '#F0A94A',
  full: '#FF8A80',
  closed: '#9FB0BD',
  expired: '#9FB0BD',
  'full-wash': '#2C1D20',
  'tight-wash': '#29231A',
  hatch: '#2E3B47',
  band: '#3D4D5C',
  'on-band': '#FFFFFF',
  demo: '#241F33',
  'on-demo': '#C9BEE8',
};

export const palettes = { light, dark } as const;

/** Pairs (front, ground, minimum ratio) that appear on screen: 4.5 for text, 3 for shapes and borders of controls. */
export const contrastPairs: readonly (readonly [ColorToken, ColorToken, number])[] = [
  ...(['canvas', 'surface', 'sunken', 'hover', 'selected', 'full-wash', 'tight-wash'] as const).flatMap(
    (ground) =>
      [
        ['ink', ground, 7],
        ['ink-2', ground, 4.5],
        ['accent', ground, 4.5],
      ] as const,
  ),
  ...(['free', 'tight', 'full', 'closed', 'expired'] as const).flatMap((state) =>
    (['canvas', 'surface', 'hover', 'selected'] as const).map((ground) => [state, ground, 4.5] as const),
  ),
  ['full', 'full-wash', 4.5],
  ['tight', 'tight-wash', 4.5],
  ['closed', 'sunken', 4.5],
  ['expired', 'sunken', 4.5],
  ['line-strong', 'surface', 3],
  ['line-strong', 'canvas', 3],
  ['ink', 'hatch', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-band', 'band', 7],
  ['on-demo', 'demo', 4.5],
];

/** Type sizes in px: label, body, heading, screen title, figure, large figure. */
export const typeSizes = { 1: 12, 2: 14, 3: 16, 4: 20, 5: 28, 6: 40 } as const;

const fontFamily = "'Inter Vigie', system-ui, 'Segoe UI', sans-serif";
const rem = (px: number) => `${px / 16}rem`;

const metrics: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(typeSizes).map(([step, px]) => [`--v-size-${step}`, rem(px)])),
  '--v-font': fontFamily,
  /* I, l and 1 that differ, everywhere. Figures add equal widths and a slashed zero (global.css). */
  '--v-font-features': "'ss02', 'zero'",
  '--v-figure-features': "'ss02', 'zero', 'tnum'",
  '--v-radius': '6px',
  '--v-row': '36px',
  '--v-rail': '72px',
  '--v-ring': '2px',
};

const shades = (base: string) =>
  [base, base, base, base, base, base, base, base, base, base] as const satisfies readonly string[];

/** Mantine theme: same tokens, no gradients, no shadow but on floating layers. */
export const theme = createTheme({
  fontFamily,
  fontFamilyMonospace: fontFamily,
  headings: { fontFamily, fontWeight: '600' },
  defaultRadius: 'sm',
  radius: { sm: '6px' },
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(16), xl: rem(20) },
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 6 },
  colors: { petrol: shades(light.accent) },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
});

const schemeVariables = (palette: Readonly<Record<ColorToken, string>>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(palette).map(([token, value]) => [`--v-${token}`, value])),
  '--mantine-color-body': palette.canvas,
  '--mantine-color-text': palette.ink,
  '--mantine-color-dimmed': palette['ink-2'],
  '--mantine-color-anchor': palette.accent,
  '--mantine-color-default': palette.surface,
  '--mantine-color-default-hover': palette.hover,
  '--mantine-color-default-color': palette.ink,
  '--mantine-color-default-border': palette['line-strong'],
  '--mantine-primary-color-filled': palette.accent,
  '--mantine-primary-color-contrast': palette['on-accent'],
  '--mantine-color-petrol-filled': palette.accent,
  '--mantine-color-petrol-text': palette.accent,
  '--mantine-color-petrol-light-color': palette.accent,
  '--mantine-color-petrol-light-hover': palette.hover,
});

const resolver: CSSVariablesResolver = () => ({
  variables: { ...metrics },
  light: schemeVariables(light),
  dark: schemeVariables(dark),
});

/**
 * The style sheet of the theme, written to a file at build time: with every rule in a file the page needs no
 * inline style element, and `style-src 'self'` is enough.
 */
export function themeStyleSheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme);
  const base = defaultCssVariablesResolver(merged);
  const own = resolver(merged);
  return convertCssVariables({
    variables: { ...base.variables, ...own.variables },
    light: { ...base.light, ...own.light },
    dark: { ...base.dark, ...own.dark },
  });
}
