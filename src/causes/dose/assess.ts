import { highestHeldDose } from '../../domain/dosing.ts';
import { type Finding, type Gate, missing, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import type { Condition } from '../../domain/record.ts';
import type { Answer } from '../../domain/terms.ts';
import { addMonths } from '../../domain/time.ts';
import type { DoseFloor } from '../../knowledge/dose-floors/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { CauseContext, FamilyResult } from '../contract.ts';

/** True where a diagnosis was there by a day; one without a date counts as there. */
function beganBy(condition: Condition, day: number): boolean {
  const onset = (condition.onset ?? condition.recorded)?.day;
  return onset === undefined || onset <= day;
}

/** Why an adult floor may not be used on this person, or null where it may. */
function floorBarredBy(context: CauseContext): string | null {
  const { record, trial, knowledge } = context;
  if (record.birth && addMonths(record.birth.day, 12 * knowledge.conventions.adultAgeYears) > trial.start)
    return 'under-age';
  const texts = record.conditions
    .filter((condition) => condition.status !== 'inactive' && beganBy(condition, context.course.window.to))
    .map((condition) => condition.what.text);
  const impaired = knowledge.phrases.read('organ-impairment', texts);
  if (impaired) return `${impaired.meaning}-impairment`;
  const written = record.orders
    .filter((order) => trial.orders.includes(order.id))
    .flatMap((order) =>
      order.directions.map((direction) => `${direction.text ?? ''} ${direction.perIntake?.unit ?? ''}`),
    );
  return written.some((each) => each.includes('/kg')) ? 'weight-based-dose' : null;
}

function unjudged(because: string, withCheck = true): FamilyResult {
  return {
    findings: [
      missing({
        term: 'dose-too-low',
        code: because,
        check: withCheck ? 'ask-dose' : null,
        values: { because },
      }),
    ],
    gates: [{ gate: 'dose', answer: 'unknown', values: { because } }],
  };
}

/** A level within its range in the window says that the dose sufficed, whatever a floor says. */
function levelInRange(context: CauseContext): FamilyResult | null {
  const { trial, course } = context;
  const level = judgedLevel(trial, course);
  if (level?.verdict !== 'within' && level?.verdict !== 'above') return null;
  return {
    findings: [
      opposes({
        term: 'dose-too-low',
        code: 'level-in-range',
        certainty: 'excluded',
        basis: 'measured',
        checked: level.checked,
        values: { day: level.day },
        sources: level.sources.flatMap(sourceIds),
        records: [level.record],
      }),
    ],
    gates: [{ gate: 'dose', answer: 'yes', values: { because: 'level-in-range' } }],
  };
}

// A weekly dose divided over its days may miss the floor by the last binary digit.
const reaches = (dailyDose: number, floor: number): boolean => dailyDose >= floor * (1 - 1e-9);

function gateOf(answer: Answer, dailyDose: number, unit: string | null, floor: number): Gate {
  return { gate: 'dose', answer, values: { dailyDose, unit, floor } };
}

/** Compares the dose held with every floor that matches; two instruments that disagree leave the gate unknown. */
function compare(
  context: CauseContext,
  floors: readonly DoseFloor[],
  held: NonNullable<ReturnType<typeof highestHeldDose>>,
): FamilyResult {
  const sorted = [...floors].sort((a, b) => (a.leastEffectiveDailyDose ?? 0) - (b.leastEffectiveDailyDose ?? 0));
  const lowest = sorted[0];
  const highest = sorted.at(-1);
  const low = lowest?.leastEffectiveDailyDose ?? null;
  const high = highest?.leastEffectiveDailyDose ?? null;
  if (!lowest || !highest || low === null || high === null) return unjudged('no-floor');
  const unit = held.unit ?? '';
  const shared: Pick<Finding, 'facts' | 'sources' | 'records' | 'checked'> = {
    facts: floors.map((floor) => floor.id),
    sources: [...new Set(floors.flatMap((floor) => sourceIds(floor.source)))],
    records: held.records,
    checked: floors.every((floor) => floor.checked === 'yes'),
  };
  if (reaches(held.dailyDose, high)) {
    const values = { dose: held.dailyDose, unit, floor: high, days: held.days };
    return {
      findings: [
        opposes({ term: 'dose-too-low', code: 'at-or-above-floor', certainty: 'excluded', values, ...shared }),
      ],
      gates: [gateOf('yes', held.dailyDose, held.unit, high)],
    };
  }
  const share = context.exposure.factors.find((factor) => factor.factor === 'prescribed')?.share ?? null;
  if (reaches(held.dailyDose, low)) {
    const values = {
      dose: held.dailyDose,
      unit,
      floor: high,
      scheme: highest.scheme,
      otherFloor: low,
      otherScheme: lowest.scheme,
    };
    return {
      findings: [
        supports({
          term: 'dose-too-low',
          code: 'below-one-of-two-floors',
          certainty: 'possible',
          share,
          values,
          ...shared,
        }),
      ],
      gates: [gateOf('unknown', held.dailyDose, held.unit, high)],
    };
  }
  const values = { dose: held.dailyDose, unit, floor: low };
  return {
    findings: [
      supports({
        term: 'dose-too-low',
        code: 'below-floor',
        certainty: 'probable',
        basis: 'measured',
        share,
        values,
        ...shared,
      }),
    ],
    gates: [gateOf('no', held.dailyDose, held.unit, low)],
  };
}

/**
 * Was the dose at least the least effective one for this drug and use?
 *
 * Titration steps are no under-dosing: the highest dose held for at least half of the adequate time is compared. Drugs
 * judged by a level or a goal are never called under-dosed by a floor.
 */
export function assess(context: CauseContext): FamilyResult {
  const { trial, course, knowledge } = context;
  const inRange = levelInRange(context);
  if (inRange) return inRange;
  const judgedBy = knowledge.drugs.facts(trial.ingredient.id)?.judgedBy ?? 'dose';
  if (judgedBy !== 'dose') return unjudged(`judged-by-${judgedBy}`);
  if (trial.asNeeded) return unjudged('as-needed', false);
  const barred = floorBarredBy(context);
  if (barred) return unjudged(barred);
  const condition = trial.indication?.condition ?? null;
  const floors = knowledge.doseFloors
    .floorsFor(knowledge.drugs.preciseId(trial.ingredient) ?? trial.ingredient.id, condition, trial.route)
    .filter((floor) => floor.leastEffectiveDailyDose !== null);
  const adequate = course.adequateDays ?? 0;
  const neededDays = adequate * knowledge.conventions.doseHeldShare;
  const held = highestHeldDose(trial.doses, course.window, neededDays);
  if (!held) return unjudged('daily-dose-not-known');
  // A trial that ended while its dose was still rising says nothing about the dose it would have reached.
  if (held.days < neededDays) return unjudged('ended-before-a-dose-was-held', false);
  const matching = floors.filter((floor) => floor.unit === held.unit);
  if (matching.length === 0) return unjudged(floors.length === 0 ? 'no-floor' : 'other-unit');
  return compare(context, matching, held);
}
