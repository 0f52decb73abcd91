/** `rxwhy simulate`: patients of known truth, written as they come. */
import { mkdirSync } from 'node:fs';
import { Command, Option } from 'commander';
import { UserError } from '../../domain/problem.ts';
import { simulatedPatients, TRUTH_COLUMNS, truthCells } from '../../simulate/index.ts';
import { columnNames, csvLine, csvRows } from '../../write/csv/index.ts';
import { fhirBundle, fhirResources } from '../../write/fhir/index.ts';
import { omopWriter } from '../../write/omop/index.ts';
import { asUserError, EXIT } from '../failures.ts';
import { loadKnowledge } from '../knowledge-files.ts';
import { note, progress } from '../output.ts';
import { type Files, filesIn } from './files.ts';

type Format = 'fhir' | 'omop' | 'csv';

interface Options {
  patients: string;
  seed: string;
  format: Format;
  out: string;
  noise: string;
  missing: string;
  scenario?: string[];
  bundles?: boolean;
}

function numberOf(text: string, option: string, low: number, high: number, isWhole: boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= low && value <= high) || (isWhole && !Number.isInteger(value)))
    throw new UserError(
      `${option} asks for ${isWhole ? 'a whole number' : 'a number'} from ${low} to ${high}, not "${text}"`,
    );
  return value;
}

/** How one record is written in a format, and what is written when all are done. */
function writerFor(
  format: Format,
  files: Files,
  bundles: boolean,
): { write: (record: Parameters<typeof fhirBundle>[0]) => void; end: () => void } {
  if (format === 'csv')
    return {
      write: (record) => {
        for (const { table, cells } of csvRows(record))
          files.add(`${table}.csv`, csvLine(cells), () => csvLine(columnNames(table)));
      },
      end: () => {},
    };
  if (format === 'fhir')
    return {
      write: (record) => {
        if (bundles) files.add('bundles.ndjson', `${JSON.stringify(fhirBundle(record))}\n`);
        else
          for (const resource of fhirResources(record))
            files.add(`${resource.resourceType}.ndjson`, `${JSON.stringify(resource)}\n`);
      },
      end: () => {},
    };
  const omop = omopWriter();
  const add = ({ table, cells }: ReturnType<typeof omop.rows>[number]): void =>
    files.add(`${table}.csv`, csvLine(cells), () => csvLine(omop.columns(table)));
  return {
    write: (record) => omop.rows(record).forEach(add),
    end: () => omop.vocabulary().forEach(add),
  };
}

function run(options: Options): number {
  const patients = numberOf(options.patients, '--patients', 1, 1e9, true);
  const seed = numberOf(options.seed, '--seed', 0, Number.MAX_SAFE_INTEGER, true);
  const noise = numberOf(options.noise, '--noise', 0, 1, false);
  const missing = numberOf(options.missing, '--missing', 0, 1, false);
  const knowledge = loadKnowledge();
  const known = knowledge.simulation.scenarios.map(({ id }) => id);
  const scenarios = options.scenario;
  const unknown = scenarios?.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UserError(`no scenario ${unknown}; there are ${known.join(', ')}`);
  try {
    mkdirSync(options.out, { recursive: true });
  } catch (error) {
    throw asUserError(error, options.out);
  }
  const files = filesIn(options.out);
  const { write, end } = writerFor(options.format, files, options.bundles ?? false);
  const bar = progress(patients, 'patients');
  const header = (): string => csvLine(TRUTH_COLUMNS);
  let done = 0;
  for (const { record, truth } of simulatedPatients(patients, {
    knowledge,
    seed,
    noise,
    missing,
    ...(scenarios && { scenarios }),
  })) {
    write(record);
    for (const row of truth) files.add('truth.csv', csvLine(truthCells(row)), header);
    done += 1;
    if (done % 500 === 0) bar.step(done);
  }
  end();
  bar.end();
  const written = files.close();
  note(`${done} patients in ${written.length} files in ${options.out}; what is true of them is in truth.csv`);
  return EXIT.done;
}

/** The command. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .summary('patients of known truth, with truth.csv')
    .description(
      'Writes invented patients whose true courses and causes are known. One seed, one result; patient n does not\ndepend on how many there are. What they can and cannot show: docs/methods/simulate.md.',
    )
    .requiredOption('--patients <n>', 'how many')
    .requiredOption('--out <dir>', 'folder to write to; made where it does not exist')
    .option('--seed <s>', 'a whole number', '1')
    .addOption(new Option('--format <name>', 'how they are written').choices(['fhir', 'omop', 'csv']).default('fhir'))
    .option('--noise <share>', 'error of every measured value, as a share of it (0.1: 10 %)', '0')
    .option('--missing <share>', 'probability that an observation is missing', '0')
    .option('--scenario <ids...>', 'only these kinds of patient')
    .option('--bundles', 'with --format fhir: one Bundle a line in bundles.ndjson instead of a file per resource type')
    .action((options: Options) => {
      process.exitCode = run(options);
    });
}
