/** One drug tried by one person: what is taken, what it does, what is written down, what is true. */
import { momentOfDay } from '../domain/time.ts';
import type { SimulatedDrug, SimulationFacts } from '../knowledge/simulation/index.ts';
import { courseOf, effectShare, fallOn, isGood, type Response, shown } from './effect.ts';
import { type Mechanism, pharmacology } from './exposure.ts';
import type { Life } from './life.ts';
import { concept, conditionRow, orderRow, supplyRow } from './rows.ts';
import { takingOf } from './taking.ts';

/** What is decided for a trial before it begins. */
export interface TrialPlan {
  row: SimulatedDrug;
  start: number;
  /** first day after the trial's time; supply ends with it where the drug is replaced */
  end: number;
  baseline: number;
  perpetrators: readonly string[];
  isLow: boolean;
  isNeverFilled: boolean;
  isIntolerant: boolean;
  isHelped: boolean;
  fades: 'tolerance' | 'disease-progression' | null;
}

/** A trial as it went: its true course, the values at the visits, and whether it had a fair chance. */
export interface TrialStory {
  drug: string;
  orderId: string;
  values: { day: number; value: number }[];
  course: string;
  hasFailed: boolean;
  isFair: boolean;
  /** the share of the baseline removed on a day of the calendar, for several drugs given together */
  fall(day: number): number;
}

/** Draws what is decided by chance for the next trial of a person. */
export function planTrial(
  life: Life,
  of: Pick<TrialPlan, 'row' | 'start' | 'end' | 'baseline' | 'perpetrators'>,
): TrialPlan {
  const { chance, rate } = life;
  const isNeverFilled = chance.happens(rate('neverFilled'));
  const isLow = chance.happens(rate('lowDose')) && of.row.lowDose !== null;
  const isIntolerant = chance.happens(rate('intolerance'));
  const isHelped = !chance.happens(rate('unhelped'));
  const isLost = chance.happens(rate('fades'));
  const isProgression = chance.happens(rate('progresses'));
  // Loss at the same exposure is only seen where the exposure is the same.
  const fades =
    isLost && isHelped && life.habit === 'full' ? (isProgression ? 'disease-progression' : 'tolerance') : null;
  return { ...of, isNeverFilled, isLow, isIntolerant, isHelped, fades };
}

function writeRows(
  life: Life,
  plan: TrialPlan,
  fillDays: readonly number[],
  stop: { day: number; reason: string | null } | null,
): { orderId: string; drug: string } {
  const { row, isLow } = plan;
  const drug = life.drug(row);
  const orderId = life.id('orders');
  const { text, system, code } = life.scenario.condition;
  life.record.orders.push(
    orderRow({
      id: orderId,
      drug,
      row,
      dose: (isLow ? row.lowDose : row.usualDose) ?? 0,
      start: plan.start,
      indication: concept(text, system, code),
      indicationId: life.conditionId,
      stop,
    }),
  );
  if (stop !== null) life.kinds.set(orderId, 'stop');
  for (const day of fillDays)
    life.record.supplies.push(supplyRow(life.id('supplies'), drug, orderId, day, life.numbers.fillDays));
  return { orderId, drug: drug.ingredients[0]?.name ?? row.product };
}

/** Writes an adverse effect that ended the trial. */
function writeReaction(life: Life, plan: TrialPlan, day: number): void {
  const id = life.id('reactions');
  life.kinds.set(id, 'stop');
  life.record.reactions.push({
    id,
    kind: 'adverse-event',
    what: concept('Nausea'),
    at: momentOfDay(day),
    suspects: [life.drug(plan.row)],
    suspectIds: [],
    seriousness: null,
    severity: 'moderate',
    outcome: null,
    status: null,
    notes: [],
  });
}

/**
 * Lives through one trial: writes its order, dispensings and adverse effects into the record and its terms into the
 * truth. The values at the visits are returned and written by the caller, who knows what else was taken.
 *
 * `replaced`: the order is stopped at the end of the trial because the next drug follows; null where it stays open.
 */
export function liveTrial(
  life: Life,
  plan: TrialPlan,
  facts: SimulationFacts,
  replacedAt: (failed: boolean) => number | null,
): TrialStory {
  const { scenario, rate, chance } = life;
  const { criterion } = scenario;
  const stopDay = plan.isIntolerant && !plan.isNeverFilled ? plan.start + rate('intoleranceDay') : null;
  const taking = takingOf(chance, life.habit, plan.start, stopDay ?? plan.end, life.numbers);
  const ingredient = life.drug(plan.row).ingredients[0]?.name ?? '';
  const { mechanisms, factor } = pharmacology(life, ingredient, plan.perpetrators, facts);
  const range = plan.isHelped ? scenario.fall : scenario.noFall;
  const fall = chance.between(range.low, range.high);
  const dose = plan.isLow && plan.row.lowDose && plan.row.usualDose ? plan.row.lowDose / plan.row.usualDose : 1;
  const numbers = {
    halfEffect: rate('halfEffect'),
    hill: rate('hill'),
    fullEffectDays: rate('fullEffectDays'),
    offEffectDays: rate('offEffectDays'),
  };
  const response: Response = {
    fall,
    exposure: taking.share * dose * factor,
    endDay: taking.endDay === null ? null : taking.endDay - plan.start,
    fade: plan.fades === null ? null : { from: rate('fadeFrom'), to: rate('fadeTo') },
  };
  const isOn = !plan.isNeverFilled;
  const fallAt = (day: number): number => (isOn && day > plan.start ? fallOn(day - plan.start, response, numbers) : 0);
  const values =
    stopDay !== null || plan.isNeverFilled
      ? []
      : scenario.visitDays
          .filter((day) => plan.start + day <= plan.end)
          .map((day) => ({
            day: plan.start + day,
            value: shown(plan.baseline * (1 - fallAt(plan.start + day)), scenario.measure),
          }));
  const course = plan.isNeverFilled
    ? 'never-started'
    : stopDay !== null
      ? 'too-early-to-judge'
      : courseOf(
          values.map(({ value }) => value),
          plan.baseline,
          criterion,
        );
  const hasFailed = course !== 'responding';
  const replaced = replacedAt(hasFailed);
  const stop =
    stopDay !== null
      ? { day: stopDay, reason: 'Nausea' }
      : replaced !== null
        ? { day: replaced, reason: plan.isNeverFilled ? null : 'lack of efficacy' }
        : null;
  const { orderId, drug } = writeRows(life, plan, isOn ? taking.fillDays : [], stop);
  if (stopDay !== null) writeReaction(life, plan, stopDay);
  if (plan.fades === 'disease-progression' && values.length > 0) writeProgression(life, plan.start + rate('fadeTo'));

  const causes: Mechanism[] = [];
  if (plan.isNeverFilled) causes.push({ term: 'never-filled', factor: 0 });
  else if (stopDay !== null)
    causes.push(
      { term: 'stopped-for-intolerance', factor: 0 },
      { term: 'insufficient-duration', factor: 0 },
      ...mechanisms,
    );
  else {
    if (life.habit === 'partial') causes.push({ term: 'missed-doses', factor: taking.share });
    if (life.habit === 'stops') causes.push({ term: 'stopped-early', factor: 0 });
    if (plan.isLow) causes.push({ term: 'dose-too-low', factor: dose });
    causes.push(...mechanisms);
    if (plan.fades !== null && course === 'secondary-non-response') causes.push({ term: plan.fades, factor: 0 });
    if (causes.length === 0) causes.push({ term: 'unexplained-non-response', factor: 1 });
  }
  const isDecisive = ({ term, factor: share }: Mechanism): boolean => {
    if (!plan.isHelped) return term === 'unexplained-non-response';
    if (share === 0) return causes.every((each) => each.factor !== 0 || each.term === term);
    const without = effectShare(response.exposure / share, numbers.halfEffect, numbers.hill);
    const value = shown(plan.baseline * (1 - fall * without), scenario.measure);
    return response.endDay === null && plan.fades === null && isGood(value, plan.baseline, criterion);
  };
  const { id: patient } = life.record;
  life.truth.push({
    patient,
    scenario: scenario.id,
    drug,
    kind: 'course',
    term: course,
    decisive: null,
    standing: '',
    hiddenBy: [],
  });
  if (hasFailed)
    for (const cause of causes)
      life.truth.push({
        patient,
        scenario: scenario.id,
        drug,
        kind: 'cause',
        term: cause.term,
        decisive: isDecisive(cause),
        standing: '',
        hiddenBy: [],
      });
  const isFair = isOn && stopDay === null && life.habit === 'full' && !plan.isLow && mechanisms.length === 0;
  return { drug, orderId, values, course, hasFailed, isFair, fall: fallAt };
}

/** New disease on record where the effect was lost to it. */
function writeProgression(life: Life, day: number): void {
  const id = life.id('conditions');
  life.kinds.set(id, 'progression');
  life.record.conditions.push(conditionRow(id, concept('Bone metastases'), day));
}
