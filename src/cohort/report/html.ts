/** Small pieces of HTML; every text is made safe. */
import { escapeText } from '../../figures/index.ts';
import type { Shown } from './queries.ts';

export const tag = (name: string, content: string, attributes = ''): string =>
  `<${name}${attributes === '' ? '' : ` ${attributes}`}>${content}</${name}>`;

/** A paragraph of plain text. */
export const paragraph = (text: string): string => tag('p', escapeText(text));

/** A section with its heading; empty pieces are left out. */
export const section = (id: string, heading: string, ...pieces: string[]): string =>
  tag('section', tag('h2', escapeText(heading)) + pieces.filter((piece) => piece !== '').join('\n'), `id="${id}"`);

/** A number with thin spaces between thousands; what is held back says so. */
export const count = (value: Shown, minCell: number): string =>
  value === null ? `<${minCell}` : String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** A table of plain texts; columns after the first `names` are numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], names = 1): string {
  const cell = (name: string, text: string, place: number): string =>
    tag(name, escapeText(text), place < names ? '' : 'class="n"');
  const head = tag('thead', tag('tr', header.map((text, place) => cell('th', text, place)).join('')));
  const body = rows.map((row) => tag('tr', row.map((text, place) => cell('td', text, place)).join('')));
  return tag('table', head + tag('tbody', body.join('\n')));
}

export const figure = (svg: string): string => tag('figure', svg);

const STYLE = `
body { font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin-bottom: 0.2rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; border-bottom: 1px solid #ccc; }
table { border-collapse: collapse; width: 100%; margin: 0.8rem 0; font-size: 13px; } th, td { text-align: left; padding: 2px 8px; border-bottom: 1px solid #ddd; vertical-align: top; }
th { border-bottom: 2px solid #555; } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 1rem 0; overflow-x: auto; } svg { max-width: 100%; height: auto; } .small { color: #555; font-size: 13px; }
nav a { margin-right: 1em; } @media print { body { max-width: none; margin: 0; } section, figure, tr { break-inside: avoid; } nav { display: none; } }`;

/** The whole page: style inside, nothing from outside. */
export const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeText(title)}</title><style>${STYLE}</style></head>
<body>
${body}
</body></html>
`;
