import { execFileSync, spawnSync } from 'node:child_process';

let present: boolean | undefined;

/**
 * Whether `pdftotext`, `pdftoppm` and `pdfinfo` can be run. As root on Debian they are installed when missing;
 * elsewhere one line says what to install.
 */
export function hasPoppler(): boolean {
  present ??= runs() || (install() && runs());
  if (!present)
    process.stderr.write('PDF tests skipped: install poppler-utils (pdftotext, pdftoppm, pdfinfo).\n');
  return present;
}

function runs(): boolean {
  return ['pdftotext', 'pdftoppm', 'pdfinfo'].every((tool) => spawnSync(tool, ['-v']).status === 0);
}

function install(): boolean {
  if (process.getuid?.() !== 0) return false;
  const options = {
    stdio: 'ignore',
    timeout: 50_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  return (
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'poppler-utils'], options).status ===
      0 ||
    (spawnSync('apt-get', ['update'], options).status === 0 &&
      spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'poppler-utils'], options).status ===
        0)
  );
}

/** The text of a PDF, one string per page, laid out as on paper. */
export function pdfPages(file: string): string[] {
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text.split('\f').slice(0, -1);
}

/** `pdfinfo` as a record. */
export function pdfInfo(file: string): Record<string, string> {
  const lines = execFileSync('pdfinfo', [file], { encoding: 'utf8' }).split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value ?? '']];
    }),
  );
}

/** A page as grey levels, row by row: what a monochrome printer sees. */
export function greyPage(
  file: string,
  page: number,
  dpi: number,
): { width: number; height: number; pixels: Uint8Array } {
  const image = execFileSync(
    'pdftoppm',
    ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), file],
    { maxBuffer: 1 << 28 },
  );
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 64));
  if (header === null) throw new Error('pdftoppm gave no PGM');
  return { width: Number(header[1]), height: Number(header[2]), pixels: image.subarray(header[0].length) };
}
