import type { PreparedColumn } from '../prepared.ts';
import { xmlHeader, xmlText } from './xml.ts';

/** Fixed cell styles (indexes in `cellXfs`); number formats of the columns come after. */
export const style = {
  plain: 0,
  header: 1,
  headerRight: 2,
  text: 3,
  textQuoted: 4,
  title: 5,
  label: 6,
  wrapped: 7,
  date: 8,
  dateTime: 9,
} as const;

const firstColumnStyle = 10;
const firstNumberFormat = 164;

/** The styles of a workbook: the fixed ones, and one per distinct number format of its columns. */
export class Styles {
  readonly #formats: string[] = [];

  /** Style index of the numbers of a column. */
  numberStyle(column: PreparedColumn): number {
    const code = numberFormat(column);
    if (code === null) return style.plain;
    let index = this.#formats.indexOf(code);
    if (index < 0) index = this.#formats.push(code) - 1;
    return firstColumnStyle + index;
  }

  /** `xl/styles.xml`. */
  xml(): string {
    const formats = ['dd/mm/yyyy', 'dd/mm/yyyy hh:mm', ...this.#formats];
    const cell = (attributes: string, alignment = ''): string =>
      `<xf xfId="0" borderId="0" fillId="0" fontId="0" numFmtId="0" ${attributes}>${alignment}</xf>`;
    const header = (horizontal: string): string =>
      `<xf xfId="0" borderId="1" fillId="2" fontId="1" numFmtId="49" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${horizontal}" vertical="center" wrapText="1"/></xf>`;
    const numbered = (id: number): string =>
      `<xf xfId="0" borderId="0" fillId="0" fontId="0" numFmtId="${id}" applyNumberFormat="1"/>`;
    const text = (quoted: boolean): string =>
      `<xf xfId="0" borderId="0" fillId="0" fontId="0" numFmtId="49" applyNumberFormat="1"${quoted ? ' quotePrefix="1"' : ''}/>`;
    const xfs = [
      '<xf xfId="0" borderId="0" fillId="0" fontId="0" numFmtId="0"/>',
      header('left'),
      header('right'),
      text(false),
      text(true),
      '<xf xfId="0" borderId="0" fillId="0" fontId="2" numFmtId="49" applyFont="1"/>',
      '<xf xfId="0" borderId="0" fillId="0" fontId="1" numFmtId="49" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>',
      cell('applyAlignment="1"', '<alignment vertical="top" wrapText="1"/>').replace(
        'numFmtId="0"',
        'numFmtId="49"',
      ),
      ...formats.map((_, index) => numbered(firstNumberFormat + index)),
    ];
    return (
      `${xmlHeader}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
      `<numFmts count="${formats.length}">${formats.map((code, index) => `<numFmt numFmtId="${firstNumberFormat + index}" formatCode="${xmlText(code)}"/>`).join('')}</numFmts>` +
      '<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
      '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
      '<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts>' +
      '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
      '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF0"/><bgColor indexed="64"/></patternFill></fill></fills>' +
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
      '<border><left/><right/><top/><bottom style="thin"><color rgb="FF52616E"/></bottom><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0"/></cellStyleXfs>' +
      `<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs>` +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    );
  }
}

function numberFormat(column: PreparedColumn): string | null {
  if (column.kind === 'integer') return '#,##0';
  if (column.kind === 'decimal' && column.decimals !== undefined) {
    return column.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(Math.min(column.decimals, 10))}`;
  }
  return null;
}
