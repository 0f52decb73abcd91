import {
  distribution,
  type Lane,
  lanes,
  percent,
  persistenceCurves,
  type SlidingSeries,
  slidingCurves,
} from '../../figures/index.ts';
import {
  combine,
  daysWithin,
  type EventColumns,
  type PersistenceCurve,
  supplyTimeline,
  uncovered,
} from '../../methods/adherence/index.ts';
import { fillsOf, PACK } from './pdc-measure.ts';
import { type CoveredByDay, coveredShares } from './persistence-rows.ts';
import type { Plan } from './plan.ts';

/** Gathers what the picture of one run needs while the rows go by, and draws it at the end. */
export interface RunFigure {
  /** Forgets what was gathered: the run begins again. */
  restart(): void;
  patient(id: string, events: EventColumns, from: number, to: number, categories: readonly string[]): void;
  readonly value: (id: string, value: number | null, start: number, end: number) => void;
  persistence(curves: readonly PersistenceCurve[], covered: CoveredByDay): void;
  draw(): string;
}

const MOST_LANES = 12;
const MOST_CURVES = 6;

/**
 * The picture that fits the plan: persistence curves; sliding-window curves of a few patients; the patients asked for as
 * lanes; otherwise the distribution of the first measure.
 */
export function figureFor(plan: Plan, patients: string | undefined): RunFigure {
  const wanted = patients?.split(',').map((id) => id.trim());
  const name = (plan.measures[0] ?? '').toUpperCase();
  let values: number[] = [];
  let absent = 0;
  let drawn = new Map<
    string,
    { lane: Omit<Lane, 'window' | 'gaps' | 'result' | 'share'>; day0: number; end: number }
  >();
  let windows = new Map<string, { start: number; end: number; value: number | null }[]>();
  let curves: { curves: readonly PersistenceCurve[]; covered: CoveredByDay } | null = null;
  const most = plan.part === 'window' ? MOST_CURVES : MOST_LANES;
  const follows = (id: string): boolean =>
    wanted ? wanted.includes(id) : plan.part === 'window' && (windows.has(id) || windows.size < most);

  return {
    restart() {
      values = [];
      absent = 0;
      drawn = new Map();
      windows = new Map();
    },
    patient(id, events, from, to, categories) {
      if (!wanted?.includes(id) || drawn.size >= most || from >= to) return;
      const fills = fillsOf(events, from, to);
      const day0 = fills[0]?.day ?? 0;
      const rows = [...new Set(fills.map((fill) => fill.drug))].map((drug) => {
        const own = fills.filter((fill) => fill.drug === drug);
        const supplied = supplyTimeline(own).map((run) => ({ from: run.from - day0, to: run.to - day0 }));
        const label = categories[Number(drug)] || 'supply';
        return { name: label, fills: own.map((fill) => fill.day - day0), supplied };
      });
      const end = Math.max(...rows.flatMap((row) => row.supplied.map((run) => run.to)));
      drawn.set(id, { lane: { name: `patient ${id}`, rows }, day0, end });
    },
    value(id, value, start, end) {
      if (value === null || !Number.isFinite(value)) absent++;
      else values.push(value);
      if (!follows(id)) return;
      const list = windows.get(id) ?? [];
      list.push({ start, end, value });
      windows.set(id, list);
    },
    persistence(found, covered) {
      curves = { curves: found, covered };
    },
    draw() {
      if (curves) return persistenceFigure(curves.curves, curves.covered);
      if (plan.part === 'window') return slidingFigure(name, windows);
      if (wanted) return lanesFigure(name, plan, drawn, windows);
      return distribution(values, {
        title: `${name} of ${values.length + absent} ${plan.part === 'episode' ? 'episodes' : 'patients'}`,
        axis: `${name} (% of days)`,
        counted: plan.part === 'episode' ? 'episodes' : 'patients',
        threshold: PACK.pdcThreshold,
        absent,
      });
    },
  };
}

function persistenceFigure(curves: readonly PersistenceCurve[], covered: CoveredByDay): string {
  const gaps = curves.map(({ permittedGapDays, curve }) => ({ permittedGapDays, steps: curve }));
  const shares = coveredShares(covered);
  const days = Math.max(1, shares.length - 1);
  return persistenceCurves(gaps, shares, days, curves[0]?.patients ?? 0);
}

function slidingFigure(
  name: string,
  windows: ReadonlyMap<string, readonly { start: number; end: number; value: number | null }[]>,
): string {
  const list: SlidingSeries[] = [...windows].map(([id, own]) => {
    const day0 = own[0]?.start ?? 0;
    return { name: `patient ${id}`, windows: own.map((w) => ({ ...w, start: w.start - day0, end: w.end - day0 })) };
  });
  const days = Math.max(1, ...list.flatMap((series) => series.windows.map((w) => w.end)));
  return slidingCurves(list, { measure: name, days, threshold: PACK.pdcThreshold });
}

function lanesFigure(
  name: string,
  plan: Plan,
  drawn: ReadonlyMap<string, { lane: Omit<Lane, 'window' | 'gaps' | 'result' | 'share'>; day0: number; end: number }>,
  windows: ReadonlyMap<string, readonly { start: number; end: number; value: number | null }[]>,
): string {
  const rule = plan.settings.mode.kind === 'by-drug' ? plan.settings.mode.combine : 'any';
  const list: Lane[] = [...drawn].map(([id, { lane, day0 }]) => {
    const found = windows.get(id)?.[0];
    const window = found ? { from: found.start - day0, to: found.end - day0 } : { from: 0, to: 0 };
    const covered = combine(
      lane.rows.map((row) => row.supplied),
      rule,
    );
    const value = found?.value ?? null;
    const days = daysWithin(covered, window.from, window.to);
    const result = value === null ? `${name} –` : `${name} ${percent(value)}, ${Math.round(days)} d`;
    return { ...lane, window, gaps: uncovered(covered, window.from, window.to), result, share: value };
  });
  const days = Math.max(1, ...[...drawn.values()].map(({ end }) => end), ...list.map(({ window }) => window.to));
  return lanes(list, {
    title: `Supply and ${name} of ${list.length} patient${list.length === 1 ? '' : 's'}`,
    axis: 'time since first fill (days)',
    days,
  });
}
