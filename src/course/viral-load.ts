/** A viral load told more closely: blip, low-level viraemia, rebound or virological failure. */
import type { CriterionRow } from '../knowledge/conditions/types.ts';
import { viralLoadState } from '../methods/response/index.ts';
import { because, type Judgement } from './judgement.ts';

const TOLD = ['low-level-viraemia', 'rebound', 'rebound-unconfirmed', 'virological-failure'] as const;

/** The judgement of a viral load with the state its series ends in, where that says more than the course. */
export function tellViralLoad(row: CriterionRow, judgement: Judgement): Judgement {
  if (row.metRule !== 'viral-load' || row.metValue === null || row.lossValue === null) return judgement;
  const values = judgement.points
    .filter(({ phase }) => phase === 'on-treatment' || phase === 'carry-over')
    // "Below 50" is suppressed where 50 is not.
    .map(({ value, bound }) => (bound === 'below' ? 0 : value));
  const state = viralLoadState(values, { suppressed: row.metValue, failure: row.lossValue });
  const told = TOLD.find((one) => one === state);
  const last = judgement.points.findLast(({ phase }) => phase === 'on-treatment' || phase === 'carry-over');
  if (told === undefined || last === undefined) return judgement;
  const reason = because(`viral-${told}`, { value: last.value }, last.records, judgement.criterion.sources);
  return { ...judgement, evidence: [...judgement.evidence, reason] };
}
