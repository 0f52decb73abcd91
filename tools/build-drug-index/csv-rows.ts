/** Reads comma-separated text with quotes into one object per row. */

/** Rows of a CSV text with a header, cells as strings; quoted cells may hold commas, quotes and line breaks. */
export function csvRows(text: string): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  let header: string[] | null = null;
  for (let at = 0; at < text.length; ) {
    const line = lineFrom(text, at);
    at = line.next;
    if (line.cells.length === 1 && line.cells[0] === '') continue;
    if (header === null) {
      header = line.cells;
      continue;
    }
    const row: Record<string, string> = {};
    for (let i = 0; i < header.length; i += 1) row[header[i] ?? ''] = line.cells[i] ?? '';
    rows.push(row);
  }
  return rows;
}

/** The cells of the line at `at`. Most lines hold no quote, and those are only split. */
function lineFrom(text: string, at: number): { cells: string[]; next: number } {
  const found = text.indexOf('\n', at);
  const end = found < 0 ? text.length : found;
  const line = text.slice(at, end);
  if (!line.includes('"')) return { cells: line.replace(/\r$/, '').split(','), next: end + 1 };
  return quotedLine(text, at);
}

function quotedLine(text: string, start: number): { cells: string[]; next: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    cells.push(cell.value);
    if (text[cell.next] !== ',') {
      const newline = text.indexOf('\n', cell.next);
      return { cells, next: newline < 0 ? text.length : newline + 1 };
    }
    at = cell.next + 1;
  }
}

function plainCell(text: string, at: number): { value: string; next: number } {
  let next = at;
  while (next < text.length && text[next] !== ',' && text[next] !== '\n' && text[next] !== '\r') next += 1;
  return { value: text.slice(at, next), next };
}

function quotedCell(text: string, at: number): { value: string; next: number } {
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const end = close < 0 ? text.length : close;
  return { value: text.slice(at + 1, end).replaceAll('""', '"'), next: end + 1 };
}
