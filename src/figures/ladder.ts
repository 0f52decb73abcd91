import { group, INK, label, line, picture, rect } from './svg.ts';

/** One definition of a label: how many people stand on each rung, from the lowest; null is held back, or not asked. */
export interface LadderDefinition {
  readonly name: string;
  readonly rungs: readonly { readonly people: number | null; readonly note: string }[];
}

export interface LadderOptions {
  readonly title: string;
  readonly description: string;
  /** names of the rungs, from the lowest */
  readonly rungs: readonly string[];
}

const LEFT = 190;
const WIDTH = 760;
const STEP = 22;
const TOP = 66;
const SHADES = [INK.light, INK.light, INK.middle, INK.middle, INK.strong] as const;

/** A ladder per definition, side by side: each rung a bar as long as the people left on it, the lowest rung on top. */
export function ladders(definitions: readonly LadderDefinition[], options: LadderOptions): string {
  const most = Math.max(1, ...definitions.flatMap(({ rungs }) => rungs.map(({ people }) => people ?? 0)));
  const height = options.rungs.length * STEP + 34;
  const length = WIDTH - LEFT - 200;
  const drawn = definitions.map((definition, place) => {
    const top = TOP + place * height;
    const rows = definition.rungs.map(({ people, note }, rung) => {
      const y = top + 22 + rung * STEP;
      const wide = ((people ?? 0) / most) * length;
      return group(
        {},
        label(LEFT - 8, y + 14, options.rungs[rung] ?? '', 'end', { fill: INK.faint }),
        people === null ? '' : rect(LEFT, y + 2, wide, 15, { fill: SHADES[rung] ?? INK.strong, stroke: INK.strong }),
        label(LEFT + wide + 8, y + 14, note),
      );
    });
    return group(
      {},
      label(16, top + 12, definition.name, 'start', { 'font-weight': '600' }),
      line(LEFT, top + 22, LEFT, top + 22 + options.rungs.length * STEP, { stroke: INK.text }),
      ...rows,
    );
  });
  return picture(
    { width: WIDTH, height: TOP + definitions.length * height },
    options.title,
    options.description,
    label(16, 24, options.title, 'start', { 'font-size': '15', 'font-weight': '600' }),
    label(16, 44, 'people left on each rung', 'start', { fill: INK.faint }),
    ...drawn,
  );
}
