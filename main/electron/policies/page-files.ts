import path from 'node:path';

export type PagePath =
  | { readonly kind: 'file'; readonly file: string }
  /** 400: no honest page asks for this. 404: well formed, but never served. */
  | { readonly kind: 'refused'; readonly status: 400 | 404 };

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8',
};

/** Whether a decoded segment could mean something else than a plain name on one of our operating systems. */
function isHostileSegment(segment: string): boolean {
  return segment === '.' || segment === '..' || /[\\:*?"<>|\u0000-\u001f\u007f]/.test(segment);
}

/**
 * Which file of `folder` (absolute) a request path means. `rawPath` is the path as received, still encoded, without
 * query. Unknown paths without extension are routes of the page: they mean `index.html`.
 * Symbolic links are not known here: the reader checks the real path with {@link isInside}.
 */
export function resolvePagePath(folder: string, rawPath: string): PagePath {
  if (!rawPath.startsWith('/') || rawPath.startsWith('//') || rawPath.length > 2048) return refused(400);
  let decoded: string;
  try {
    decoded = decodeURIComponent(rawPath);
  } catch {
    return refused(400);
  }
  const segments = decoded.slice(1).split('/');
  if (segments.some(isHostileSegment)) return refused(400);
  // Decoded twice somewhere else, this would be a traversal; nothing of ours has a percent sign in its name.
  if (decoded.includes('%')) return refused(400);
  if (segments.some((segment) => segment.startsWith('.'))) return refused(404);
  const last = segments.at(-1) ?? '';
  const relative = path.extname(last) === '' ? 'index.html' : segments.join(path.sep);
  const file = path.resolve(folder, relative);
  return isInside(folder, file) ? { kind: 'file', file } : refused(400);
}

function refused(status: 400 | 404): PagePath {
  return { kind: 'refused', status };
}

/** Whether `file` is strictly inside `folder`; both absolute. Never a comparison of prefixes: `/a/page-old` is not in `/a/page`. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative !== '' &&
    relative !== '..' &&
    !relative.startsWith(`..${path.sep}`) &&
    !path.isAbsolute(relative)
  );
}

/** Media type of a file of the page, or null for a kind that is never served. */
export function contentTypeOf(file: string): string | null {
  return contentTypes[path.extname(file).toLowerCase()] ?? null;
}

/** Hashed files never change; everything else is asked for again at each opening. */
export function cacheControlOf(folder: string, file: string): string {
  const hashed = /^assets[\\/].*-[\w-]{8,}\.\w+$/.test(path.relative(folder, file));
  return hashed ? 'private, max-age=31536000, immutable' : 'no-cache';
}
