import { missing } from '../../domain/finding.ts';
import { trialEnd } from '../../domain/trial.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { CauseContext, FamilyResult } from '../contract.ts';
import { effluxFindings } from './efflux.ts';
import { samplesOf } from './samples.ts';
import { targetFindings } from './target.ts';

const CHECKPOINT = /^L01FF/;

/** Days of a checkpoint inhibitor, where they are too few to speak of resistance; null otherwise. */
function tooShort({ trial, asOf, course, knowledge }: CauseContext): number | null {
  if (!trial.atc.some((code) => CHECKPOINT.test(code))) return null;
  const days = Math.min(course.judgedOn ?? asOf.day, trialEnd(trial, asOf.day)) - trial.start;
  return days < knowledge.tumours.thresholds.checkpointMinExposureDays ? days : null;
}

/**
 * Did the tumour withstand the drug?
 *
 * A measured alteration with clinical evidence (CIViC A to C) or a measured pump with failure of several classes; patterns
 * and preclinical evidence explain and claim nothing. Nothing is concluded without evidence that the drug was given.
 */
export function assess(context: CauseContext): FamilyResult {
  const { trial, knowledge } = context;
  if (trial.initiation.answer !== 'yes') {
    const values = { because: trial.initiation.because };
    return {
      findings: [
        missing({
          term: 'cancer-drug-resistance',
          code: 'not-shown-given',
          check: 'confirm-given',
          values,
          records: trial.initiation.records,
        }),
      ],
      gates: [],
    };
  }
  const days = tooShort(context);
  if (days !== null) {
    const least = knowledge.tumours.thresholds.checkpointMinExposureDays;
    const sources = sourceIds(knowledge.tumours.thresholdSource('checkpointMinExposureDays'));
    return {
      findings: [
        missing({ term: 'cancer-drug-resistance', code: 'exposure-too-short', values: { days, least }, sources }),
      ],
      gates: [],
    };
  }
  const samples = samplesOf(context);
  return { findings: [...targetFindings(samples, context), ...effluxFindings(samples, context)], gates: [] };
}
