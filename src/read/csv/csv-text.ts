/** Small RFC 4180 reader for the project's own tables. */

/**
 * Lines of cells; quotes may hold commas, quotes (doubled) and line breaks. A final line break adds no line.
 * @example parse('a,b\n"1,5",2\n') //=> [['a', 'b'], ['1,5', '2']]
 */
export function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      row.push(cell);
      cell = '';
    } else if (char === '\n') {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = '';
    } else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length > 0) {
    row.push(cell);
    rows.push(row);
  }
  return rows;
}

/**
 * Rows as objects by their header, with the line they stand on (the header is line 1).
 * @example csvRows('id,value\na,1\n') //=> [{ row: { id: 'a', value: '1' }, line: 2 }]
 */
export function csvRows(text: string): { row: Record<string, string>; line: number }[] {
  const [header = [], ...lines] = parse(text);
  return lines.map((cells, place) => ({
    row: Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])),
    line: place + 2,
  }));
}
