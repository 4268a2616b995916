/** What one line of a table is measured against. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer?: string;
  readonly ratio?: number;
  readonly target?: string;
  /** Nothing where there is no target. */
  readonly met?: boolean;
}

export type Table = readonly Row[];

const HEADINGS = ['what', 'ours', 'peer or limit', 'ratio', 'target', 'met'];

/** The table as Markdown, in columns as wide as Prettier makes them. */
export function tableText(table: Table): string {
  const cells = [HEADINGS, ...table.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(3, ...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const [headings, ...rows] = cells.map(line);
  return [headings, rule, ...rows].join('\n');
}

/** A rate or a count as people read it. */
export function whole(value: number, unit = ''): string {
  return `${Math.round(value).toLocaleString('en-US')}${unit}`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

function cellsOf({ what, ours, peer = '', ratio, target = '', met }: Row): readonly string[] {
  const ratioText = ratio === undefined ? '' : `${ratio.toFixed(2)}x`;
  return [what, ours, peer, ratioText, target, met === undefined ? '' : met ? 'yes' : '**no**'];
}
