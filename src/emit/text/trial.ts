/** One trial: a screen where it fails, a few lines where it responds or cannot be judged. */
import type { GateEntry, TrialAssessment } from '../../domain/assessment.ts';
import { SUPPORTING_GATES } from '../../domain/finding.ts';
import { courseWords, formatNumber, nameOf, sentenceCase, type TermNames } from '../../explain/index.ts';
import { hanging } from './layout.ts';
import { contextRows, ledgerRows } from './ledger.ts';
import { causeRows, checkRows, evidenceRows, excludedRows, notAssessedRows } from './reasons.ts';
import { glyphsFor, type Ink, paint, type TextOptions, WIDTH } from './style.ts';
import { timelineRows } from './timeline.ts';

const purposeOf = (trial: TrialAssessment): string => {
  if (trial.indication === null) return '';
  return ` for ${trial.indication.text}${trial.indication.basis === 'inferred' ? ' (purpose inferred)' : ''}`;
};

const periodOf = (trial: TrialAssessment): string => {
  if (trial.course.term === 'never-started') return `prescribed ${trial.start}`;
  return trial.end === null ? `since ${trial.start}` : `${trial.start} to ${trial.end}`;
};

const section = (title: string, rows: readonly string[], options: TextOptions): string[] =>
  rows.length === 0 ? [] : [paint(title, 'bold', options), ...rows];

const GATE_INK: Readonly<Record<GateEntry['answer'], Ink>> = { yes: 'green', no: 'red', unknown: 'yellow' };

/** One row of gates in words: "filled yes", "taken NO", "dose unknown". */
function gateRow(title: string, gates: readonly GateEntry[], options: TextOptions): string[] {
  if (gates.length === 0) return [];
  const marks = gates.map(({ gate, answer }) => `${gate}=${answer === 'no' ? 'NO' : answer}`).join(', ');
  return hanging(title.padEnd(12), marks).map((line) =>
    line.replace(/=(yes|NO|unknown)/g, (_, answer: string) => {
      return ` ${paint(answer, GATE_INK[answer.toLowerCase() as GateEntry['answer']], options)}`;
    }),
  );
}

function doseRows(trial: TrialAssessment): string[] {
  const steps: string[] = [];
  let last = '';
  for (const step of trial.doses) {
    const dose = step.dailyDose === null ? 'unknown' : `${formatNumber(step.dailyDose)} ${step.unit ?? ''}`.trim();
    if (dose !== last) steps.push(`${dose}${step.dailyDose === null ? '' : '/day'} from ${step.from}`);
    last = dose;
  }
  if (steps.length === 0) return [];
  const shown = steps.length > 4 ? [...steps.slice(0, 2), `${steps.length - 3} steps`, ...steps.slice(-1)] : steps;
  return hanging('  dose      ', shown.join(', '));
}

function headlineRows(trial: TrialAssessment, names: TermNames, options: TextOptions): string[] {
  const term = names.get(trial.headline.term);
  const certainty = trial.headline.kind === 'cause' ? trial.causes[0]?.certainty : trial.course.certainty;
  const title = `${nameOf(trial.headline.term, names).toUpperCase()} (${certainty ?? trial.course.certainty})`;
  const adequate = trial.adequateDays === null ? '' : `; needs ${trial.adequateDays} days to be judged`;
  return [
    paint(title, 'bold', options),
    ...(term === undefined ? [] : hanging('  ', term.plain)),
    ...hanging('  ', `${sentenceCase(trial.medication.name)}${purposeOf(trial)}, ${periodOf(trial)}  [${trial.id}]`),
    ...hanging('  ', `Course: ${courseWords(trial.course, names)}${adequate}. Fair chance: ${trial.fairChance}.`),
  ];
}

/** The screen of a trial that did not deliver. `asOf` ends the picture of a running trial. */
export function failingTrial(trial: TrialAssessment, asOf: string, names: TermNames, options: TextOptions): string[] {
  const glyphs = glyphsFor(options);
  const supporting = trial.gates.filter((gate) => SUPPORTING_GATES.includes(gate.gate));
  const required = trial.gates.filter((gate) => !supporting.includes(gate));
  return [
    glyphs.rule.repeat(WIDTH),
    ...headlineRows(trial, names, options),
    ...timelineRows(trial, asOf, glyphs),
    ...doseRows(trial),
    ...contextRows(trial.exposure),
    ...trial.assumed.flatMap((text) => hanging('  assumed   ', text)),
    ...gateRow('  gates', required, options),
    ...gateRow('  further', supporting, options),
    ...ledgerRows(trial.exposure, glyphs),
    ...section(
      'Why: course (+ for, - against)',
      trial.course.evidence.slice(0, 3).flatMap((e) => evidenceRows(e, '  ')),
      options,
    ),
    ...section('Why: causes', causeRows(trial.causes, names, 4), options),
    ...section('Ruled out', excludedRows(trial.excluded, names), options),
    ...section('Not assessed', notAssessedRows(trial.notAssessed, names), options),
    ...section('Ask next', checkRows(trial.nextChecks, 5), options),
    ...section('In plain words', hanging('  ', trial.summary.plain), options),
  ];
}

/** Two lines for a trial that responds, more only where risks were found. */
export function respondingTrial(trial: TrialAssessment, names: TermNames, options: TextOptions): string[] {
  const title = `${sentenceCase(trial.medication.name)}${purposeOf(trial)}, ${periodOf(trial)}`;
  // The last reason is the one that judged; those before it lead up to it.
  const reason = trial.course.evidence.at(-1);
  return [
    ...hanging('', `${title}: ${courseWords(trial.course, names)} [${trial.id}]`),
    ...(reason === undefined ? [] : evidenceRows(reason, '  ')),
    ...section('  Risks (found, but no failure to explain)', causeRows(trial.risks, names, 1), options),
  ];
}

/** Next steps shown for a trial without a verdict. */
const OPEN_CHECKS = 2;

/** Trials that cannot be judged (yet): why, what stands in the way, what would settle it; said once for all alike. */
export function openTrials(trials: readonly TrialAssessment[], names: TermNames, options: TextOptions): string[] {
  const alike = new Map<string, TrialAssessment[]>();
  for (const trial of trials) {
    const plain = trial.causes.length + trial.risks.length + trial.course.evidence.length === 0;
    const key = plain ? JSON.stringify([trial.course.missing, trial.nextChecks.slice(0, OPEN_CHECKS)]) : trial.id;
    alike.set(key, [...(alike.get(key) ?? []), trial]);
  }
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { causes, nextChecks } = first;
    const missing = first.course.missing.join('; ');
    return [
      ...same.flatMap((trial) => respondingTrial(trial, names, options)),
      ...(missing === '' ? [] : hanging('  ? ', `needs ${missing}`)),
      ...section('  What stands in the way', causeRows(causes, names, 2), options),
      ...section('  Ask next', checkRows(nextChecks, OPEN_CHECKS), options),
    ];
  });
}
