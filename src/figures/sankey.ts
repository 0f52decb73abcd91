import { element, group, INK, label, picture, rect } from './svg.ts';

/** People who went from one node of a column to one of the next. */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly people: number;
}

export interface SankeyOptions {
  readonly title: string;
  readonly description: string;
  /** names of the columns, from the left */
  readonly columns: readonly string[];
}

interface Node {
  name: string;
  people: number;
  y: number;
  height: number;
  /** height already taken by flows that leave and arrive */
  left: number;
  entered: number;
}

const WIDTH = 860;
const TOP = 72;
const HEIGHT = 300;
const NODE = 14;
const GAP = 10;
const SHADES = [INK.strong, INK.middle, INK.light, '#8f8f8f', '#4d4d4d', '#c9c9c9'] as const;

/**
 * Flows between columns of nodes, as wide as the people in them. `steps[c]` are the flows from column c to the next;
 * a node is as tall as the larger of what enters and what leaves it. Nodes stand in the order of their size.
 */
export function sankey(steps: readonly (readonly Flow[])[], options: SankeyOptions): string {
  const columns = columnsOf(steps);
  const most = Math.max(1, ...columns.map((nodes) => nodes.reduce((sum, { people }) => sum + people, 0)));
  const room = HEIGHT - GAP * Math.max(0, ...columns.map((nodes) => nodes.length - 1));
  for (const nodes of columns) {
    let y = TOP;
    for (const node of nodes) {
      node.y = y;
      node.height = (node.people / most) * Math.max(room, HEIGHT / 3);
      y += node.height + GAP;
    }
  }
  const gap = (WIDTH - 220) / Math.max(1, columns.length - 1);
  const x = (column: number): number => 16 + column * gap;
  const order = [...new Set(columns[0]?.map(({ name }) => name) ?? [])];
  const shade = (name: string): string => SHADES[Math.max(0, order.indexOf(name)) % SHADES.length] ?? INK.middle;
  const ribbons = steps.flatMap((flows, column) =>
    sorted(flows, columns[column] ?? [], columns[column + 1] ?? []).map(({ flow, from, to }) => {
      const width = (flow.people / most) * Math.max(room, HEIGHT / 3);
      const [y0, y1] = [from.y + from.left, to.y + to.entered];
      from.left += width;
      to.entered += width;
      return ribbon(x(column) + NODE, y0, x(column + 1), y1, width, shade(flow.from));
    }),
  );
  const nodes = columns.flatMap((each, column) =>
    each.map((node) =>
      group(
        {},
        rect(x(column), node.y, NODE, Math.max(1, node.height), { fill: INK.text }),
        label(
          x(column) + NODE + 5,
          node.y + Math.max(10, node.height / 2 + 4),
          `${node.name} (${node.people})`,
          'start',
          {
            'font-size': '11',
            stroke: INK.paper,
            'stroke-width': '3',
            'paint-order': 'stroke',
          },
        ),
      ),
    ),
  );
  const bottom = Math.max(TOP + HEIGHT, ...columns.flatMap((each) => each.map(({ y, height }) => y + height)));
  return picture(
    { width: WIDTH, height: bottom + 20 },
    options.title,
    options.description,
    label(16, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    ...options.columns.map((name, column) => label(x(column), 56, name, 'start', { fill: INK.faint })),
    ...ribbons,
    ...nodes,
  );
}

function columnsOf(steps: readonly (readonly Flow[])[]): Node[][] {
  return Array.from({ length: steps.length + 1 }, (_, column) => {
    const entered = new Map<string, number>();
    const left = new Map<string, number>();
    for (const { to, people } of steps[column - 1] ?? []) entered.set(to, (entered.get(to) ?? 0) + people);
    for (const { from, people } of steps[column] ?? []) left.set(from, (left.get(from) ?? 0) + people);
    const names = [...new Set([...entered.keys(), ...left.keys()])];
    return names
      .map((name) => {
        const people = Math.max(entered.get(name) ?? 0, left.get(name) ?? 0);
        return { name, people, y: 0, height: 0, left: 0, entered: 0 };
      })
      .sort((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1));
  });
}

/** Flows with their nodes, from top to bottom, so that ribbons of one node do not cross. */
function sorted(flows: readonly Flow[], froms: readonly Node[], tos: readonly Node[]) {
  return flows
    .flatMap((flow) => {
      const from = froms.find(({ name }) => name === flow.from);
      const to = tos.find(({ name }) => name === flow.to);
      return from && to ? [{ flow, from, to }] : [];
    })
    .sort((a, b) => a.from.y - b.from.y || a.to.y - b.to.y);
}

function ribbon(x0: number, y0: number, x1: number, y1: number, width: number, fill: string): string {
  const middle = (x0 + x1) / 2;
  const at = (value: number): string => value.toFixed(1);
  const d =
    `M${at(x0)} ${at(y0)}C${at(middle)} ${at(y0)} ${at(middle)} ${at(y1)} ${at(x1)} ${at(y1)}` +
    `V${at(y1 + width)}C${at(middle)} ${at(y1 + width)} ${at(middle)} ${at(y0 + width)} ${at(x0)} ${at(y0 + width)}Z`;
  return element('path', { d, fill, 'fill-opacity': '0.55', stroke: INK.paper, 'stroke-width': '0.5' });
}
