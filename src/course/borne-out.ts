/** Does an objective measure bear out a failure that a score of symptoms tells? */
import { oneStepDown } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import { improvement, meetsLevel } from '../methods/response/index.ts';
import type { Frame } from './frame.ts';
import { because, type Judgement, tidy } from './judgement.ts';
import type { Measured, RecordOutcomes } from './outcomes.ts';

const FAILING: readonly Judgement['term'][] = ['partial-response', 'primary-non-response', 'secondary-non-response'];

/**
 * Weighs a failure told by symptoms against the objective measures near the judging day.
 *
 * Where every one of them is good, the symptoms may have another cause (an irritable bowel, a stricture): the failure
 * stands one step lower and says so. One that is not good bears it out.
 */
export function weighObjectiveSigns(
  frame: Frame,
  row: CriterionRow,
  judgement: Judgement,
  outcomes: RecordOutcomes,
): Judgement {
  const { judgedOn } = judgement;
  if (row.bearsOut.length === 0 || judgedOn === null || !FAILING.includes(judgement.term)) return judgement;
  const { conditions, measures } = frame.context.knowledge;
  const span = conditions.rule('bearsOutDays');
  const own = frame.condition === null ? [] : conditions.criteria(frame.condition, frame.drug.atc);
  const isGood = (measure: string, value: Measured): boolean | null => {
    const bound = own.find((one) => one.measure === measure && one.metOp !== null);
    if (bound?.metOp && bound.metValue !== null) return meetsLevel(value, bound.metOp, bound.metValue);
    const facts = measures.facts(measure);
    if (facts === null || facts.normal === null) return null;
    return improvement(facts.normal, value.value, facts.direction) >= 0;
  };
  const near = row.bearsOut.flatMap((measure) => {
    const inside = (outcomes.measured.get(measure) ?? []).filter(
      ({ day }) => day > frame.start && Math.abs(day - judgedOn) <= span && day <= frame.context.asOf.day,
    );
    const value = inside.at(-1);
    const good = value === undefined ? null : isGood(measure, value);
    return value === undefined || good === null ? [] : [{ measure, value, good }];
  });
  const shown = near.find(({ good }) => !good) ?? near[0];
  if (shown === undefined) return judgement;
  const facts = measures.facts(shown.measure);
  const values = {
    measure: facts?.name ?? shown.measure,
    value: tidy(shown.value.value),
    unit: facts?.unit ?? '',
    day: isoDay(shown.value.day),
  };
  const reason = because(shown.good ? 'not-borne-out' : 'borne-out', values, [shown.value.record]);
  const evidence = [...judgement.evidence, reason];
  return shown.good
    ? { ...judgement, certainty: oneStepDown(judgement.certainty), evidence }
    : { ...judgement, evidence };
}
