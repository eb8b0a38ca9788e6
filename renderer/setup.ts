import { z } from 'zod';

/*
 * Imported first by main.tsx. Zod otherwise tries `new Function` to speed up object schemas, which the page's
 * Content-Security-Policy refuses (and reports).
 */
z.config({ jitless: true });
