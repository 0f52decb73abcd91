import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import text from './text.json' with { type: 'json' };

/**
 * Levels from the window's start to the last outcome that shows the failure; where there is none, earlier ones.
 *
 * A loss is confirmed at a later visit, and the level is drawn at that visit.
 */
function levelsInWindow(context: CauseContext): CauseContext['trial']['levels'] {
  const { trial, course } = context;
  const until = Math.max(course.window.to, course.points.at(-1)?.day ?? course.window.to);
  const inside = trial.levels.filter((level) => level.day >= course.window.from && level.day <= until);
  return inside.length > 0 ? inside : trial.levels.filter((level) => level.day <= until);
}

function assess(context: CauseContext): FamilyResult {
  const { trial, knowledge } = context;
  const levels = levelsInWindow(context);
  const findings = levels.flatMap((level): Finding[] => {
    const parts = {
      term: 'low-drug-level' as const,
      basis: 'measured' as const,
      checked: level.checked,
      values: { value: level.value, unit: level.unit ?? '', low: level.low, day: level.day },
      sources: level.sources.flatMap(sourceIds),
      records: [level.record],
    };
    if (level.verdict === 'below') return [supports({ ...parts, code: 'below-range', certainty: 'probable' })];
    if (level.verdict === 'within' || level.verdict === 'above')
      return [opposes({ ...parts, code: 'within-range', certainty: 'excluded' })];
    return [];
  });
  // The last level decides which way the window is told; an earlier one of the other kind is context, not contradiction.
  const last = findings.at(-1);
  if (last) return { findings: findings.filter((finding) => finding.bearing === last.bearing), gates: [] };
  const isMeasurable = knowledge.drugLevels.rangeOf(trial.ingredient.id) !== null;
  return {
    findings:
      isMeasurable && levels.length === 0
        ? [missing({ term: 'low-drug-level', code: 'no-level', check: 'measure-level' })]
        : [],
    gates: [],
  };
}

/** A measured level below its range; where something explains it, the explanation ranks first. */
export const drugLevel = defineCause({
  family: 'drug-level',
  terms: ['low-drug-level'],
  step: 6,
  gates: [],
  closes: { 'low-drug-level': 'cleared' },
  requires: [],
  explainedBy: {
    'low-drug-level': [
      'non-adherence',
      'never-filled',
      'missed-doses',
      'wrong-dose-taken',
      'wrong-timing',
      'stopped-early',
      'dose-too-low',
      'delivery-problem',
      'rapid-clearance-genotype',
      'induction',
      'impaired-absorption',
      'drug-interaction',
      'phenoconversion',
      'altered-disposition',
      'immunogenicity',
    ],
  },
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  text,
});
