/** Where the keyboard goes in the list of results: to the first row after a search, to the row opened after a return. */
let wanted: { readonly question: string | null; readonly index: number } | null = null;

/** After a search from the box: the first row of the list that comes. */
export function wantFirstRow(): void {
  wanted = { question: null, index: 0 };
}

/** A row of a question was opened: coming back to that question finds it. */
export function rememberRow(question: string, index: number): void {
  wanted = { question, index };
}

/** The row to go to in the list of a question; asked once. */
export function takeRow(question: string): number | null {
  if (wanted === null || (wanted.question !== null && wanted.question !== question)) return null;
  const { index } = wanted;
  wanted = null;
  return index;
}
