/** The exposure ledger of one assessed trial as a waterfall. */
import type { TrialAssessment } from '../domain/assessment.ts';
import type { Factor } from '../domain/exposure.ts';
import { type LedgerFactor, ledger } from './ledger.ts';

const WIDTH = 1040;
/** Characters of a note that fit beside the bars. */
const NOTE = 56;

const short = (note: string): string => (note.length > NOTE ? `${note.slice(0, NOTE - 1).trimEnd()}…` : note);

function factorOf({ factor, state, value, low, high, basis, checked }: Factor): LedgerFactor {
  const isNumber = state === 'known' || state === 'compensating';
  const note = [state === 'compensating' ? `compensates; ${basis}` : basis, checked ? '' : '(unchecked fact)'];
  return {
    name: factor,
    value: isNumber ? value : null,
    low: state === 'not-applicable' ? null : low,
    high: state === 'not-applicable' ? null : high,
    note: short(note.filter((part) => part !== '').join(' ')),
    ...(state === 'not-applicable' ? { said: 'not applicable' } : {}),
  };
}

/**
 * What share of the intended exposure arrived in a trial's judgement window, and what took the rest, as an SVG.
 *
 * Factors that are not known are drawn as the range they could take and do not enter the product.
 */
export function trialLedger(trial: TrialAssessment): string {
  const { exposure, medication, window } = trial;
  const { low, high } = exposure;
  const unknown = exposure.factors.some(({ state }) => state === 'unknown') ? ', by what is known' : '';
  return ledger(exposure.factors.map(factorOf), {
    title: `${medication.name}, ${window.start} to ${window.end}: what became of the intended exposure`,
    axis: `share of the exposure of a usual effective dose taken in full${unknown}`,
    width: WIDTH,
    isOpen: exposure.relative === null,
    ...(low === null || high === null ? {} : { arrived: { low, high } }),
  });
}
