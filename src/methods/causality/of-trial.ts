/** The worksheets of an assessed trial: what its evidence answers, the rest left open. */
import type { CauseEntry, TrialAssessment } from '../../domain/assessment.ts';
import type { CauseTerm } from '../../domain/terms.ts';
import { explanationsBeside, type Said, type Worksheet, type WorksheetItem } from '../../domain/worksheet.ts';
import type { Causality } from '../../knowledge/causality/index.ts';
import { hallas } from './hallas.ts';
import { whoUmc } from './who-umc.ts';

/** The worksheets of one cause of a failing trial, those of drug pairs (DIPS) among them. */
export interface CauseWorksheets {
  term: CauseTerm;
  worksheets: Worksheet[];
}

const recordsOf = ({ evidence }: CauseEntry): string[] => [
  ...new Set(evidence.filter(({ bearing }) => bearing === 'supports').flatMap(({ records }) => records)),
];

function otherExplanation(cause: CauseEntry, trial: TrialAssessment): Said | null {
  const others = explanationsBeside(cause, trial.causes);
  if (others.length > 0) {
    const because = others.map(({ term }) => term).join(', ');
    return { yes: true, because, records: [...new Set(others.flatMap(recordsOf))] };
  }
  return trial.notAssessed.length === 0 ? { yes: false, because: 'nothing else was found', records: [] } : null;
}

/** The answer of an item of the drug pair's own worksheet. */
function pairAnswer(cause: CauseEntry, number: number): Said | null {
  const items = cause.evidence.flatMap(({ worksheet }) => worksheet?.items ?? []);
  const answered = items.find(({ item, answer }: WorksheetItem) => item === number && answer !== 'unanswered');
  return answered ? { yes: answered.answer === 'yes', because: answered.because, records: answered.records } : null;
}

/** Doses under observation took missed doses away; their outcome answers for causes of that kind alone. */
function challengeAnswer(cause: CauseEntry, trial: TrialAssessment): Said | null {
  if (cause.term !== 'non-adherence' && !cause.parents.includes('non-adherence')) return null;
  const found = trial.course.evidence.find(({ code }) => code in CHALLENGES);
  return found ? { yes: CHALLENGES[found.code] === true, because: found.text, records: found.records } : null;
}

const CHALLENGES: Readonly<Record<string, boolean>> = {
  'challenge-returned-to-goal': true,
  'challenge-stayed-off-goal': false,
};
const DECHALLENGE = 5;
const RECHALLENGE = 6;

/** Refill dates and doses compared with numbers are measured too, but specific is only what confirms a cause. */
function measured(cause: CauseEntry): Said | null {
  if (cause.certainty !== 'confirmed') return null;
  const shown = cause.evidence.find(({ bearing, basis }) => bearing === 'supports' && basis === 'measured');
  return shown ? { yes: true, because: shown.text, records: shown.records } : null;
}

/** A level of this drug that was too low, from any evidence of the trial. */
function lowLevel(trial: TrialAssessment): Said | null {
  const cause = trial.causes.find(({ term }) => term === 'low-drug-level');
  const found = cause?.evidence.find(({ bearing }) => bearing === 'supports');
  return found ? { yes: true, because: found.text, records: found.records } : null;
}

/** The worksheets of one cause. */
function worksheetsOf(cause: CauseEntry, trial: TrialAssessment, knowledge: Causality): Worksheet[] {
  const about = { object: trial.medication.name, suspect: cause.term };
  const span = `from ${trial.window.start} to ${trial.window.end}, the days judged`;
  const present: Said = { yes: true, because: span, records: recordsOf(cause) };
  const other = otherExplanation(cause, trial);
  const restored = pairAnswer(cause, DECHALLENGE) ?? challengeAnswer(cause, trial);
  const own = cause.evidence.flatMap(({ worksheet }) => (worksheet ? [worksheet] : []));
  const facts = { ...about, inTime: present, otherExplanation: other, restored };
  const umc = whoUmc({ ...facts, measured: measured(cause), again: pairAnswer(cause, RECHALLENGE) }, knowledge);
  if (!knowledge.isDoseRelated(cause.term)) return [...own, umc];
  const failed: Said = { yes: true, because: trial.course.term, records: [] };
  const confirmed = restored?.yes ? restored : (lowLevel(trial) ?? restored);
  return [
    ...own,
    umc,
    hallas({ ...about, expected: failed, tooLittle: present, otherCause: other, confirmed }, knowledge),
  ];
}

/**
 * The worksheets of every cause named for a trial that failed, in the order of its causes; none for one that did not.
 *
 * Each answer rests on evidence of the assessment and its input rows; nothing the assessment does not say is answered.
 */
export function trialWorksheets(trial: TrialAssessment, knowledge: Causality): CauseWorksheets[] {
  if (trial.failure !== true) return [];
  return trial.causes.map((cause) => ({ term: cause.term, worksheets: worksheetsOf(cause, trial, knowledge) }));
}
