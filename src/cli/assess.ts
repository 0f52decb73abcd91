/** `rxwhy assess`: one or many records in, a verdict for every trial out. */
import { Command, InvalidArgumentError, Option } from 'commander';
import pkg from '../../package.json' with { type: 'json' };
import type { Assessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import { type Moment, parseMoment } from '../domain/time.ts';
import { jsonReport } from '../emit/json/index.ts';
import { textReport } from '../emit/text/index.ts';
import type { Room, Walk } from '../rxwhy.ts';
import { looksLikeCsv, readTables } from './csv-input.ts';
import { onlyDrug } from './drug-filter.ts';
import { EXIT } from './failures.ts';
import { addGenotypes } from './genotypes.ts';
import { type Input, readInput } from './input.ts';
import { readJsonFile } from './json-file.ts';
import { isOmop, readOmopTables } from './omop-input.ts';
import { note, progress, wantsAscii, wantsColour, writeOut } from './output.ts';
import { ROOM_NAMES, roomOutput, walksFrom } from './rooms.ts';
import { termNames } from './terms.ts';
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
    .option('--knowledge <dir>', 'overlay of knowledge packs (or RXWHY_KNOWLEDGE)')
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await runAssess(paths, options);
    });
}

async function runAssess(paths: readonly string[], options: Options): Promise<number> {
  refuseOptions(options);
  const form = formOf(paths, options);
  const input = form === 'fhir' ? await readInput(paths, process.stdin) : NO_INPUT;
  const core = await loadCore(options.knowledge ?? (process.env.RXWHY_KNOWLEDGE || null));
  const reading =
    form === 'csv'
      ? readCsvRecords(paths, core)
      : form === 'omop'
        ? await readOmopRecords(paths, core, options)
        : options.startFrom === undefined
          ? readRecords(input, core)
          : walksFrom(options.startFrom, input);
  const { problems } = reading;
  const starts = chosen(reading.walks, options, input);
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
  await writeOut(rendered(assessment, options), options.out ?? null);
  return refusals(refused, options);
}

function refuseOptions(options: Options): void {
  const planned = (what: string): UserError => new UserError(`${what} is planned, but not in this version`);
  if (options.format !== 'text' && options.format !== 'json') throw planned(`--format ${options.format}`);
  if (options.asOf !== undefined && options.startFrom !== undefined && options.startFrom !== 'record') {
    throw new UserError(`--as-of comes too late for --start-from ${options.startFrom}: its day is part of that output`);
  }
}

/** How the input is written; another room's output is JSON like FHIR. A CDM is told from our tables by its file names. */
function formOf(paths: readonly string[], options: Options): 'fhir' | 'omop' | 'csv' {
  if (options.startFrom !== undefined) return 'fhir';
  if (options.from !== undefined) return options.from;
  return isOmop(paths) ? 'omop' : looksLikeCsv(paths) ? 'csv' : 'fhir';
}

async function readOmopRecords(paths: readonly string[], core: Core, options: Options) {
  const { tables, refused } = await readOmopTables(paths, options.patient ?? null);
  const { records, problems, counts } = core.readOmop(tables);
  const walks = records.map((record): Walk => ({ record, asOf: null }));
  return { walks, problems: [...problems, ...refused], counts: { refused: counts.refused + refused.length } };
}

function readRecords(input: Input, core: Core) {
  const { records, problems, counts } = core.read(input);
  return { walks: records.map((record): Walk => ({ record, asOf: null })), problems, counts };
}

const NO_INPUT: Input = { values: [], refused: [], remarks: [], files: 0, leftOut: 0 };

function readCsvRecords(paths: readonly string[], core: Core) {
  const { records, problems } = core.readTables(readTables(paths));
  const lost = problems.filter((problem) => problem.code !== 'unknown-column').length;
  const refused = records.reduce((sum, record) => sum + record.counts.refused, lost);
  return { walks: records.map((record): Walk => ({ record, asOf: null })), problems, counts: { refused } };
}

function chosen(walks: Walk[], options: Options, input: Input): Walk[] {
  if (walks.length === 0) {
    const [first, ...others] = input.refused;
    const why = first === undefined ? 'no patient found in it' : `${first.where}: ${first.what}. ${first.help}`;
    const more = others.length > 0 ? ` (and ${others.length} more problems)` : '';
    throw new UserError(
      `nothing readable in ${input.files === 1 ? 'the input' : `${input.files} files`}: ${why}${more}`,
    );
  }
  if (options.patient === undefined) return walks;
  const kept = walks.filter((walk) => walk.record.id === options.patient);
  if (kept.length === 0) throw new UserError(`no patient "${options.patient}" among the ${walks.length} in the input`);
  return kept;
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

function rendered(assessment: Assessment, options: Options): string {
  if (options.format === 'json') return jsonReport(assessment);
  return textReport(assessment, termNames(), {
    colour: wantsColour(options.out ?? null),
    ascii: options.out === undefined && wantsAscii(),
  });
}

/** 1 with a line on stderr where some input was refused, else 0. */
function refusals(refused: number, options: Options): number {
  if (refused === 0) return EXIT.done;
  const where = options.format === 'json' ? '"problems" of the output' : '"What was read" of the report';
  note(`rxwhy: refused rows, documents or lines: ${refused}; the list is in ${where}`);
  return EXIT.refused;
}
