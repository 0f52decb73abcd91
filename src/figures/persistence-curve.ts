import { percent } from './axis.ts';
import { curves } from './curves.ts';
import { dayTicks } from './scale.ts';

/** A persistence curve under one permitted gap. */
export interface GapCurve {
  readonly permittedGapDays: number;
  readonly steps: readonly {
    readonly day: number;
    readonly surviving: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/**
 * Persistence as steps, one curve per permitted gap, with limits around the first; and the proportion of patients
 * covered as the line that depends on no gap.
 */
export function persistenceCurves(
  gaps: readonly GapCurve[],
  coveredByDay: readonly number[],
  days: number,
  patients: number,
): string {
  const list = gaps.map(({ permittedGapDays, steps }, i) => ({
    name: `gap up to ${permittedGapDays} days`,
    points: steps.map((s) => ({
      x: s.day,
      y: s.surviving,
      ...(i === 0 ? { low: s.low, high: s.high } : {}),
    })),
  }));
  const covered = coveredByDay.slice(0, days + 1).map((y, x) => ({ x, y }));
  return curves(covered.length > 0 ? [...list, { name: 'patients covered', points: covered }] : list, {
    title: `Persistence of ${patients} patients under different permitted gaps`,
    description: 'Kaplan-Meier curves, one per permitted gap, and the proportion of patients covered on each day.',
    x: { title: 'time since first supply (days)', from: 0, to: days, ticks: dayTicks(days) },
    y: {
      title: 'still on treatment (% of patients)',
      from: 0,
      to: 1,
      ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
      format: percent,
    },
    shape: 'step',
  });
}
