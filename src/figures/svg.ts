/** Attributes of an element; numbers are rounded to a tenth of a pixel, undefined ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const round = (value: number): string => `${Math.round(value * 10) / 10}`;

/** Text made safe inside an element or an attribute. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * One SVG element as text; `content` is markup already.
 *
 * @example
 * element('rect', { x: 1, width: 2.04 }); //=> '<rect x="1" width="2"/>'
 */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeText(value ?? '')}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export const group = (attributes: Attributes, ...parts: string[]): string => element('g', attributes, parts.join(''));

/** A line of text; `at` is where it is anchored: its start, middle or end. */
export function label(
  x: number,
  y: number,
  text: string,
  at: 'start' | 'middle' | 'end' = 'start',
  more: Attributes = {},
) {
  return element('text', { x, y, 'text-anchor': at, ...more }, escapeText(text));
}

export const line = (x1: number, y1: number, x2: number, y2: number, more: Attributes = {}): string =>
  element('line', { x1, y1, x2, y2, ...more });

export const rect = (x: number, y: number, width: number, height: number, more: Attributes = {}): string =>
  element('rect', { x, y, width: Math.max(0, width), height, ...more });

/** An open path through points. */
export function polyline(points: readonly (readonly [number, number])[], more: Attributes = {}): string {
  return element('polyline', {
    points: points.map(([x, y]) => `${round(x)},${round(y)}`).join(' '),
    fill: 'none',
    ...more,
  });
}

/** A whole picture: title and description are read out by screen readers. */
export function picture(
  size: { readonly width: number; readonly height: number },
  title: string,
  description: string,
  ...parts: string[]
): string {
  const { width, height } = size;
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${round(width)} ${round(height)}`,
      width,
      height,
      role: 'img',
      'font-family': 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif',
      'font-size': '12',
      fill: INK.text,
    },
    [
      element('title', {}, escapeText(title)),
      element('desc', {}, escapeText(description)),
      HATCH,
      rect(0, 0, width, height, { fill: INK.paper }),
      ...parts,
    ].join('\n'),
  )}\n`;
}

/** Colours that stay apart in greyscale: each is a different lightness, none carries meaning by hue alone. */
export const INK = {
  paper: '#ffffff',
  text: '#1a1a1a',
  faint: '#6b6b6b',
  grid: '#dddddd',
  band: '#f4f4f4',
  strong: '#1f4e79',
  middle: '#5b8db8',
  light: '#bcd3e6',
  absent: '#8a3b12',
} as const;

/** Line styles for several curves in one picture, told apart without colour. */
export const STROKES: readonly {
  readonly colour: string;
  readonly dash: string | undefined;
  readonly width: number;
}[] = [
  { colour: '#1f4e79', dash: undefined, width: 2.2 },
  { colour: '#8a3b12', dash: '7 3', width: 2 },
  { colour: '#3f7d4f', dash: '2 3', width: 2.2 },
  { colour: '#5f5f5f', dash: '9 3 2 3', width: 2 },
  { colour: '#7a4f9a', dash: '4 2', width: 1.6 },
  { colour: '#1a1a1a', dash: '1 2', width: 1.6 },
];

const HATCH = element(
  'defs',
  {},
  element(
    'pattern',
    { id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    rect(0, 0, 5, 5, { fill: INK.paper }) + line(0, 0, 0, 5, { stroke: INK.absent, 'stroke-width': 2 }),
  ),
);
