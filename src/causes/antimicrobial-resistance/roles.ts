/** What each isolate is to one course of treatment: its start, a follow-up, known before, or none of these. */
import { MINUTES_PER_DAY, momentOfDay } from '../../domain/time.ts';
import type { IndexWindow } from '../../knowledge/germs/index.ts';
import type { CauseContext } from '../contract.ts';
import type { Isolate } from './isolates.ts';
import { around, DAYS_PER_MONTH, isIn, spanOf } from './span.ts';
import { agentOf, type TreatmentCourse, windowForGerm } from './treatment.ts';

export interface Roles {
  index: Isolate[];
  followUp: Isolate[];
  /** older than the window, within the time in which resistance counts as known risk */
  prior: Isolate[];
}

/** The roles of all isolates for one course; `usual` is the window of the infection treated. */
export function rolesOf(
  course: TreatmentCourse,
  isolates: readonly Isolate[],
  usual: IndexWindow,
  context: CauseContext,
): Roles {
  const { thresholds } = context.knowledge.germs;
  const roles: Roles = { index: [], followUp: [], prior: [] };
  const cameBack = context.course.term === 'secondary-non-response';
  const after = (cameBack ? thresholds.relapseDays : thresholds.afterEndDays) * MINUTES_PER_DAY;
  const last = spanOf(course.end).to + after;
  for (const isolate of isolates) {
    const window = windowForGerm(isolate.organism.taxon?.id ?? null, usual, context);
    const at = spanOf(isolate.at);
    if (window.from === 'regimen-change') {
      roleOnRegimen(isolate, course, roles, context);
      continue;
    }
    const span = around(course.start, window.hoursBefore, window.hoursAfter);
    if (isIn(at, span)) roles.index.push(isolate);
    else if (at.from > span.to && at.from <= last) roles.followUp.push(isolate);
    else if (at.to < span.from && at.to >= span.from - thresholds.priorMonths * DAYS_PER_MONTH * MINUTES_PER_DAY)
      roles.prior.push(isolate);
  }
  return roles;
}

/**
 * A genotype speaks for the regimen it was drawn on: before the first dose it is the baseline, since the last change of
 * the regimen it is the failing one's; in between it tells of an older regimen.
 */
function roleOnRegimen(isolate: Isolate, course: TreatmentCourse, roles: Roles, context: CauseContext): void {
  const { thresholds } = context.knowledge.germs;
  const judged = context.course.judgedOn ?? context.asOf.day;
  const last = spanOf(course.end).to + thresholds.regimenAfterEndDays * MINUTES_PER_DAY;
  const changes = context.trials
    .filter(
      (other) =>
        other.initiation.answer === 'yes' &&
        agentOf(other, context) !== null &&
        isOfRegimen(other.atc, context.trial.atc),
    )
    .map((other) => other.start)
    .filter((start) => start >= course.start.day && start <= Math.min(judged, course.end.day));
  const since = momentOfDay(Math.max(course.start.day, ...changes));
  const at = spanOf(isolate.at);
  if (at.to < spanOf(course.start).from) roles.index.push(isolate);
  else if (at.to >= since.minute && at.from <= last) roles.followUp.push(isolate);
  else if (isIn(at, spanOf(course.start))) roles.index.push(isolate);
  else roles.prior.push(isolate);
}

const isOfRegimen = (a: readonly string[], b: readonly string[]): boolean =>
  a.some((code) => code.startsWith('J05')) && (b.length === 0 || b.some((code) => code.startsWith('J05')));
