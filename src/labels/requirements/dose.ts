import { type DoseStep, trialEnd } from '../../domain/trial.ts';
import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

type DoseRequirement = Extract<TrialRequirement, { kind: 'dose' }>;

interface Needed {
  dailyDose: number;
  unit: string;
  checked: boolean;
}

/** The target doses of the condition (several instruments may disagree), or the drug's equivalent by a scheme. */
function neededDoses(asked: DoseRequirement, { each, knowledge, condition }: TrialContext): Needed[] {
  const { ingredient, route } = each.trial;
  if (asked.at === 'equivalent') {
    const row = knowledge.labels.equivalent(asked.scheme ?? '', ingredient.id, route);
    if (row === null) return [];
    const dailyDose = ((asked.equivalentMg ?? row.referenceMg) * row.equivalentMg) / row.referenceMg;
    return [{ dailyDose, unit: 'mg', checked: row.checked === 'yes' }];
  }
  return knowledge.doseFloors
    .floorsFor(ingredient.id, condition, route)
    .flatMap((row) =>
      row.targetDailyDose === null
        ? []
        : [{ dailyDose: row.targetDailyDose, unit: row.unit, checked: (row.targetChecked ?? row.checked) === 'yes' }],
    );
}

/** Was a dose below the target the highest this person could bear? A higher step before it or a reaction says so. */
function perhapsNotTolerated(steps: readonly DoseStep[], last: DoseStep, { each, record }: TrialContext): boolean {
  if (steps.some((step) => step.from < last.from && (step.dailyDose ?? 0) > (last.dailyDose ?? 0))) return true;
  const ids = new Set([...each.trial.orders, ...each.trial.statements]);
  return record.reactions.some(
    (reaction) =>
      reaction.suspectIds.some((id) => ids.has(id)) ||
      reaction.suspects.some((drug) => drug.ingredients.some(({ id }) => id === each.trial.ingredient.id)),
  );
}

/** Amounts of day-long sums carry binary dust: a dose on the boundary counts as on it. */
const reaches = (dose: number, needed: number): boolean => dose >= needed - 1e-9;

/** Was the dose the definition asks for reached: the last one for a target, held for some days for an equivalent? */
export function dose(asked: DoseRequirement, context: TrialContext): Answered {
  const { trial } = context.each;
  const all = neededDoses(asked, context);
  const steps = trial.doses.filter((step) => step.dailyDose !== null);
  const needed = all.filter((each) => steps.some((step) => step.unit === each.unit));
  const [lowest, highest] = [Math.min(...needed.map((n) => n.dailyDose)), Math.max(...needed.map((n) => n.dailyDose))];
  const last = steps.at(-1);
  if (needed.length === 0 || last === undefined || last.dailyDose === null)
    return answered('unknown', { because: all.length === 0 ? 'no-dose-known' : 'daily-dose-not-known' });
  const checked = needed.every((each) => each.checked);
  const unit = last.unit;
  const shows = `${last.dailyDose} ${unit} a day, ${highest} asked`;
  if (asked.forDays > 0) {
    const end = trialEnd(trial, context.asOfDay);
    const held = steps
      .filter((step) => reaches(step.dailyDose ?? 0, highest))
      .reduce((sum, step) => sum + Math.max(0, Math.min(step.to, end) - Math.max(step.from, trial.start)), 0);
    const values = { dailyDose: last.dailyDose, unit, needed: highest, days: held, forDays: asked.forDays };
    return answered(held >= asked.forDays ? 'met' : 'failed', values, `${shows}, held ${held} days`, checked);
  }
  const values = { dailyDose: last.dailyDose, unit, needed: highest };
  if (reaches(last.dailyDose, highest)) return answered('met', values, shows, checked);
  if (reaches(last.dailyDose, lowest) || perhapsNotTolerated(steps, last, context))
    return answered('unknown', { ...values, because: 'perhaps-highest-tolerated' }, shows, checked);
  return answered('failed', values, shows, checked);
}
