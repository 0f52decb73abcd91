/** `rxwhy demo [NAME]`: the built-in, invented patients and what RxWhy says of them. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { PatientAssessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import { patientReport } from '../emit/text/index.ts';
import { hanging } from '../emit/text/layout.ts';
import { nameOf, type TermNames } from '../explain/index.ts';
import { readInput } from './input.ts';
import { wantsAscii, wantsColour, writeOut } from './output.ts';
import { termNames } from './terms.ts';
import { loadCore } from './wiring.ts';

/** The command. */
export function demoCommand(): Command {
  return new Command('demo')
    .summary('assess the built-in example patients')
    .argument('[name]', 'show the whole report of one of them')
    .action(async (name: string | undefined) => {
      await writeOut(await demo(name ?? null), null);
    });
}

const MORE = 'rxwhy demo NAME shows the whole report of one, rxwhy explain TERM what it means.';

/** A built-in patient: the file's name without its number is what it shows. */
interface Example {
  name: string;
  path: string;
}

// Beside the built command line the build puts `examples`; in a checkout they lie in docs.
function examples(): Example[] {
  const places = ['../examples/', '../../docs/examples/'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const folder = places.find((place) => existsSync(place));
  if (folder === undefined) throw new Error('the example patients are missing from this build');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: basename(file, '.json').replace(/^\d+-/, ''), path: join(folder, file) }));
}

async function demo(wanted: string | null): Promise<string> {
  const all = examples();
  const chosen = wanted === null ? all : all.filter((example) => example.name === wanted);
  if (chosen.length === 0)
    throw new UserError(`no example "${wanted}"; there are ${all.map((e) => e.name).join(', ')}`);
  const core = await loadCore(null);
  const names = termNames();
  const options = { colour: wantsColour(null), ascii: wantsAscii() };
  const parts: string[] = [];
  for (const example of chosen) {
    const input = await readInput([example.path], process.stdin);
    const patients = core
      .read(input)
      .records.map((record) => core.assess({ record, asOf: null }, { asOf: null, assume: null }));
    for (const patient of patients) {
      parts.push(wanted === null ? shortVerdict(example.name, patient, names) : patientReport(patient, names, options));
    }
  }
  const head = wanted === null ? [`${chosen.length} invented patients.\n${MORE}`] : [];
  return `${[...head, ...parts].join('\n\n')}\n`;
}

/** A patient in a few lines: per trial the clinician's summary, then what the condition is called. */
function shortVerdict(example: string, patient: PatientAssessment, names: TermNames): string {
  const lines = patient.trials.flatMap((trial) => hanging('  ', trial.summary.clinician));
  const labels = patient.labels.filter((label) => label.standing !== 'not-met');
  const called = labels.flatMap((label) => hanging('  ', `${nameOf(label.term, names)}: ${label.standing}`));
  return [example, ...lines, ...called].join('\n');
}
