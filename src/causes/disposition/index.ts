import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { dispositionEffects } from '../../methods/clearance/index.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import { observedDoseTest } from './observed-dose-test.ts';
import text from './text.json' with { type: 'json' };

/** What each state of the window leaves of this drug; the most specific row of a state speaks for it. */
function fromStates(context: CauseContext): Finding[] {
  const { trial, course, exposure, knowledge } = context;
  const name = trial.ingredient.name.toLowerCase();
  const effects = dispositionEffects(
    { name, atc: trial.atc, route: trial.route },
    exposure.states,
    course.window,
    knowledge.disposition,
    knowledge.enzymes,
  );
  const level = judgedLevel(trial, course);
  const isLow = level?.verdict === 'below' || level?.verdict === 'absent';
  const isInRange = level?.verdict === 'within' || level?.verdict === 'above';
  const { exposurePossible, exposureProbable } = knowledge.conventions;
  return effects.flatMap((effect): Finding[] => {
    const { state, rows } = effect;
    // Beside a low level, a state that may lower the exposure is enough; alone, its usual size must.
    const expected = effect.value === null || isLow ? effect.low : effect.value;
    if (expected > exposurePossible) return [];
    const parts = {
      term: 'altered-disposition' as const,
      checked: rows.every((row) => row.checked === 'yes'),
      facts: rows.map((row) => `disposition/${row.state}/${row.stage}/${row.target}`),
      sources: [...new Set(rows.flatMap((row) => sourceIds(row.source)))],
      records: state.records,
    };
    if (isInRange && level) {
      return [
        opposes({
          ...parts,
          code: 'level-in-range',
          certainty: 'excluded',
          basis: 'measured',
          values: { state: state.state, day: level.day },
          records: [level.record],
        }),
      ];
    }
    // A state whose usual size would not show may still be the reason of a low level, and no more than may.
    const mayHardlyShow = effect.value !== null && effect.value > exposurePossible;
    const isProbable = (isLow && !mayHardlyShow) || (effect.value !== null && effect.value <= exposureProbable);
    return [
      supports({
        ...parts,
        code: effect.value === null ? 'state-size-unknown' : 'state',
        certainty: isProbable ? 'probable' : 'possible',
        basis: isLow ? 'measured' : 'recorded',
        share: exposure.factors.find((factor) => factor.factor === 'disposition')?.share ?? null,
        values: { state: state.state, stage: state.stage, ratio: effect.value, low: effect.low, high: effect.high },
      }),
    ];
  });
}

function assess(context: CauseContext): FamilyResult {
  return { findings: [...fromStates(context), ...observedDoseTest(context)], gates: [] };
}

/** A bodily state changes absorption or elimination: malabsorption, bowel surgery, pregnancy, dialysis. */
export const disposition = defineCause({
  family: 'disposition',
  terms: ['altered-disposition'],
  step: 6,
  gates: [],
  closes: { 'altered-disposition': 'cleared' },
  requires: [],
  explainedBy: {},
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  text,
});
