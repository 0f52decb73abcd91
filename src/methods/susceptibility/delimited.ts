/** Small reader of delimited text, comma, semicolon or tab, for tables a user brings. */

/**
 * Lines of cells; quotes may hold delimiters, doubled quotes and line breaks.
 * @example delimited('a;b\n"1;5";2\n') //=> [['a', 'b'], ['1;5', '2']]
 */
export function delimited(text: string): string[][] {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const head = body.slice(0, body.indexOf('\n') < 0 ? body.length : body.indexOf('\n'));
  const count = (mark: string): number => head.split(mark).length;
  const mark = count('\t') > 1 ? '\t' : count(';') > count(',') ? ';' : ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(cell);
    if (row.length > 1 || cell !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < body.length; at += 1) {
    const char = body.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (body.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === mark) {
      row.push(cell);
      cell = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
