import type { Entry } from '../store.ts';

interface BundleParts {
  readonly base: string;
  readonly type: 'searchset' | 'collection';
  readonly matches: readonly Entry[];
  readonly included: readonly Entry[];
  readonly total?: number;
  readonly links?: readonly (readonly [string, string])[];
  readonly at: number;
}

const tails = {
  match: Buffer.from(',"search":{"mode":"match"}}'),
  include: Buffer.from(',"search":{"mode":"include"}}'),
  none: Buffer.from('}'),
} as const;

/** Builds a Bundle by joining the ready bytes of its resources: nothing is serialised again. */
export function bundleBuffer({ base, type, matches, included, total, links, at }: BundleParts): Buffer {
  const head = JSON.stringify({
    resourceType: 'Bundle',
    type,
    meta: { lastUpdated: new Date(at).toISOString() },
    ...(total === undefined ? {} : { total }),
    ...(links === undefined ? {} : { link: links.map(([relation, url]) => ({ relation, url })) }),
  });
  const entries = [...matches, ...included];
  // FHIR allows no empty array: a Bundle without result has no `entry` at all.
  if (entries.length === 0) return Buffer.from(head);
  const pieces: Buffer[] = [Buffer.from(`${head.slice(0, -1)},"entry":[`)];
  entries.forEach((entry, index) => {
    pieces.push(
      Buffer.from(`${index === 0 ? '' : ','}{"fullUrl":"${base}/${entry.ref}","resource":`),
      entry.body,
    );
    pieces.push(type === 'collection' ? tails.none : index < matches.length ? tails.match : tails.include);
  });
  pieces.push(Buffer.from(']}'));
  return Buffer.concat(pieces);
}
