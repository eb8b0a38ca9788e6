import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { themeStyleSheet } from './renderer/theme.ts';

const root = path.join(import.meta.dirname, 'renderer');
const themeId = 'virtual:theme.css';

/** Serves the style sheet made from the tokens of theme.ts as a file (see `themeStyleSheet`). */
function themePlugin(): Plugin {
  return {
    name: 'vigie-theme',
    resolveId: (id) => (id === themeId ? `\0${themeId}` : null),
    load: (id) => (id === `\0${themeId}` ? themeStyleSheet() : null),
  };
}

/** Builds the page only. Its files work under `default-src 'none'` with 'self' alone: no inline script or style. */
export default defineConfig({
  root,
  base: '/',
  plugins: [react(), themePlugin()],
  build: {
    outDir: path.join(import.meta.dirname, 'dist/page'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    chunkSizeWarningLimit: 900,
  },
});
