/** Lines and columns. Widths are counted in characters. */
import { WIDTH } from './style.ts';

const lengthOf = (text: string): number => Array.from(text).length;

/** Cuts or fills a text to a width; what was cut ends in "~". */
export function cell(text: string, width: number): string {
  const characters = Array.from(text);
  if (characters.length > width) return `${characters.slice(0, Math.max(0, width - 1)).join('')}~`;
  return text + ' '.repeat(width - characters.length);
}

/**
 * Breaks a text into lines of at most `width` characters, at spaces; a longer word is cut.
 * @example wrap('one two three', 7) //=> ['one two', 'three']
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    let rest = word;
    if (line !== '' && lengthOf(line) + 1 + lengthOf(rest) <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (lengthOf(rest) > width) {
      lines.push(Array.from(rest).slice(0, width).join(''));
      rest = Array.from(rest).slice(width).join('');
    }
    line = rest;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** A paragraph whose first line starts with `lead` and whose further lines are indented as far. */
export function hanging(lead: string, text: string, width: number = WIDTH): string[] {
  const indent = lengthOf(lead);
  const lines = wrap(text, width - indent);
  return lines.map((line, index) => (index === 0 ? lead : ' '.repeat(indent)) + line);
}

/** A table row whose last cell wraps; `widths` are those of all cells but the last. */
export function row(cells: readonly string[], widths: readonly number[], indent = 2): string[] {
  const lead = ' '.repeat(indent) + widths.map((width, index) => `${cell(cells[index] ?? '', width)} `).join('');
  const last = cells[widths.length] ?? '';
  return last === '' ? [lead.trimEnd()] : hanging(lead, last);
}

/** At most `most` of a list, and how many were left out. */
export function some(items: readonly string[], most: number): string {
  return items.slice(0, most).join(', ') + (items.length > most ? ` +${items.length - most} more` : '');
}
