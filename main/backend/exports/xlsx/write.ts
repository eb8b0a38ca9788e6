import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ExportStamp } from '../model.ts';
import type { Pace } from '../pace.ts';
import type { PreparedTable } from '../prepared.ts';
import { stampLines } from '../stamp.ts';
import type { Sink } from '../target.ts';
import { cleanText } from '../text.ts';
import { dataSheet, stampSheet } from './sheets.ts';
import { Styles } from './styles.ts';
import { columnLetters, xmlHeader, xmlText } from './xml.ts';

const stampSheetName = 'À propos de cet export';
const officeDocument = 'http://schemas.openxmlformats.org/officeDocument/2006';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';

/**
 * An XLSX workbook (ECMA-376): a typed data sheet and a sheet that holds the stamp. Rows are written as they come and
 * deflated outside the main thread by yazl, so memory does not grow with them.
 */
export async function writeXlsx(
  table: PreparedTable,
  stamp: ExportStamp,
  sink: Sink,
  pace: Pace,
): Promise<void> {
  const zip = new ZipFile();
  const styles = new Styles();
  let lines = 1;
  // `Readable.from` reads ahead of the consumer by one chunk only.
  const data = Readable.from(
    dataSheet(table, stamp, styles, pace, (count) => (lines = count)),
    { objectMode: false },
  );
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const fail = (error: unknown): void =>
    void output.destroy(error instanceof Error ? error : new Error(String(error)));
  data.on('error', fail);
  zip.on('error', fail);

  const dataName = sheetName(table.title, stamp.demonstration);
  zip.addBuffer(Buffer.from(contentTypes), '[Content_Types].xml');
  zip.addBuffer(Buffer.from(packageRelations), '_rels/.rels');
  zip.addBuffer(Buffer.from(workbookRelations), 'xl/_rels/workbook.xml.rels');
  zip.addBuffer(Buffer.from(coreProperties(table, stamp)), 'docProps/core.xml');
  zip.addBuffer(Buffer.from(appProperties), 'docProps/app.xml');
  zip.addReadStream(data, 'xl/worksheets/sheet1.xml');
  zip.addBuffer(Buffer.from(stampSheet(stampLines(stamp, table))), 'xl/worksheets/sheet2.xml');
  // Both need what the rows have shown: written once these are done.
  zip.addReadStreamLazy('xl/workbook.xml', (give) => {
    give(
      null,
      Readable.from([Buffer.from(workbook(dataName, table.columns.length, lines))], { objectMode: false }),
    );
  });
  zip.addReadStreamLazy('xl/styles.xml', (give) => {
    give(null, Readable.from([Buffer.from(styles.xml())], { objectMode: false }));
  });
  zip.end();
  try {
    for await (const chunk of output) await sink.write(chunk as Buffer);
  } finally {
    data.destroy();
  }
}

/** Sheet names hold 31 characters, none of `[]:*?/\`, no apostrophe at either end, and `History` is reserved. */
function sheetName(title: string, demonstration: boolean): string {
  const text = cleanText(`${demonstration ? 'Démonstration - ' : ''}${title}`)
    .replace(/[[\]:*?/\\\n\t]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 31)
    .toWellFormed()
    .replace(/^['\s]+|['\s\uFFFD]+$/g, '');
  return text === '' || /^(?:history|historique)$/i.test(text) || text === stampSheetName ? 'Données' : text;
}

function workbook(name: string, columns: number, lines: number): string {
  const quoted = xmlText(`'${name.replaceAll("'", "''")}'`);
  const last = columnLetters(Math.max(0, columns - 1));
  return (
    `${xmlHeader}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeDocument}/relationships">` +
    '<bookViews><workbookView activeTab="0"/></bookViews>' +
    `<sheets><sheet name="${xmlText(name)}" sheetId="1" r:id="rId1"/><sheet name="${stampSheetName}" sheetId="2" r:id="rId2"/></sheets>` +
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${quoted}!$A$1:$${last}$${lines}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${quoted}!$1:$1</definedName></definedNames></workbook>`
  );
}

function coreProperties(table: PreparedTable, stamp: ExportStamp): string {
  const created = new Date(stamp.generatedAt).toISOString().slice(0, 19);
  return (
    `${xmlHeader}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${xmlText(cleanText(table.title))}</dc:title><dc:creator>${xmlText(cleanText(stamp.author))}</dc:creator>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${created}Z</dcterms:created></cp:coreProperties>`
  );
}

const appProperties = `${xmlHeader}<Properties xmlns="${officeDocument}/extended-properties"><Application>Vigie</Application></Properties>`;

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const contentTypes =
  `${xmlHeader}<Types xmlns="${packageNamespace}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${sheetType}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/>` +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
  '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>';

const packageRelations =
  `${xmlHeader}<Relationships xmlns="${packageNamespace}/relationships">` +
  `<Relationship Id="rId1" Type="${officeDocument}/relationships/officeDocument" Target="xl/workbook.xml"/>` +
  `<Relationship Id="rId2" Type="${packageNamespace}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
  `<Relationship Id="rId3" Type="${officeDocument}/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>`;

const workbookRelations =
  `${xmlHeader}<Relationships xmlns="${packageNamespace}/relationships">` +
  `<Relationship Id="rId1" Type="${officeDocument}/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${officeDocument}/relationships/worksheet" Target="worksheets/sheet2.xml"/>` +
  `<Relationship Id="rId3" Type="${officeDocument}/relationships/styles" Target="styles.xml"/></Relationships>`;
