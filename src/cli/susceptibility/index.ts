/** `rxwhy susceptibility`: S, I or R of a table of tests, or MDR labels of a table of isolates. */
import { basename } from 'node:path';
import { Command, Option } from 'commander';
import { UserError } from '../../domain/problem.ts';
import type { Germs } from '../../knowledge/germs/index.ts';
import {
  type Interpretation,
  interpreterFor,
  multidrugResistance,
  readBreakpoints,
} from '../../methods/susceptibility/index.ts';
import { EXIT } from '../failures.ts';
import { loadKnowledge } from '../knowledge-files.ts';
import { note, writeOut } from '../output.ts';
import { csvLine, readTable, type Table, textOf } from './table.ts';

interface Options {
  breakpoints?: string;
  guideline?: string;
  mdr?: boolean;
  nonsusceptible: 'IR' | 'R';
  generalForUrine?: boolean;
  pkPd?: boolean;
  compat?: 'amr';
  out?: string;
}

const ADDED = ['sir', 'row', 'problem'];
// A test without an answer for want of a row is answered so; these were not understood.
const REFUSED = new Set(['unknown-organism', 'unknown-agent', 'unknown-method', 'not-a-value', 'no-value']);

const rowsOf = (answer: Interpretation): string => {
  const named = answer.rows.map((row) => (answer.rows.length > 1 ? `${row.row}=${row.categories.join('|')}` : row.row));
  const table = [answer.table, answer.version].filter((part) => part !== null && part !== '').join(' ');
  return [table, named.join('; ')].filter((part) => part !== '').join(': ');
};

/** The tests with `sir,row,problem` added; several categories are joined by "|". */
export function interpretedTable(
  table: Table,
  interpreter: ReturnType<typeof interpreterFor>,
): { text: string; refused: number } {
  const at = (name: string): number => table.header.indexOf(name);
  const [organism, agent, method, value, site, reported] = [
    'organism',
    'agent',
    'method',
    'value',
    'site',
    'reported',
  ].map(at);
  const header = table.header.map((name) => (ADDED.includes(name) ? `stated_${name}` : name));
  let text = csvLine([...header, ...ADDED]);
  let refused = 0;
  for (const row of table.rows) {
    const cell = (place: number | undefined): string =>
      place === undefined || place < 0 ? '' : (row[place] ?? '').trim();
    const answer = interpreter.interpret({
      organism: cell(organism),
      agent: cell(agent),
      method: cell(method) || 'MIC',
      value: cell(value),
      site: cell(site),
      reported: cell(reported),
    });
    if (answer.problem !== null && REFUSED.has(answer.problem)) refused += 1;
    const cells = table.header.map((_, place) => row[place] ?? '');
    text += csvLine([...cells, answer.categories.join('|'), rowsOf(answer), answer.problem]);
  }
  return { text, refused };
}

/** The MDR labels of a wide table `id,organism,<agent code>...` of S, I and R. */
export function multidrugTable(
  table: Table,
  germs: Germs,
  nonSusceptible: 'IR' | 'R',
): { text: string; refused: number } {
  const columns = table.header.map((name) => germs.agentNamed(name)?.code ?? null);
  const id = table.header.indexOf('id');
  const organism = table.header.indexOf('organism');
  let text = csvLine([
    'id',
    'organism',
    'mdr',
    'categories_considered',
    'categories_tested',
    'categories_nonsusceptible',
  ]);
  let refused = 0;
  for (const row of table.rows) {
    const name = (row[organism] ?? '').trim();
    const taxon = germs.organism({ text: name, codings: [] }).taxon;
    const results: Record<string, string> = {};
    columns.forEach((code, place) => {
      const category = (row[place] ?? '').trim().toUpperCase();
      if (code !== null && /^(S|I|R|SDD|NS)$/.test(category)) results[code] = category;
    });
    if (!taxon) refused += 1;
    const found = multidrugResistance(taxon?.id ?? '', results, germs, { nonSusceptible });
    const counts = [found.categoriesConsidered, found.categoriesTested, found.categoriesNonSusceptible];
    text += csvLine([row[id] ?? '', name, found.label, ...counts]);
  }
  return { text, refused };
}

async function run(path: string, options: Options): Promise<number> {
  const { germs } = loadKnowledge();
  if (options.mdr) {
    const { text, refused } = multidrugTable(readTable(path, ['id', 'organism']), germs, options.nonsusceptible);
    await writeOut(text, options.out ?? null);
    if (refused > 0) note(`${refused} isolates of unknown organisms are labelled not-covered`);
    return refused > 0 ? EXIT.refused : EXIT.done;
  }
  if (options.breakpoints === undefined)
    throw new UserError('--breakpoints FILE is needed; no breakpoint table ships with rxwhy');
  const table = readTable(path, ['organism', 'agent', 'value']);
  const reading = readBreakpoints(textOf(options.breakpoints), germs, {
    name: basename(options.breakpoints),
    ...(options.guideline !== undefined && { guideline: options.guideline }),
    ...(options.pkPd === true && { pharmacodynamic: true }),
  });
  if (reading.table.rows.length === 0)
    throw new UserError(`${options.breakpoints} holds no breakpoint that could be read`);
  const unread = reading.problems.filter(
    (problem) => !['screening', 'pk-pd', 'other-guideline', 'not-human'].includes(problem.code),
  );
  const first = unread[0];
  if (first)
    note(
      `${unread.length} rows of ${options.breakpoints} were not read; the first: ${first.where}: ${first.code} ${first.what}`,
    );
  const interpreter = interpreterFor(germs, reading.table, {
    siteFallBack: options.generalForUrine ?? false,
    ...(options.compat !== undefined && { compat: options.compat }),
  });
  const { text, refused } = interpretedTable(table, interpreter);
  await writeOut(text, options.out ?? null);
  if (refused > 0) note(`${refused} of ${table.rows.length} rows were not understood; column problem says why`);
  return refused > 0 ? EXIT.refused : EXIT.done;
}

/** The command. */
export function susceptibilityCommand(): Command {
  return new Command('susceptibility')
    .summary('S, I or R of MICs and zones, or MDR labels of isolates')
    .description(
      'Adds sir,row,problem to a table organism,agent,method,value[,site][,reported] by expected resistance and a breakpoint table of\nyour own (our CSV, AMR or WHONET style, or a sheet of the EUCAST spreadsheet; see docs/methods/susceptibility.md).\nWith --mdr: labels of a wide table id,organism,<agent code>...',
    )
    .argument('<isolates>', 'file of tests or isolates, or - for standard input')
    .option('--breakpoints <file>', 'breakpoint table; none ships with rxwhy')
    .option('--guideline <name>', 'EUCAST or CLSI, with a version where the file holds several ("EUCAST 2025")')
    .option('--general-for-urine', 'urinary isolates without a urinary breakpoint take the general one')
    .option('--pk-pd', 'use PK/PD breakpoints that hold for no germ in particular')
    .addOption(
      new Option(
        '--compat <name>',
        "another program's answers: one row and one category each, nothing by nature",
      ).choices(['amr']),
    )
    .option('--mdr', 'MDR, XDR and PDR by the interim standard definitions of 2012')
    .addOption(
      new Option('--nonsusceptible <which>', 'what counts against a category').choices(['IR', 'R']).default('IR'),
    )
    .option('--out <file>', 'write to this file instead of standard output')
    .action(async (path: string, options: Options) => {
      process.exitCode = await run(path, options);
    });
}
