/** What was given, when, and for which infection: the courses of one trial and the drugs beside it. */

import type { Moment } from '../../domain/time.ts';
import { momentOfDay } from '../../domain/time.ts';
import { type Trial, trialEnd } from '../../domain/trial.ts';
import type { Agent, IndexWindow } from '../../knowledge/germs/index.ts';
import type { CauseContext } from '../contract.ts';
import { isIn, type Span, spanOf } from './span.ts';

/** One stretch of treatment, from the first dose to the last one known. */
export interface TreatmentCourse {
  start: Moment;
  end: Moment;
}

/** The agent the trial is tested as, null where the pack has none. */
export function agentOf(trial: Trial, context: CauseContext): Agent | null {
  const { germs, drugs } = context.knowledge;
  // Inhibitors have no facts of their own; the trial of each partner names it.
  const nameOf = (id: string): string | undefined =>
    context.trials.find((other) => other.ingredient.id === id)?.ingredient.name ?? drugs.facts(id)?.name;
  const partners = trial.partners.flatMap((id) => nameOf(id) ?? []);
  return germs.ofIngredient(trial.ingredient.name, partners);
}

/** The window of the infection the trial treats: by its condition, else by what the drug is for, else the acute one. */
export function windowOf(context: CauseContext): IndexWindow | null {
  const { trial, knowledge } = context;
  const rows = knowledge.germs.rows.windows;
  const condition = trial.indication?.condition ?? null;
  const lines = condition === null ? [] : knowledge.conditions.lineage(condition);
  const byCondition = rows.find((row) => row.conditions.some((id) => lines.includes(id)));
  if (byCondition) return byCondition;
  const byDrug =
    condition === null
      ? rows.find((row) => row.atc.some((start) => trial.atc.some((atc) => atc.startsWith(start))))
      : undefined;
  return byDrug ?? rows.find((row) => row.taxa.length === 0) ?? null;
}

const ANTIBACTERIAL = 'J01';

/** True where the drug has a use that is no infection (hydroxychloroquine for lupus); of antibacterials only as recorded. */
export function isForNoInfection(context: CauseContext): boolean {
  const { trial, knowledge } = context;
  const condition = trial.indication?.condition ?? null;
  if (condition === null) return false;
  if (trial.indication?.basis === 'inferred' && trial.atc.some((code) => code.startsWith(ANTIBACTERIAL))) return false;
  const lines = knowledge.conditions.lineage(condition);
  const { windows, sites } = knowledge.germs.rows;
  return ![...windows, ...sites].some((row) => row.conditions.some((id) => lines.includes(id)));
}

/** The window for one germ: some germs have their own whatever the diagnosis says, and keep it to themselves. */
export function windowForGerm(taxon: string | null, usual: IndexWindow, context: CauseContext): IndexWindow {
  const { germs } = context.knowledge;
  if (taxon === null) return usual;
  const own = germs.rows.windows.find((row) => row.taxa.some((each) => germs.isWithin(taxon, each)));
  if (own) return own;
  return usual.taxa.length === 0 ? usual : (germs.rows.windows.find((row) => row.taxa.length === 0) ?? usual);
}

/**
 * The courses of a trial. Doses charted further apart than the pack's gap are courses of their own where the infection is
 * acute; without charted doses the supply tells, and without supply the trial itself.
 */
export function coursesOf(context: CauseContext, window: IndexWindow): TreatmentCourse[] {
  const { trial, record, asOf, knowledge } = context;
  const own = new Set(trial.intakes);
  const doses = record.intakes
    .filter((intake) => own.has(intake.id) && intake.status === 'taken')
    .map((intake) => ({ start: intake.at, end: intake.end ?? intake.at }))
    .sort((a, b) => a.start.minute - b.start.minute);
  const last = trialEnd(trial, asOf.day);
  const whole = { start: trial.startMoment, end: trial.endMoment ?? momentOfDay(Math.max(trial.start, last - 1)) };
  const runs =
    doses.length > 0
      ? doses
      : trial.supply.map((run) => ({ start: startOfSupply(run.from, trial), end: momentOfDay(run.to) }));
  if (runs.length === 0) return [whole];
  const gap = window.splitCourses ? knowledge.germs.thresholds.courseGapDays : Number.POSITIVE_INFINITY;
  const courses: TreatmentCourse[] = [];
  for (const run of runs) {
    const open = courses.at(-1);
    if (open && run.start.day - open.end.day <= gap) {
      if (run.end.minute > open.end.minute) open.end = run.end;
    } else courses.push({ ...run });
  }
  return courses;
}

const startOfSupply = (day: number, trial: Trial): Moment =>
  day === trial.start ? trial.startMoment : momentOfDay(day);

/** Other antimicrobials used during a course, with the agent each is tested as. */
export function partnersIn(course: TreatmentCourse, context: CauseContext): { trial: Trial; agent: Agent }[] {
  const during: Span = { from: spanOf(course.start).from, to: spanOf(course.end).to };
  return context.trials.flatMap((other) => {
    if (other.ingredient.id === context.trial.ingredient.id || other.initiation.answer !== 'yes') return [];
    if (context.trial.partners.includes(other.ingredient.id)) return [];
    const agent = agentOf(other, context);
    const end = other.endMoment ?? momentOfDay(trialEnd(other, context.asOf.day));
    const used: Span = { from: other.startMoment.minute, to: spanOf(end).to };
    return agent && isIn(used, during) ? [{ trial: other, agent }] : [];
  });
}
