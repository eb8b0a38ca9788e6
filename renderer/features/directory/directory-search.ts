import { z } from 'zod';

/** What the address of the tree may ask: to open on a node (`organization:<id>` or `healthcareService:<id>`). */
export const directorySearch = z.object({
  noeud: z.string().max(220).optional().catch(undefined),
});
