/** How the report is drawn: glyphs for terminals of either kind, colour only when asked for. */

export interface TextOptions {
  /** ANSI colour; default false */
  colour?: boolean;
  /** draw with ASCII characters only; default false */
  ascii?: boolean;
  /** every definition of every label by its steps, also those not met; default false */
  everyDefinition?: boolean;
}

/** Width of the report in columns. */
export const WIDTH = 80;

export interface Glyphs {
  full: string;
  half: string;
  none: string;
  rule: string;
  spanStart: string;
  spanLine: string;
  spanEnd: string;
  /** lowest to highest */
  levels: readonly string[];
  gap: string;
}

const UNICODE: Glyphs = {
  full: '█',
  half: '▒',
  none: '·',
  rule: '─',
  spanStart: '├',
  spanLine: '─',
  spanEnd: '┤',
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  gap: ' ',
};

const ASCII: Glyphs = {
  full: '#',
  half: '=',
  none: '.',
  rule: '-',
  spanStart: '|',
  spanLine: '-',
  spanEnd: '|',
  levels: ['_', '.', '-', '=', '+', '*', '%', '@'],
  gap: ' ',
};

/** The glyph set the options ask for. */
export function glyphsFor(options: TextOptions): Glyphs {
  return options.ascii === true ? ASCII : UNICODE;
}

export type Ink = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

const CODES: Readonly<Record<Ink, number>> = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };

/** Text in one ink, or as it is where no colour is wanted. Pad before painting: codes have no width. */
export function paint(text: string, ink: Ink, options: TextOptions): string {
  return options.colour === true ? `\u001b[${CODES[ink]}m${text}\u001b[0m` : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

const TO_ASCII: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '≥': '>=',
  '≤': '<=',
  µ: 'u',
  μ: 'u',
  '×': 'x',
  '…': '...',
};

function cleanText(text: string, ascii: boolean): string {
  const visible = text.replace(CONTROLS, ' ');
  if (!ascii) return visible;
  return visible
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/gu, (character) => TO_ASCII[character] ?? '?');
}

/**
 * A copy with every string fit for a terminal: text of a record must not move the cursor, colour the screen or turn the
 * reading direction; ASCII only where the options ask for it.
 */
export function forTerminal<T>(value: T, options: TextOptions): T {
  return cleanedValue(value, options.ascii === true) as T;
}

function cleanedValue(value: unknown, ascii: boolean): unknown {
  if (typeof value === 'string') return cleanText(value, ascii);
  if (Array.isArray(value)) return value.map((item) => cleanedValue(item, ascii));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanedValue(item, ascii)]));
}
