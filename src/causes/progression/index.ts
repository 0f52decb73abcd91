import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import { isoDay } from '../../domain/time.ts';
import { type CauseContext, defineCause, type FirstPass } from '../contract.ts';
import { newActivity } from './activity.ts';
import { exposureCauses } from './exposure-cause.ts';
import text from './text.json' with { type: 'json' };

const FAILED = ['partial-response', 'primary-non-response', 'secondary-non-response'];

/** Every day of the window after its first one was taken under observation. */
function isObservedThroughout({ trial, course }: CauseContext): boolean {
  const runs = trial.taking.filter((run) => run.source === 'observed' && run.share > 0);
  for (let day = course.window.from + 1; day < course.window.to; day += 1)
    if (!runs.some((run) => run.from <= day && day < run.to)) return false;
  return course.window.to > course.window.from + 1;
}

/** New disease activity at unchanged exposure: `probable` where a level or observed taking shows it unchanged. */
function conclude(context: CauseContext, first: FirstPass): Finding[] {
  const activity = newActivity(context);
  const [earliest] = activity;
  if (!earliest) return [];
  const parts = {
    term: 'disease-progression' as const,
    values: {
      found: [...new Set(activity.map((each) => each.finding))].join(', '),
      day: isoDay(earliest.day),
    },
    records: activity.map((each) => each.record),
  };
  const changed = exposureCauses(first.findings);
  if (changed.length > 0) {
    const values = { ...parts.values, reasons: changed.join(', ') };
    return [opposes({ ...parts, code: 'exposure-changed', certainty: 'unlikely', values })];
  }
  const level = judgedLevel(context.trial, context.course);
  if (level?.verdict === 'within' || level?.verdict === 'above') {
    const records = [...parts.records, level.record];
    return [
      supports({ ...parts, code: 'new-activity-at-good-level', certainty: 'probable', basis: 'measured', records }),
    ];
  }
  if (isObservedThroughout(context))
    return [supports({ ...parts, code: 'new-activity-under-observation', certainty: 'probable' })];
  return [supports({ ...parts, code: 'new-activity', certainty: 'possible' })];
}

/** A drug against the growth itself fails by it: there, progression is the outcome and not its cause. */
function isAgainstTheGrowth({ trial, course, knowledge }: CauseContext): boolean {
  const condition = course.criterion?.condition ?? trial.indication?.condition ?? null;
  const classes = knowledge.drugs.facts(trial.ingredient.id)?.classes ?? [];
  if (classes.includes('anti-infective')) return true;
  if (condition === null) return classes.includes('antineoplastic');
  return knowledge.conditions.lineage(condition).includes('cancer');
}

/** The disease itself has moved on while the drug arrived as before. */
export const progression = defineCause({
  family: 'progression',
  terms: ['disease-progression'],
  step: 7,
  gates: [],
  closes: {},
  requires: ['adherence', 'delivery', 'interaction', 'phenoconversion', 'disposition', 'drug-level', 'immunogenicity'],
  explainedBy: {},
  appliesTo: (context) =>
    context.trial.initiation.answer !== 'no' && FAILED.includes(context.course.term) && !isAgainstTheGrowth(context),
  assess: () => ({ findings: [], gates: [] }),
  conclude,
  text,
});
