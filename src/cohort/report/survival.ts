/** Persistence of a whole population from counts by day. */
import { kaplanMeier } from '../../methods/adherence/index.ts';
import type { Survival } from './queries-over-time.ts';

/** A step curve of the share still on treatment. */
export interface SurvivalCurve {
  gapDays: number;
  people: number;
  steps: { day: number; surviving: number; low: number; high: number }[];
}

/** Most single observations handed to the estimator; above it days are taken in proportion. */
const MOST_TIMES = 200_000;

/** The product-limit curve of counts by day; none where too few people stand behind it. */
export function survivalCurve({ gapDays, people, days }: Survival): SurvivalCurve | null {
  if (people === null || people === 0) return null;
  const total = days.reduce((sum, each) => sum + each.stopped + each.cutOff, 0);
  const scale = Math.min(1, MOST_TIMES / total);
  const times = days.flatMap(({ day, stopped, cutOff }) => [
    ...Array.from({ length: Math.round(stopped * scale) }, () => ({ days: day, event: true })),
    ...Array.from({ length: Math.round(cutOff * scale) }, () => ({ days: day, event: false })),
  ]);
  const steps = kaplanMeier(times).map(({ day, surviving, low, high }) => ({ day, surviving, low, high }));
  return { gapDays, people, steps };
}

/** The share still on treatment on a day. */
export const shareOn = ({ steps }: SurvivalCurve, day: number): number =>
  steps.reduce((share, step) => (step.day <= day ? step.surviving : share), 1);
