/** The drug level that speaks for a failure: measured while it was judged. */
import type { Course } from './course.ts';
import type { DrugLevel, Trial } from './trial.ts';

const isInformative = (level: DrugLevel): boolean => level.verdict !== 'detected' && level.verdict !== 'unknown';

/**
 * The last informative level inside the judgement window, else the first one up to the next outcome after it.
 *
 * The window's first day is left out: for a loss it is the day of the last good outcome. A loss is confirmed at a later
 * visit and the level drawn there, so the visit after the window counts where the window itself holds no level. Null
 * where neither does; a level that is merely detected says nothing about its size.
 */
export function judgedLevel(trial: Pick<Trial, 'levels'>, course: Pick<Course, 'window' | 'points'>): DrugLevel | null {
  const levels = trial.levels.filter(isInformative);
  const inside = levels.filter((level) => level.day > course.window.from && level.day <= course.window.to);
  if (inside.length > 0) return inside.at(-1) ?? null;
  const nextVisit = course.points.find((point) => point.day > course.window.to)?.day;
  if (nextVisit === undefined) return null;
  return levels.find((level) => level.day > course.window.to && level.day <= nextVisit) ?? null;
}
