/** Turns a fit into the rows of the fitted pack, and a pack with those rows into predictions. */
import type { EnzymeRows, FittedRow, IntervalSpread } from '../../src/knowledge/enzymes/index.ts';
import type { Fit } from './fit.ts';
import { fromScale } from './model.ts';

const round = (x: number): number => Number(x.toPrecision(4));
const fact = { source: 'rxwhy-fit-clearance, observed AUC ratios of labels and studies', checked: 'yes' as const };

/** The rows of `fitted.csv`: every class, and every number that at least one pair informed. */
export const fittedRows = (fit: Fit, interval: IntervalSpread): FittedRow[] => {
  const rest = new Map(fit.model.parameters.filter((p) => p.drug === '').map((p) => [p.enzyme, p]));
  const classes = [...fit.model.classes.values()].map((c): FittedRow => {
    const own = c.family === 'rest' ? rest.get(`rest|${c.name}`) : undefined;
    const value = round(fromScale(c.kind, own?.x ?? c.mean));
    return {
      kind: c.kind,
      drug: '',
      enzyme: c.family,
      class: c.name,
      value,
      spread: round(c.spread),
      pairs: own?.pairs.length ?? c.members,
      ...fact,
    };
  });
  const numbers = fit.model.parameters.flatMap((p, i): FittedRow[] =>
    p.drug === '' || p.pairs.length === 0
      ? []
      : [
          {
            kind: p.kind,
            drug: p.drug,
            enzyme: p.enzyme,
            class: '',
            value: round(fromScale(p.kind, p.x)),
            spread: round(fit.spreadOf(i)),
            pairs: p.pairs.length,
            ...fact,
          },
        ],
  );
  numbers.sort(
    (a, b) => a.kind.localeCompare(b.kind) || a.drug.localeCompare(b.drug) || a.enzyme.localeCompare(b.enzyme),
  );
  const intervals = (['base', 'up', 'down'] as const).map(
    (name): FittedRow => ({
      kind: 'interval',
      drug: '',
      enzyme: '',
      class: name,
      value: round(interval[name]),
      spread: 0,
      pairs: 0,
      ...fact,
    }),
  );
  return [...intervals, ...classes, ...numbers];
};

const cell = (value: string | number): string =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** The CSV text of fitted rows. */
export const fittedCsv = (rows: readonly FittedRow[]): string => {
  const columns = ['kind', 'drug', 'enzyme', 'class', 'value', 'spread', 'pairs', 'source', 'checked'] as const;
  return `${[columns.join(','), ...rows.map((row) => columns.map((c) => cell(row[c])).join(','))].join('\n')}\n`;
};

/** The pack's rows with another fit in place of its own; study shares of `heldOut` pairs are dropped from it. */
export const withFit = (rows: EnzymeRows, fitted: readonly FittedRow[], heldOut: ReadonlySet<string>): EnzymeRows => ({
  ...rows,
  fitted,
  pathways: rows.pathways.map((row) =>
    heldOut.has(`${row.drug}|${row.indexPerpetrator}`) ? { ...row, contribution: null } : row,
  ),
});
