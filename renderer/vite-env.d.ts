/** Style sheet made at build time from theme.ts (vite.config.ts). */
declare module 'virtual:theme.css';
