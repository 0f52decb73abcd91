import { isoDay } from '../../domain/time.ts';
import {
  combine,
  type Engine,
  engineFor,
  kaplanMeier,
  type PersistenceCurve,
  persistenceOf,
  supplyTimeline,
} from '../../methods/adherence/index.ts';
import { whyNone } from './measure-rows.ts';
import { cell } from './output.ts';
import type { OnPatient } from './patients.ts';
import { fillsOf } from './pdc-measure.ts';
import type { Plan } from './plan.ts';

export function persistenceHeader(gaps: readonly number[]): string[] {
  const perGap = gaps.flatMap((gap) => [`persistence_days_${gap}`, `stopped_${gap}`, `restart_${gap}`]);
  return ['patient_id', 'start', ...perGap, 'reason'];
}

/** Share of patients with supply on each day since the first fill, among those still observed. */
export interface CoveredByDay {
  readonly observed: Int32Array;
  readonly covered: Int32Array;
}

/** Writes persistence under every permitted gap, one line per patient, and gathers what the curves need. */
export function persistenceRows(
  plan: Plan,
  gaps: readonly number[],
  observedUntil: (id: string) => number | undefined,
  write: (line: string) => void,
): { readonly onPatient: OnPatient; readonly curves: () => PersistenceCurve[]; readonly coveredByDay: CoveredByDay } {
  const engine: Engine = engineFor(plan.settings);
  const rule = plan.settings.mode.kind === 'by-drug' ? plan.settings.mode.combine : 'any';
  const { mode } = plan.settings;
  const maxCarryOverDays = mode.kind === 'by-drug' ? mode.maxCarryOverDays : undefined;
  const times = gaps.map(() => [] as { days: number; event: boolean }[]);
  const restarts = gaps.map(() => 0);
  // Differences by day since the first fill; summed up once all patients are in.
  const observed = new Int32Array(MAX_DAYS);
  const covered = new Int32Array(MAX_DAYS);

  let patient = 0;
  const onPatient: OnPatient = (id, events, from, to) => {
    const problem = engine.open(events, from, to, patient++);
    const empty = ','.repeat(1 + 3 * gaps.length);
    if (problem) return write(`${cell(id)}${empty},${whyNone(problem, events)}\n`);
    const { followUpStart, followUpEnd } = engine.windows;
    const until = Math.min(followUpEnd, observedUntil(id) ?? followUpEnd);
    const fills = fillsOf(events, from, to).filter((fill) => fill.day >= followUpStart);
    const drugs = [...new Set(fills.map((fill) => fill.drug))];
    const supplied = combine(
      drugs.map((drug) =>
        supplyTimeline(
          fills.filter((fill) => fill.drug === drug),
          { until, maxCarryOverDays },
        ),
      ),
      rule,
    );
    const start = supplied[0]?.from;
    if (start === undefined) return write(`${cell(id)}${empty},no-event-in-follow-up\n`);
    let line = `${cell(id)},${isoDay(start)}`;
    gaps.forEach((gap, k) => {
      const found = persistenceOf({ id, supplied, observedUntil: until }, gap);
      if (!found) return;
      times[k]?.push({ days: found.days, event: found.stopped });
      if (found.restart !== null) restarts[k] = (restarts[k] ?? 0) + 1;
      line += `,${found.days},${found.stopped ? 1 : 0},${found.restart === null ? '' : isoDay(Math.floor(found.restart))}`;
    });
    count(observed, 0, until - start);
    for (const run of supplied) count(covered, run.from - start, run.to - start);
    write(`${line},\n`);
  };
  const curves = (): PersistenceCurve[] =>
    gaps.map((permittedGapDays, k) => ({
      permittedGapDays,
      patients: times[k]?.length ?? 0,
      stopped: times[k]?.filter(({ event }) => event).length ?? 0,
      restarted: restarts[k] ?? 0,
      curve: kaplanMeier(times[k] ?? []),
    }));
  return { onPatient, curves, coveredByDay: { observed, covered } };
}

const MAX_DAYS = 40_000;

function count(steps: Int32Array, from: number, to: number): void {
  const first = Math.floor(from);
  const last = Math.min(Math.ceil(to), steps.length - 1);
  if (first >= last) return;
  steps[first] = (steps[first] ?? 0) + 1;
  steps[last] = (steps[last] ?? 0) - 1;
}

/** The curves as CSV: one line per permitted gap and day, with the proportion of patients covered on that day. */
export function curveLines(curves: readonly PersistenceCurve[], days: CoveredByDay): string {
  const shares = coveredShares(days);
  const lines = ['permitted_gap,day,at_risk,stopped,cut_off,persistent,low,high,proportion_covered'];
  for (const { permittedGapDays, curve } of curves) {
    for (const step of curve) {
      const share = shares[Math.floor(step.day)];
      lines.push(
        [
          permittedGapDays,
          step.day,
          step.atRisk,
          step.events,
          step.censored,
          step.surviving,
          step.low,
          step.high,
          share ?? '',
        ].join(','),
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Shares of patients covered by day, for a figure. */
export function coveredShares({ observed, covered }: CoveredByDay): number[] {
  const shares: number[] = [];
  let seen = 0;
  let supplied = 0;
  for (let day = 0; day < observed.length; day++) {
    seen += observed[day] as number;
    supplied += covered[day] as number;
    if (seen === 0) break;
    shares.push(supplied / seen);
  }
  return shares;
}
