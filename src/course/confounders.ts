/** Other drugs for the same purpose that moved inside the window, and changes that may explain a recovery. */
import type { Course } from '../domain/course.ts';
import type { Trial } from '../domain/trial.ts';
import type { Frame } from './frame.ts';

const isInside = (day: number | null, from: number, to: number): boolean => day !== null && day > from && day < to;

function rises(trial: Trial, from: number, to: number): boolean {
  return trial.doses.some((step, i) => {
    const before = trial.doses[i - 1];
    if (!before || step.dailyDose === null || before.dailyDose === null || step.unit !== before.unit) return false;
    return step.dailyDose > before.dailyDose && isInside(step.from, from, to);
  });
}

/** Names of the other drugs for the same purpose that started, stopped or rose inside the window, each once. */
export function confoundersIn(frame: Frame, { from, to }: Course['window']): string[] {
  const names = new Set<string>();
  for (const other of frame.samePurpose) {
    if (isInside(other.start, from, to) || isInside(other.end, from, to) || rises(other, from, to)) {
      names.add(other.ingredient.name);
    }
  }
  for (const partner of frame.sameRegimen) {
    if (isInside(partner.end, from, to) || rises(partner, from, to)) names.add(partner.ingredient.name);
  }
  return [...names].sort();
}

/** A change of this drug's own dose inside the window: from and to a day, with the day. */
export interface DoseChange {
  day: number;
  before: number;
  after: number;
  unit: string;
}

/** The changes of this drug's daily dose inside the window, in order of time; steps that cannot be compared are none. */
export function doseChangesIn(frame: Frame, { from, to }: Course['window']): DoseChange[] {
  const { doses } = frame.context.trial;
  return doses.flatMap((step, i) => {
    const before = doses[i - 1];
    if (!before || before.dailyDose === null || step.dailyDose === null || before.unit !== step.unit) return [];
    if (before.dailyDose === step.dailyDose || !isInside(step.from, from, to)) return [];
    return [{ day: step.from, before: before.dailyDose, after: step.dailyDose, unit: step.unit ?? '' }];
  });
}

/** True where this drug's dose changed, or any drug started or stopped, in the days (from, to]. */
export function anythingChanged(frame: Frame, from: number, to: number): boolean {
  const { trial, trials } = frame.context;
  const inside = (day: number | null): boolean => day !== null && day > from && day <= to;
  const ownDose = trial.doses.some((step, i) => i > 0 && inside(step.from));
  return ownDose || trials.some((other) => other !== trial && (inside(other.start) || inside(other.end)));
}
