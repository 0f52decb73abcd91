/** `rxwhy worksheet`: causality worksheets of the trials that failed, and what a report on a lack of effect needs. */
import { Command, Option } from 'commander';
import type { PatientAssessment, TrialAssessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import {
  type AdverseEventDraft,
  adverseEventDraft,
  type EventCodes,
  reactionName,
} from '../emit/adverse-event/index.ts';
import { hanging } from '../emit/text/layout.ts';
import { reportRows, worksheetRows } from '../emit/text/worksheets.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import {
  type CauseWorksheets,
  type ReportElement,
  reportElements,
  trialWorksheets,
} from '../methods/causality/index.ts';
import { onlyDrug } from './drug-filter.ts';
import { EXIT } from './failures.ts';
import { note, writeOut } from './output.ts';
import { chosen, readWalks } from './reading.ts';
import { loadCore } from './wiring.ts';

interface Options {
  from?: 'fhir' | 'csv';
  patient?: string;
  drug?: string;
  trial?: string;
  format: 'text' | 'json' | 'fhir';
  out?: string;
  knowledge?: string;
}

/** The worksheets of one failing trial, and the list of what a report needs. */
export interface TrialWorksheets {
  patient: string;
  trial: string;
  medication: string;
  /** MedDRA term the failure is reported by, by name only */
  reaction: string;
  causes: CauseWorksheets[];
  report: ReportElement[];
  adverseEvent: AdverseEventDraft | null;
}

/** The command. */
export function worksheetCommand(): Command {
  return new Command('worksheet')
    .summary('causality worksheets of the trials that failed, and what a report needs')
    .description(
      [
        'Reads records as `assess` does and prints, for every cause of a trial that failed, the worksheets of published',
        'methods (DIPS for drug pairs, WHO-UMC, Hallas): each question, its answer, what it rests on. What is not on',
        'record stays unanswered. --format fhir gives a draft AdverseEvent per trial; a person decides on reporting.',
      ].join('\n'),
    )
    .argument('<path...>', 'files, folders, or - for stdin')
    .addOption(new Option('--from <format>', 'format of the input').choices(['fhir', 'csv']))
    .option('--patient <id>', 'only this patient')
    .option('--drug <name>', 'only trials of this medicine (generic or brand name)')
    .option('--trial <id>', 'only this trial (its id, or the end of it)')
    .addOption(
      new Option('--format <format>', 'format of the output').choices(['text', 'json', 'fhir']).default('text'),
    )
    .option('--out <file>', 'write to this file instead of stdout')
    .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runWorksheet(paths, options);
    });
}

async function runWorksheet(paths: readonly string[], options: Options): Promise<number> {
  const core = await loadCore(options.knowledge ?? (process.env.RXWHY_KNOWLEDGE || null));
  const reading = await readWalks(paths, options, core);
  const walks = chosen(reading, options.patient);
  const patients = walks.map((start) => core.assess(start, { asOf: null, assume: null }));
  const kept = options.drug === undefined ? patients : onlyDrug(patients, options.drug, core.knowledge.drugs);
  const sheets = worksheetsIn(kept, options.trial, core.knowledge);
  await writeOut(rendered(sheets, options.format), options.out ?? null);
  if (reading.counts.refused === 0) return EXIT.done;
  note(`rxwhy: refused rows, documents or lines: ${reading.counts.refused}; rxwhy assess lists them`);
  return EXIT.refused;
}

/** The worksheets of every failing trial; throws a UserError where a trial is named and did not fail. */
export function worksheetsIn(
  patients: readonly PatientAssessment[],
  trial: string | undefined,
  { causality }: Pick<Knowledge, 'causality'>,
): TrialWorksheets[] {
  const umc = causality.categoriesOf('who-umc');
  const codes: EventCodes = {
    assessmentOf: (category) => umc.find((row) => row.category === category)?.code ?? null,
    categoryOf: (cause) => causality.eventCategory(cause),
  };
  const isAsked = ({ id }: TrialAssessment): boolean => trial === undefined || id === trial || id.endsWith(`/${trial}`);
  const made = patients.flatMap((patient) =>
    patient.trials
      .filter((each) => each.failure === true && isAsked(each))
      .map((each): TrialWorksheets => {
        const causes = trialWorksheets(each, causality);
        const reaction = reactionName(each);
        const sheets = causes.flatMap(({ worksheets }) => worksheets);
        return {
          patient: patient.id,
          trial: each.id,
          medication: each.medication.name,
          reaction,
          causes,
          report: reportElements(each, reaction, causality),
          adverseEvent: adverseEventDraft(each, `Patient/${patient.id}`, sheets, codes),
        };
      }),
  );
  if (made.length === 0 && trial !== undefined) throw new UserError(`no trial "${trial}" that failed`);
  return made;
}

function rendered(sheets: readonly TrialWorksheets[], format: Options['format']): string {
  if (format === 'json') return `${JSON.stringify(sheets, null, 2)}\n`;
  if (format === 'fhir') {
    const entry = sheets.flatMap(({ adverseEvent }) => (adverseEvent ? [{ resource: adverseEvent }] : []));
    return `${JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 2)}\n`;
  }
  return sheets.length === 0 ? 'No trial failed; there is nothing to weigh.\n' : `${sheets.map(trialText).join('\n')}`;
}

function trialText({ trial, medication, reaction, causes, report }: TrialWorksheets): string {
  return [
    ...hanging('', `${medication} [${trial}], reported as "${reaction}" (MedDRA, by name)`),
    ...causes.flatMap(({ worksheets }) => worksheets.flatMap((sheet) => ['', ...worksheetRows(sheet)])),
    '',
    ...hanging('  ', 'What a report on a lack of effect needs; whether it is reported is for a person to decide'),
    ...reportRows(report),
    '',
  ].join('\n');
}
