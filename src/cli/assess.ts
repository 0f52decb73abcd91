/** `rxwhy assess`: one or many records in, a verdict for every trial out. */
import { Command, InvalidArgumentError, Option } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import type { Assessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import { type Moment, parseMoment } from '../domain/time.ts';
import { textReport } from '../emit/text/index.ts';
import type { Room, Walk } from '../rxwhy.ts';
import { onlyDrug } from './drug-filter.ts';
import { EXIT } from './failures.ts';
import { formatted } from './formats.ts';
import { addGenotypes } from './genotypes.ts';
import { readJsonFile } from './json-file.ts';
import { nameUuid } from './name-uuid.ts';
import { note, progress, wantsAscii, wantsColour, writeOut } from './output.ts';
import { chosen, readWalks } from './reading.ts';
import { ROOM_NAMES, roomOutput } from './rooms.ts';
import { termNames } from './terms.ts';
import { FIGURES, type FigureName, trialFigure } from './trial-figure.ts';
import { type Core, loadCore, type WalkOptions } from './wiring.ts';

interface Options {
  from?: 'fhir' | 'omop' | 'csv';
  asOf?: Moment;
  patient?: string;
  format: 'text' | 'json' | 'fhir' | 'cds' | 'html';
  out?: string;
  drug?: string;
  stopAfter?: Room;
  startFrom?: Room;
  assume?: string;
  genotypes?: string;
  knowledge?: string;
  definitions?: boolean;
  figure?: FigureName;
  trial?: string;
}

/** Reads --as-of: a calendar day. */
function day(text: string): Moment {
  const moment = parseMoment(text);
  if (moment === null || moment.precision !== 'day') throw new InvalidArgumentError('write a day as YYYY-MM-DD.');
  return moment;
}

/** The command with all its options. */
export function assessCommand(): Command {
  return new Command('assess')
    .summary('say for every trial of a medicine what happened, and why')
    .description(
      'Reads FHIR R4 records (Bundle, single resource, NDJSON; .gz too), an OMOP CDM or our own CSV tables and says for every trial of a medicine ' +
        'whether it worked and, where it did not, why, and what that is called.',
    )
    .argument('<path...>', 'files, folders, or - for stdin')
    .addOption(new Option('--from <format>', 'format of the input').choices(['fhir', 'omop', 'csv']))
    .option('--as-of <day>', 'judge as of this day (YYYY-MM-DD); default: the last event in the record', day)
    .option('--patient <id>', 'only this patient')
    .addOption(
      new Option('--format <format>', 'format of the output')
        .choices(['text', 'json', 'fhir', 'cds', 'html'])
        .default('text'),
    )
    .option('--out <file>', 'write to this file instead of stdout')
    .option('--drug <name>', 'only trials of this medicine (generic or brand name)')
    .addOption(new Option('--stop-after <room>', 'print what this room made, as JSON').choices(ROOM_NAMES))
    .addOption(new Option('--start-from <room>', "read this room's output instead of a record").choices(ROOM_NAMES))
    .option('--assume <file>', 'JSON of assumptions per trial; shown, never mixed with recorded facts')
    .option('--genotypes <file>', 'genotypes: gene,diplotype[,patient_id] as CSV or TSV, or PharmCAT output')
    .option('--definitions', 'print every definition of every label by its steps with the numbers of the person')
    .addOption(new Option('--figure <name>', 'draw one trial as SVG instead of the report').choices(FIGURES))
    .option('--trial <id>', 'the trial to draw, where there are several')
    .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runAssess(paths, options);
    });
}

async function runAssess(paths: readonly string[], options: Options): Promise<number> {
  refuseOptions(options);
  const core = await loadCore(options.knowledge ?? (process.env.RXWHY_KNOWLEDGE || null));
  const reading = await readWalks(paths, options, core);
  const { problems } = reading;
  const starts = chosen(reading, options.patient);
  let { refused } = reading.counts;
  if (options.genotypes !== undefined) {
    const records = starts.map((start) => start.record);
    const { ofOthers, problems: unread } = addGenotypes(records, options.genotypes);
    if (ofOthers > 0) note(`rxwhy: ${ofOthers} calls of ${options.genotypes} are of people not assessed`);
    problems.push(...unread);
    refused += unread.length;
  }
  const how: WalkOptions = {
    asOf: options.asOf ?? null,
    assume: options.assume === undefined ? null : readJsonFile(options.assume),
  };
  const { stopAfter } = options;
  if (stopAfter !== undefined) {
    const walks = each(starts, (start) => core.walk(start, how, stopAfter));
    await writeOut(roomOutput(stopAfter, walks), options.out ?? null);
    return refusals(refused, options);
  }
  const patients = each(starts, (start) => core.assess(start, how));
  const shown = options.drug === undefined ? patients : onlyDrug(patients, options.drug, core.knowledge.drugs);
  if (options.figure !== undefined) {
    await writeOut(trialFigure(options.figure, shown, options.trial), options.out ?? null);
    return refusals(refused, options);
  }
  const assessment: Assessment = {
    rxwhyVersion: pkg.version,
    knowledgeVersion: core.knowledge.version,
    patients: shown,
    problems,
    summary: {
      patients: shown.length,
      trials: shown.reduce((sum, patient) => sum + patient.trials.length, 0),
      problems: shown.reduce((sum, patient) => sum + patient.problems.length, problems.length),
    },
  };
  await writeOut(rendered(assessment, options, core), options.out ?? null);
  return refusals(refused, options);
}

function refuseOptions(options: Options): void {
  if (options.asOf !== undefined && options.startFrom !== undefined && options.startFrom !== 'record') {
    throw new UserError(`--as-of comes too late for --start-from ${options.startFrom}: its day is part of that output`);
  }
}

/** Works through the patients with progress on a terminal. */
function each<Made>(starts: readonly Walk[], make: (start: Walk) => Made): Made[] {
  const bar = progress(starts.length, 'patients');
  const made = starts.map((start, index) => {
    bar.step(index);
    return make(start);
  });
  bar.end();
  return made;
}

function rendered(assessment: Assessment, options: Options, core: Core): string {
  if (options.format !== 'text') {
    const recorded = new Date().toISOString();
    return formatted(assessment, options.format, core.knowledge, { recorded, uuid: (text) => nameUuid(text) });
  }
  return textReport(assessment, termNames(), {
    colour: wantsColour(options.out ?? null),
    ascii: options.out === undefined && wantsAscii(),
    everyDefinition: options.definitions === true,
  });
}

/** 1 with a line on stderr where some input was refused, else 0. */
function refusals(refused: number, options: Options): number {
  if (refused === 0) return EXIT.done;
  const where =
    options.format === 'text' || options.format === 'html'
      ? '"What was read" of the report'
      : '"problems" of the JSON output';
  note(`rxwhy: refused rows, documents or lines: ${refused}; the list is in ${where}`);
  return EXIT.refused;
}
