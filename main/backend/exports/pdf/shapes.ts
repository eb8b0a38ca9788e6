import type { BedState } from '../../../../shared/domain/freshness.ts';
import { ink, type PDFKitDocument } from './types.ts';

/**
 * The states as drawn shapes, the same as on screen (● ◐ ■ ✕ ◌ —): black on white, told apart without any colour and
 * without depending on the glyphs of a font. `size` is the side of the square around the shape, in points.
 */
export function drawState(doc: PDFKitDocument, state: BedState, x: number, y: number, size: number): void {
  const radius = size / 2;
  const [cx, cy] = [x + radius, y + radius];
  doc
    .save()
    .lineWidth(size * 0.12)
    .strokeColor(ink)
    .fillColor(ink);
  switch (state) {
    case 'free':
      doc.circle(cx, cy, radius).fill();
      break;
    case 'tight':
      doc.circle(cx, cy, radius * 0.94).stroke();
      doc.path(`M ${cx} ${cy - radius} A ${radius} ${radius} 0 0 0 ${cx} ${cy + radius} Z`).fill();
      break;
    case 'full':
      doc.rect(x + size * 0.06, y + size * 0.06, size * 0.88, size * 0.88).fill();
      break;
    case 'closed':
      doc
        .lineWidth(size * 0.17)
        .moveTo(x + size * 0.1, y + size * 0.1)
        .lineTo(x + size * 0.9, y + size * 0.9);
      doc
        .moveTo(x + size * 0.9, y + size * 0.1)
        .lineTo(x + size * 0.1, y + size * 0.9)
        .stroke();
      break;
    case 'expired':
      doc
        .circle(cx, cy, radius * 0.92)
        .dash(size * 0.22, { space: size * 0.2 })
        .stroke()
        .undash();
      break;
    case 'not_transmitted':
      doc
        .lineWidth(size * 0.12)
        .moveTo(x + size * 0.05, cy)
        .lineTo(x + size * 0.95, cy)
        .stroke();
      break;
  }
  doc.restore();
}
