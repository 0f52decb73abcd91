import { type Finding, type Gate, missing, opposes, supports } from '../../domain/finding.ts';
import { isSupported } from '../../domain/terms.ts';
import type { CauseContext, FamilyResult } from '../contract.ts';
import { missedFindings } from './missed.ts';
import { otherWays } from './other-ways.ts';
import { takenGate } from './taken.ts';

const NEVER_CODES: Readonly<Record<string, string>> = {
  'never-dispensed': 'never-dispensed',
  'dispensing-refused': 'dispensing-refused',
  'stated-never-started': 'stated-never-started',
};

function neverFilled(context: CauseContext): Finding[] {
  const { initiation, start } = context.trial;
  if (initiation.answer === 'yes') return [];
  if (initiation.answer === 'unknown') {
    return [
      missing({
        term: 'never-filled',
        code: initiation.because,
        check: 'ask-filled',
        values: { because: initiation.because },
        records: initiation.records,
      }),
    ];
  }
  const isCovered = initiation.pharmacyCovers === 'yes' || initiation.because === 'dispensing-refused';
  return [
    supports({
      term: 'never-filled',
      code: NEVER_CODES[initiation.because] ?? 'never-dispensed',
      certainty: isCovered ? 'confirmed' : 'possible',
      values: { day: start, days: context.asOf.day - start },
      sources: [...context.knowledge.conventionSources.orderAgeDays],
      records: initiation.records,
    }),
  ];
}

/** What the outcome did when someone watched the doses: back to goal points to missed doses, no change away from them. */
function challenge(context: CauseContext, missesMeasured: boolean): Finding[] {
  const { course } = context;
  if (course.challenge === null) return [];
  if (course.challenge === 'returned-to-goal') {
    return [
      supports({
        term: missesMeasured ? 'missed-doses' : 'non-adherence',
        code: 'better-under-observation',
        certainty: missesMeasured ? 'confirmed' : 'probable',
        basis: 'measured',
        records: course.challengeRecords,
      }),
    ];
  }
  return [
    opposes({
      term: 'non-adherence',
      code: 'no-better-under-observation',
      certainty: 'unlikely',
      basis: 'measured',
      records: course.challengeRecords,
    }),
  ];
}

/** Evidence that the drug was there: watched or measured taking excludes non-adherence, supply makes it unlikely. */
function takenEnough(gate: Gate, sources: readonly string[], records: readonly string[]): Finding[] {
  if (gate.answer !== 'yes') return [];
  const isDirect = sources.some((source) => source === 'observed' || source === 'monitor' || source === 'assay');
  return [
    opposes({
      term: 'non-adherence',
      code: isDirect ? 'taken-enough' : sources.includes('supply') ? 'available-enough' : 'said-enough',
      certainty: isDirect ? 'excluded' : 'unlikely',
      basis: isDirect ? 'measured' : 'recorded',
      values: gate.values,
      records: [...records],
    }),
  ];
}

/** Adherence: was it filled, taken often enough, in the right amount, at the right time, for long enough? */
export function assess(context: CauseContext): FamilyResult {
  const { trial } = context;
  const filled: Gate = {
    gate: 'filled',
    answer: trial.initiation.answer,
    values: { because: trial.initiation.because },
  };
  const { gate, taken, threshold } = takenGate(context);
  const never = neverFilled(context);
  if (trial.initiation.answer === 'no') return { findings: never, gates: [filled, gate] };

  const missed = missedFindings(context, taken, threshold);
  const missesMeasured = missed.some((finding) => finding.basis === 'measured');
  const others = otherWays(context);
  const watched = challenge(context, missesMeasured);
  const share = context.exposure.factors.find((factor) => factor.factor === 'taken')?.share ?? null;
  const found = [...missed, ...others, ...watched].map((finding) => ({
    ...finding,
    share: finding.bearing === 'supports' ? share : null,
  }));
  const hasSupport = found.some((finding) => finding.bearing === 'supports' && isSupported(finding.certainty));

  const isConfirmed = found.some((finding) => finding.bearing === 'supports' && finding.certainty === 'confirmed');
  const closes = gate.answer === 'yes' && (isConfirmed || watched.some((finding) => finding.bearing === 'supports'));
  const takenFinal: Gate = closes ? { ...gate, answer: isConfirmed ? 'no' : 'unknown' } : gate;
  const against = hasSupport ? [] : takenEnough(takenFinal, taken.sources, taken.records);
  const unknown =
    !hasSupport && takenFinal.answer === 'unknown' && !trial.asNeeded
      ? [
          missing({
            term: 'non-adherence',
            code: 'taking-unknown',
            check: 'ask-adherence',
            values: { knownShare: taken.knownShare },
          }),
        ]
      : [];
  return { findings: [...never, ...found, ...against, ...unknown], gates: [filled, takenFinal] };
}
