/** The report a clinician reads: an overview, one screen per failing trial, labels, problems. */
import type { Assessment, LabelAssessment, PatientAssessment, TrialAssessment } from '../../domain/assessment.ts';
import { ended, listOf, nameOf, type TermNames } from '../../explain/index.ts';
import { labelRows } from './labels.ts';
import { hanging, row } from './layout.ts';
import { forTerminal, glyphsFor, paint, type TextOptions, WIDTH } from './style.ts';
import { failingTrial, openTrials, respondingTrial } from './trial.ts';

export type { TextOptions } from './style.ts';

const AS_OF: Readonly<Record<PatientAssessment['asOfBasis'], string>> = {
  caller: 'as asked for',
  source: "end of the source's observation",
  'last-event': 'last event in the record',
};

const OVERVIEW = [17, 7, 7, 22] as const;

function namedIn(trial: TrialAssessment, names: TermNames): string {
  const [cause] = trial.causes;
  if (cause !== undefined) {
    const more = trial.causes.length > 1 ? ` +${trial.causes.length - 1}` : '';
    return `${nameOf(cause.term, names)} (${cause.certainty})${more}`;
  }
  return trial.risks.length === 0 ? '-' : `risk: ${listOf(trial.risks.map((risk) => nameOf(risk.term, names)))}`;
}

function overview(patient: PatientAssessment, names: TermNames): string[] {
  if (patient.trials.length === 0) return ['  No trial of a medicine was found in this record.'];
  return [
    ...row(['medicine', 'from', 'to', 'what happened', 'named'], OVERVIEW),
    ...patient.trials.flatMap((trial) =>
      row(
        [
          trial.medication.name,
          trial.start.slice(0, 7),
          trial.end?.slice(0, 7) ?? 'now',
          nameOf(trial.course.term, names),
          namedIn(trial, names),
        ],
        OVERVIEW,
      ),
    ),
  ];
}

/** One line per kind of problem: how many, and the first of them with its remedy. */
function problemRows(problems: PatientAssessment['problems']): string[] {
  const byCode = new Map<string, PatientAssessment['problems']>();
  for (const problem of problems) byCode.set(problem.code, [...(byCode.get(problem.code) ?? []), problem]);
  return [...byCode].flatMap(([code, same]) => {
    const [first] = same;
    if (first === undefined) return [];
    const place = same.length === 1 ? 'at' : 'first at';
    return hanging('  ! ', `${same.length} ${code}, ${place} ${first.where}: ${ended(first.what)} ${first.help}`);
  });
}

/** A label no definition of which is more than not met is left to --definitions and the JSON. */
const isTold = (label: LabelAssessment): boolean =>
  [label, ...label.otherDefinitions].some(({ standing }) => standing !== 'not-met');

function readRows({ counts, problems }: PatientAssessment): string[] {
  const { read, used, setAside, refused, medicationCodes } = counts;
  const rows = `${read} rows read: ${used} used, ${setAside} set aside, ${refused} refused`;
  const codes = `${medicationCodes.resolved} of ${medicationCodes.seen} medication codes understood`;
  return [...hanging('  ', `${rows}; ${codes}.`), ...problemRows(problems)];
}

/** One patient's report, without a closing line feed. */
export function patientReport(patient: PatientAssessment, names: TermNames, options: TextOptions = {}): string {
  const shown = forTerminal(patient, options);
  const asOf = shown.asOf ?? '';
  const of = (failure: boolean | null): TrialAssessment[] => shown.trials.filter((t) => t.failure === failure);
  const bold = (text: string): string => paint(text, 'bold', options);
  const block = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : ['', bold(title), ...lines]);
  const date = shown.asOf === null ? 'no dated event in the record' : `as of ${asOf} (${AS_OF[shown.asOfBasis]})`;
  return [
    ...hanging('', `Patient ${shown.id}, ${date}`).map(bold),
    ...overview(shown, names),
    ...of(true).flatMap((trial) => ['', ...failingTrial(trial, asOf, names, options)]),
    ...(of(true).length === 0 ? [] : [glyphsFor(options).rule.repeat(WIDTH)]),
    ...block(
      'Responding',
      of(false).flatMap((trial) => respondingTrial(trial, names, options)),
    ),
    ...block('No verdict yet', openTrials(of(null), names, options)),
    ...block(
      'What the condition is called',
      shown.labels
        .filter((label) => options.everyDefinition === true || isTold(label))
        .flatMap((label) => labelRows(label, names, options.everyDefinition)),
    ),
    ...block('What was read', readRows(shown)),
  ].join('\n');
}

/** The opening line: which program, which knowledge. */
export function reportHead(assessment: Pick<Assessment, 'rxwhyVersion' | 'knowledgeVersion'>): string {
  return `RxWhy ${assessment.rxwhyVersion}, knowledge ${assessment.knowledgeVersion}`;
}

/** The closing line: how much was assessed. */
export function reportFoot(summary: Assessment['summary']): string {
  const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`;
  const { patients, trials, problems } = summary;
  const counted = `${count(patients, 'patient')}, ${count(trials, 'trial')}, ${count(problems, 'problem')}.`;
  return `${counted}\nFor professionals; not advice to start, stop or change a medicine.`;
}

/** A whole assessment as text, at most 80 columns wide, one line feed at the end. */
export function textReport(assessment: Assessment, names: TermNames, options: TextOptions = {}): string {
  const patients = assessment.patients.map((patient) => patientReport(patient, names, options));
  const rest = problemRows(forTerminal(assessment.problems, options));
  const input = rest.length === 0 ? [] : [['Problems that belong to no patient', ...rest].join('\n')];
  return `${[reportHead(assessment), ...patients, ...input, reportFoot(assessment.summary)].join('\n\n')}\n`;
}
