import { type Finding, type Gate, missing, opposes, supports } from '../../domain/finding.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import type { DrugLevel } from '../../domain/trial.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import text from './text.json' with { type: 'json' };

/** What the level says: too low, or not. An absent drug is a question of taking, answered there. */
function fromLevel(level: DrugLevel, canBeCleared: boolean): Finding[] {
  const parts = {
    term: 'low-drug-level' as const,
    basis: 'measured' as const,
    checked: level.checked,
    values: { value: level.value, unit: level.unit ?? '', low: level.low, day: level.day },
    sources: level.sources.flatMap(sourceIds),
    records: [level.record],
  };
  if (level.verdict === 'below' || (level.verdict === 'absent' && canBeCleared))
    return [supports({ ...parts, code: 'below-range', certainty: 'probable' })];
  if (level.verdict === 'absent') return [];
  return [opposes({ ...parts, code: 'within-range', certainty: 'excluded' })];
}

/** A level within its range shows that enough was absorbed and kept. */
function gatesFrom(level: DrugLevel): Gate[] {
  if (level.verdict !== 'within' && level.verdict !== 'above') return [];
  const values = { value: level.value, unit: level.unit, day: level.day };
  return [
    { gate: 'absorbed', answer: 'yes', values },
    { gate: 'cleared', answer: 'yes', values },
  ];
}

function assess(context: CauseContext): FamilyResult {
  const { trial, knowledge } = context;
  const level = judgedLevel(trial, context.course);
  const canBeCleared = knowledge.immunogenicity.rowOf({ name: trial.ingredient.name, atc: trial.atc }) !== null;
  if (level) return { findings: fromLevel(level, canBeCleared), gates: gatesFrom(level) };
  const isMeasurable = knowledge.drugLevels.rangeOf(trial.ingredient.id) !== null;
  return {
    findings: isMeasurable ? [missing({ term: 'low-drug-level', code: 'no-level', check: 'measure-level' })] : [],
    gates: [],
  };
}

/** A measured level below its range; where something explains it, the explanation ranks first. */
export const drugLevel = defineCause({
  family: 'drug-level',
  terms: ['low-drug-level'],
  step: 6,
  gates: ['absorbed', 'cleared'],
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
