import { z } from 'zod';

/** Addresses are kept as the region gives them; a trailing slash is dropped so that paths can be appended. */
const baseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((value) => !new URL(value).search && !new URL(value).hash, 'no query, no fragment')
  .transform((value) => value.replace(/\/+$/, ''));

/** A region to which the product is connected (ror-fhir §1: every address and header is a setting). */
export const regionConfigSchema = z.object({
  /** Names the folder of its copy: letters, digits and dashes. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  name: z.string().min(1).max(120),
  demonstration: z.boolean().default(false),
  baseUrl,
  /** Service of the capacity PATCH when it is not the read service. */
  writeUrl: baseUrl.optional(),
  /** INSEE region code: restricts pulls to `meta.tag` of TRE_R30 (national server). */
  regionCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  /** Sent with every read (`Ror-Profil-Utilisateur-Code`…); never logged. */
  headers: z.record(z.string(), z.string()).default({}),
  /** PEM certificates trusted besides the system's. */
  extraCa: z.string().optional(),
  flavour: z.enum(['regional', 'national']).default('regional'),
});
export type RegionConfig = z.output<typeof regionConfigSchema>;
export type RegionConfigInput = z.input<typeof regionConfigSchema>;
