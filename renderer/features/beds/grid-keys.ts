/** A position in a grid of rows × columns. */
export interface GridPosition {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads in an ARIA grid (arrows, Home, End, with Ctrl to the corners, Page up/down to the ends of the
 * column), skipping positions where nothing can be focused; null when the key is not for the grid or leads nowhere.
 */
export function gridMove(
  key: string,
  ctrl: boolean,
  from: GridPosition,
  size: { readonly rows: number; readonly columns: number },
  has: (position: GridPosition) => boolean,
): GridPosition | null {
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const walk = (start: GridPosition, rowStep: number, columnStep: number): GridPosition | null => {
    for (
      let at = start;
      at.row >= 0 && at.column >= 0 && at.row <= last.row && at.column <= last.column;
      at = { row: at.row + rowStep, column: at.column + columnStep }
    ) {
      if (has(at)) return at;
    }
    return null;
  };
  switch (key) {
    case 'ArrowLeft':
      return walk({ ...from, column: from.column - 1 }, 0, -1);
    case 'ArrowRight':
      return walk({ ...from, column: from.column + 1 }, 0, 1);
    case 'ArrowUp':
      return walk({ ...from, row: from.row - 1 }, -1, 0);
    case 'ArrowDown':
      return walk({ ...from, row: from.row + 1 }, 1, 0);
    case 'Home':
      return walk({ row: ctrl ? 0 : from.row, column: 0 }, 0, 1);
    case 'End':
      return walk({ row: ctrl ? last.row : from.row, column: last.column }, 0, -1);
    case 'PageUp':
      return walk({ ...from, row: 0 }, 1, 0);
    case 'PageDown':
      return walk({ ...from, row: last.row }, -1, 0);
    default:
      return null;
  }
}
