/** A cell of the grid. */
export interface Position {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads from a cell; null when it is not for the grid, or leads nowhere (Tab at the end of a row then
 * leaves the grid, so that nobody is held in it).
 */
export function moved(
  event: { readonly key: string; readonly ctrlKey: boolean; readonly shiftKey: boolean },
  from: Position,
  size: { readonly rows: number; readonly columns: number },
): Position | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to = ((): Position | null => {
    switch (event.key) {
      case 'ArrowLeft':
        return { ...from, column: from.column - 1 };
      case 'ArrowRight':
        return { ...from, column: from.column + 1 };
      case 'ArrowUp':
        return { ...from, row: from.row - 1 };
      case 'ArrowDown':
      case 'Enter':
        return { ...from, row: from.row + 1 };
      case 'Tab':
        return { ...from, column: from.column + (event.shiftKey ? -1 : 1) };
      case 'Home':
        return { row: event.ctrlKey ? 0 : from.row, column: 0 };
      case 'End':
        return { row: event.ctrlKey ? last.row : from.row, column: last.column };
      case 'PageUp':
        return { ...from, row: 0 };
      case 'PageDown':
        return { ...from, row: last.row };
      default:
        return null;
    }
  })();
  if (to === null || to.row < 0 || to.column < 0 || to.row > last.row || to.column > last.column) return null;
  return to;
}
