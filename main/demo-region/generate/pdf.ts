/** Writes a text in the WinAnsi encoding of PDF's standard fonts; what it lacks becomes "?". */
function encode(text: string): string {
  const windows: Readonly<Record<string, string>> = {
    '’': '\\222',
    '–': '\\226',
    '—': '\\227',
    œ: '\\234',
    '…': '\\205',
    '«': '\\253',
    '»': '\\273',
  };
  return Array.from(text)
    .map((letter) => {
      const known = windows[letter];
      if (known !== undefined) return known;
      if ('()\\'.includes(letter)) return `\\${letter}`;
      const code = letter.codePointAt(0) ?? 63;
      if (code > 255) return '?';
      return code > 126 ? `\\${code.toString(8).padStart(3, '0')}` : letter;
    })
    .join('');
}

/** A line of a page: its size in points and whether it is bold. */
export interface PdfLine {
  readonly text: string;
  readonly size?: number;
  readonly bold?: boolean;
}

function pageStream(lines: readonly PdfLine[]): string {
  let y = 800;
  const drawn = lines.map(({ text, size = 10, bold = false }) => {
    y -= size * 1.5;
    return `BT /${bold ? 'F2' : 'F1'} ${String(size)} Tf 1 0 0 1 50 ${y.toFixed(1)} Tm (${encode(text)}) Tj ET`;
  });
  return drawn.join('\n');
}

/** Makes a small valid PDF (A4, Helvetica, no compression), the same bytes for the same lines. */
export function makePdf(title: string, pages: readonly (readonly PdfLine[])[]): Buffer {
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const kids = pages.map((_page, index) => `${String(6 + index * 2)} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${String(pages.length)} >>`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title (${encode(title)}) >>`,
    ...pages.flatMap((lines, index) => {
      const stream = pageStream(lines);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${String(7 + index * 2)} 0 R >>`,
        `<< /Length ${String(stream.length)} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(objects.length + 1);
  return Buffer.from(
    `${body}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 5 0 R >>\nstartxref\n${String(body.length)}\n%%EOF\n`,
    'latin1',
  );
}
