import type { DirectoryResourceType } from '../../../../shared/domain/entities.ts';
import type { RegionConfig } from '../config.ts';
import { regionTag } from './export.ts';

/** Results a search may reach in all (ror-fhir §5); beyond it the server stops giving next links. */
export const searchCeiling = 10_000;
/** Resources asked per page: the server's own maximum. */
const pageSize = 200;

/** Server dates between which resources are asked, epoch ms; `to` is excluded. */
export interface Window {
  readonly from: number | null;
  readonly to: number | null;
}

/** Whole seconds in UTC: the precision every server understands. */
const fhirInstant = (at: number): string =>
  `${new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19)}Z`;

/** First page of all resources of a type changed within a window. */
export function searchUrl(base: URL, config: RegionConfig, type: DirectoryResourceType, window: Window): URL {
  const url = new URL(type, base);
  if (window.from !== null) url.searchParams.append('_lastUpdated', `ge${fhirInstant(window.from)}`);
  if (window.to !== null) url.searchParams.append('_lastUpdated', `lt${fhirInstant(window.to)}`);
  if (config.regionCode !== undefined) url.searchParams.set('_tag', regionTag(config.regionCode));
  url.searchParams.set('_count', String(pageSize));
  return url;
}
