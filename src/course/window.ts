/** The judgement window J (judgement 4). */
import type { Course } from '../domain/course.ts';
import type { Frame } from './frame.ts';
import type { Judgement } from './judgement.ts';

/**
 * The window as half-open days.
 *
 * Primary, partial and response: start to the judging outcome. Secondary: last good outcome to the confirmed loss,
 * that is to the value that confirms it; where no good outcome has a day, the adequate time before the loss. A fixed course: start to its planned end. Nothing judged: the
 * whole trial. Never shorter than the adequate time unless the trial was.
 */
export function windowOf(frame: Frame, judgement: Judgement | null, adequateDays: number | null): Course['window'] {
  const { trial, asOf } = frame.context;
  const { start } = frame;
  const trialTo = Math.max(start + 1, Math.min(frame.end, asOf.day + 1));
  const term = judgement?.term;
  if (judgement === null || judgement.judgedOn === null || term === 'too-early-to-judge')
    return { from: start, to: trialTo };
  const adequate = adequateDays ?? 0;

  if (term === 'secondary-non-response') {
    const to = Math.max(start + 1, judgement.lossConfirmedDay ?? judgement.judgedOn);
    const least = Math.max(start, to - Math.max(1, adequate));
    return { from: Math.min(judgement.lastGoodDay ?? least, least), to };
  }
  if (frame.kind === 'fixed-course' || trial.fixedCourse) {
    return { from: start, to: Math.max(start + 1, Math.min(trial.plannedEnd ?? trialTo, asOf.day + 1)) };
  }
  const judged = Math.min(judgement.judgedOn, trialTo);
  const least = Math.min(start + adequate, trialTo);
  return { from: start, to: Math.max(start + 1, judged, least) };
}
