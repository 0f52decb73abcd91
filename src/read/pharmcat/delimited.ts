/** Comma- or tab-separated text with a line number for every row. */

export interface DelimitedRow {
  cells: string[];
  line: number;
}

/**
 * The rows of a text that hold anything, without comment lines (`#`); quotes may hold separators and line breaks.
 *
 * The separator is the tab where the first row has one, else the comma.
 * @example delimitedRows('gene,diplotype\nCYP2D6,"*4/*4"\n')[1] //=> { cells: ['CYP2D6', '*4/*4'], line: 2 }
 */
export function delimitedRows(text: string): DelimitedRow[] {
  const clean = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const first = clean.split('\n').find((line) => line.trim() !== '' && !line.startsWith('#') && !isBanner(line)) ?? '';
  const separator = first.includes('\t') ? '\t' : ',';
  const rows: DelimitedRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let start = 1;
  const endRow = (): void => {
    cells.push(cell.trim());
    if (cells.some((each) => each !== '') && !(cells[0] ?? '').startsWith('#')) rows.push({ cells, line: start });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < clean.length; at += 1) {
    const char = clean[at] ?? '';
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (clean[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '') quoted = true;
    else if (char === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (char === '\n') {
      endRow();
      start = line;
    } else cell += char;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

/** The line PharmCAT writes above its table: "PharmCAT v3.0.1". */
export const isBanner = (line: string): boolean => /^pharmcat\s+v?\d/i.test(line.trim());
