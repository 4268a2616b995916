import type { Paint } from './terminal';

const GAP = '  ';

export type Cell = string | number | null | undefined;

/** Columns as wide as their widest cell, under their titles; numbers to the right. */
export function table(titles: readonly string[], rows: readonly (readonly Cell[])[], paint: Paint): string {
  const texts = rows.map((row) => row.map(said));
  const widths = titles.map((title, column) => {
    return Math.max(title.length, ...texts.map((row) => row[column]?.length ?? 0));
  });
  const isNumeric = titles.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join(GAP)
      .trimEnd();
  return [paint('bold', line(titles)), ...texts.map(line)].join('\n');
}

function said(cell: Cell): string {
  return cell === null || cell === undefined ? '-' : String(cell);
}
