/** A strict RFC 4180 reader with `;` and CRLF: anything a lenient program would guess at is an error here. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error('Unclosed quote');
        if (text[at] !== '"') cell += text[at] ?? '';
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ';' && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error(`Bare quote or line feed at ${at}`);
        cell += text[at] ?? '';
        at += 1;
      }
    }
    row.push(cell);
    if (text[at] === ';') {
      at += 1;
      if (at === text.length) row.push('');
      else if (text[at] === '\r') {
        row.push('');
      } else continue;
    }
    if (text.slice(at, at + 2) !== '\r\n') throw new Error(`Line not ended by CRLF at ${at}`);
    rows.push(row);
    row = [];
    at += 2;
  }
  return rows;
}
