/** The exposure ledger as aligned rows: bar, value, interval, share of the loss, basis. */
import type { ExposureEntry } from '../../domain/assessment.ts';
import type { Exposure, Factor } from '../../domain/exposure.ts';
import { formatPercent } from '../../explain/index.ts';
import { hanging, row, some } from './layout.ts';
import type { Glyphs } from './style.ts';

const BAR = 10;
/** drugs, genes or states named on their line */
const MOST = 6;
const WIDTHS = [13, BAR, 5, 12, 5] as const;

/** Two places; what is below 0.01 says so. */
const ratio = (value: number): string => (value > 0 && value < 0.01 ? '<0.01' : value.toFixed(2));

const interval = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `${ratio(low)}-${ratio(high)}`;

function barOf(value: number | null, glyphs: Glyphs): string {
  if (value === null) return '';
  const full = Math.round(Math.min(1, Math.max(0, value)) * BAR);
  return glyphs.full.repeat(full) + glyphs.none.repeat(BAR - full);
}

function factorRow(factor: Factor, glyphs: Glyphs): string[] {
  const unchecked = factor.checked || factor.state !== 'known' ? '' : ' (unchecked fact)';
  if (factor.state === 'not-applicable') return row([factor.factor, '', 'n/a', '', '', factor.basis], WIDTHS);
  if (factor.state === 'unknown') {
    const range = interval(factor.low, factor.high);
    return row([factor.factor, 'unknown', '', range, '', factor.basis], WIDTHS);
  }
  const basis = factor.state === 'compensating' ? `compensates; ${factor.basis}` : factor.basis;
  return row(
    [
      factor.factor,
      barOf(factor.value, glyphs),
      factor.value === null ? '' : ratio(factor.value),
      interval(factor.low, factor.high),
      factor.share === null || factor.share === 0 ? '' : formatPercent(factor.share),
      basis + unchecked,
    ],
    WIDTHS,
  );
}

/** The ledger; factors that neither are known nor could matter (unknown without a range) share one closing row. */
export function ledgerRows(
  exposure: Pick<Exposure, 'relative' | 'low' | 'high' | 'factors'>,
  glyphs: Glyphs,
): string[] {
  const shown = exposure.factors.filter((factor) => factor.state !== 'unknown' || factor.low !== null);
  const silent = exposure.factors.filter((factor) => !shown.includes(factor)).map((factor) => factor.factor);
  const total =
    exposure.relative === null
      ? row(['product', 'unknown'], WIDTHS)
      : row(
          [
            'product',
            barOf(exposure.relative, glyphs),
            ratio(exposure.relative),
            interval(exposure.low, exposure.high),
            '',
            '1 = usual effective dose, taken in full',
          ],
          WIDTHS,
        );
  const rest = silent.length === 0 ? [] : row(['unknown', '', '', '', '', silent.join(', ')], WIDTHS);
  const head = row(['exposure', '', 'value', 'low-high', 'loss', 'basis'], WIDTHS);
  return [...head, ...shown.flatMap((factor) => factorRow(factor, glyphs)), ...rest, ...total];
}

/** What the ledger was computed from: drugs in use beside it (most days first), genes, bodily states. */
export function contextRows({ beside, genes, states }: ExposureEntry): string[] {
  const drugs = beside.filter((drug) => drug.daysShare > 0).toSorted((a, b) => b.daysShare - a.daysShare);
  const line = (label: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : hanging(`  ${label}`.padEnd(12), some(items, MOST));
  return [
    ...line(
      'beside',
      drugs.map((drug) => `${drug.name} (${formatPercent(drug.daysShare)} of days)`),
    ),
    ...line(
      'genes',
      genes.map((gene) => [gene.gene, gene.diplotype, gene.phenotype].filter((part) => part).join(' ')),
    ),
    ...line(
      'states',
      states.map(
        ({ state, from, to }) => `${state.replaceAll('-', ' ')} ${to === null ? `since ${from}` : `${from} to ${to}`}`,
      ),
    ),
  ];
}
