import PDFDocument from 'pdfkit';
import { longMoment } from '../dates.ts';
import type { ExportStamp } from '../model.ts';
import { dataMoment, demonstrationMark } from '../stamp.ts';
import type { Sink } from '../target.ts';
import { cleanText } from '../text.ts';
import { drawable, printFonts, type FontName } from './fonts.ts';
import { Typesetter } from './text.ts';
import { hairline, ink, secondInk, type PDFKitDocument } from './types.ts';

const a4 = { short: 595.28, long: 841.89 } as const;
/** Half an inch: inside what office printers can reach. */
const margin = 36;
const footerHeight = 30;
/** Room for the body of a portrait page, in points. */
export const portraitWidth = a4.short - 2 * margin;
const runningHeight = 20;

export interface TextStyle {
  readonly font?: FontName;
  readonly size: number;
  readonly color?: string;
}

/**
 * The pages of one PDF: A4, running title, stamp and « page n/N » at the foot, the mark of the demonstration on each.
 * Pages leave for the file as they are finished; the total, known at the end only, is a small form every page refers to.
 */
export class Pages {
  readonly doc: PDFKitDocument;
  readonly type: Typesetter;
  readonly left = margin;
  width = portraitWidth;
  /** Where the next thing goes, in points from the top. */
  y = margin;
  readonly #sink: Sink;
  readonly #stamp: ExportStamp;
  readonly #title: string;
  #height: number = a4.long;
  /** As many zeros as the total is expected to have digits: room kept at the right of « page n/ ». */
  readonly #digits: string;
  readonly #total: PDFKit.PDFKitReference;
  readonly #ended: Promise<void>;
  #chunks: Uint8Array[] = [];
  #count = 0;

  /** Nothing is drawn before `start`: texts can be measured first. `expected` pages only set the room of the total. */
  constructor(sink: Sink, stamp: ExportStamp, title: string, expected = 9) {
    this.#sink = sink;
    this.#stamp = stamp;
    this.#title = printable(title);
    this.#digits = '0'.repeat(String(expected).length);
    this.doc = new PDFDocument({
      margin: 0,
      autoFirstPage: false,
      pdfVersion: '1.7',
      lang: 'fr-FR',
      displayTitle: true,
      info: {
        Title: `${stamp.demonstration ? 'Démonstration — ' : ''}${this.#title}`,
        Author: printable(stamp.author),
        Creator: `Vigie ${stamp.version}`,
        Producer: 'PDFKit',
        CreationDate: new Date(stamp.generatedAt),
      },
    });
    this.doc.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    this.#ended = new Promise((resolve, reject) => {
      this.doc.once('end', resolve);
      this.doc.once('error', reject);
    });
    for (const [name, font] of Object.entries(printFonts())) {
      // PDFKit takes parsed fonts since 0.20; its types do not say so yet.
      this.doc.registerFont(name, font as unknown as Uint8Array);
    }
    this.type = new Typesetter(this.doc);
    this.#total = this.doc.ref({ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [-2, -4, 60, 16] });
  }

  /** Chooses the orientation and opens the first page. */
  start(landscape = false): void {
    this.#height = landscape ? a4.short : a4.long;
    this.width = (landscape ? a4.long : a4.short) - 2 * margin;
    this.#open();
  }

  /** The lowest `y` of the body. */
  get bottom(): number {
    return this.#height - margin - footerHeight;
  }

  /** Height of the body of a page that follows the first. */
  get bodyHeight(): number {
    return this.bottom - margin - runningHeight;
  }

  /** A new page; what is finished goes to the file. */
  async next(): Promise<void> {
    this.#open();
    await this.#drain();
  }

  /** A new page unless `height` points are left. Tells whether one was opened. */
  async ensure(height: number): Promise<boolean> {
    if (this.y + height <= this.bottom) return false;
    await this.next();
    return true;
  }

  /** Draws one line with its top left corner at `x`, `y`. */
  write(text: string, x: number, y: number, style: TextStyle): void {
    if (text === '') return;
    this.doc
      .font(style.font ?? 'regular')
      .fontSize(style.size)
      .fillColor(style.color ?? ink);
    this.doc.text(text, x, y, { lineBreak: false });
  }

  /** A paragraph at the cursor, broken into lines, going on to the next page when it must. Tells whether it was cut. */
  async paragraph(
    text: string,
    style: TextStyle,
    options: { maxLines?: number; leading?: number } = {},
  ): Promise<void> {
    const leading = (options.leading ?? 1.35) * style.size;
    const { lines } = this.type.lines(
      printable(text),
      style.font ?? 'regular',
      style.size,
      this.width,
      options.maxLines ?? 400,
    );
    for (const line of lines) {
      await this.ensure(leading);
      this.write(line, this.left, this.y, style);
      this.y += leading;
    }
  }

  rule(y: number, color: string = hairline, thickness = 0.5): void {
    this.doc.save().lineWidth(thickness).strokeColor(color);
    this.doc
      .moveTo(this.left, y)
      .lineTo(this.left + this.width, y)
      .stroke()
      .restore();
  }

  /** Closes the document and hands the rest to the file. */
  async end(): Promise<void> {
    const { page } = this.doc;
    // What is drawn next goes to the form all pages refer to.
    const { content } = page;
    page.content = this.#total;
    this.write(String(this.#count), 0, 0, { ...footerStyle, font: 'tabular' });
    page.content = content;
    const form = this.#total.data as Record<string, unknown>;
    form['Resources'] = (page.dictionary.data as Record<string, unknown>)['Resources'];
    this.#total.finalize();
    this.doc.end();
    await this.#ended;
    await this.#drain();
  }

  async #drain(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) await this.#sink.write(chunk);
  }

  #open(): void {
    this.doc.addPage({ size: [this.width + 2 * margin, this.#height], margin: 0 });
    this.#count += 1;
    this.y = margin;
    const mark = this.#stamp.demonstration ? this.#drawMark() : 0;
    if (this.#count > 1) {
      const room = this.width - mark - 12;
      this.write(this.type.oneLine(`${this.#title} (suite)`, 'regular', 8, room), this.left, this.y, {
        size: 8,
        color: secondInk,
      });
      this.y += runningHeight;
    } else if (mark > 0) {
      this.y += runningHeight;
    }
    this.#drawFooter();
  }

  /** « Démonstration » in a frame at the top right. Returns the width it takes. */
  #drawMark(): number {
    const text = demonstrationMark.toUpperCase();
    const width = this.type.width(text, 'bold', 7.5) + 12;
    const x = this.left + this.width - width;
    this.doc
      .save()
      .lineWidth(0.9)
      .strokeColor(ink)
      .rect(x, this.y - 4, width, 16)
      .stroke()
      .restore();
    this.write(text, x + 6, this.y - 0.5, { font: 'bold', size: 7.5 });
    return width;
  }

  #drawFooter(): void {
    const top = this.#height - margin - footerHeight + 8;
    const stamp = this.#stamp;
    const sums = this.type.width(`page ${this.#digits}/${this.#digits}`, 'tabular', footerStyle.size) + 16;
    const room = this.width - sums;
    this.rule(top);
    const lines = [
      [stamp.region, `données du ${dataMoment(stamp)}`, stamp.freshness],
      [
        `Exporté le ${longMoment(stamp.generatedAt)} par ${stamp.author}`,
        `Vigie ${stamp.version}`,
        stamp.confidentiality,
      ],
    ];
    lines.forEach((parts, index) => {
      const text = this.type.oneLine(
        printable(parts.filter((part) => part !== '').join(' · ')),
        'regular',
        footerStyle.size,
        room,
      );
      this.write(text, this.left, top + 5 + index * 9.5, footerStyle);
    });
    const totalAt = this.left + this.width - this.type.width(this.#digits, 'tabular', footerStyle.size);
    const number = `page ${this.#count}/`;
    this.write(number, totalAt - this.type.width(number, 'tabular', footerStyle.size), top + 5, {
      ...footerStyle,
      font: 'tabular',
    });
    const xobjects = this.doc.page.xobjects as Record<string, unknown>;
    xobjects['PagesTotal'] = this.#total;
    this.doc
      .save()
      .translate(totalAt, top + 5)
      .addContent('/PagesTotal Do')
      .restore();
  }
}

const footerStyle = { size: 7, color: secondInk } as const;

/** Text a PDF can show: cleaned, without the invisible format characters and variation selectors fonts have no glyph for. */
export function printable(text: string): string {
  return drawable(
    cleanText(text)
      .replaceAll('\t', ' ')
      .replace(/[\p{Cf}\uFE00-\uFE0F]/gu, ''),
  );
}
