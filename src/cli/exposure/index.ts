/** `rxwhy exposure`: how genes and co-medication change the exposure to a drug. */
import { Command } from 'commander';
import { UserError } from '../../domain/problem.ts';
import { EXIT } from '../failures.ts';
import { cellOf, csvLine, readTable } from '../genotype/table.ts';
import { note, writeOut } from '../output.ts';
import { assessPair, type ExposureNeeds, type PairAnswer, type PairInput } from './assess-pair.ts';
import { basisOf } from './basis.ts';
import { dipsOf } from './dips.ts';
import { pairFigure } from './figure.ts';

export type { ExposureKnowledge, ExposureNeeds } from './assess-pair.ts';

type Options = { victim?: string; with?: string; genotype?: string[]; dips?: boolean; figure?: string; out?: string };

const ADDED = ['auc_ratio', 'low', 'high', 'moiety', 'basis', 'problem'];
const MORE = [
  'active_moiety',
  'active_ratio',
  'active_low',
  'active_high',
  'genotype_ratio',
  'drug_ratio',
  'joint',
  'phenoconversion',
];

const listOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const number = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? '' : String(Number(value.toPrecision(4)));

const cellsOf = (answer: PairAnswer): string[] => {
  const { ratio, active, prediction } = answer;
  const metabolite = answer.moiety === 'metabolite';
  const known = (metabolite ? prediction.active.value : prediction.ratio.value) !== null;
  const parts = metabolite
    ? [prediction.activeGenotype.value, prediction.activeDrugs.value, prediction.activeJoint]
    : [prediction.genotype.value, prediction.drugs.value, prediction.joint];
  return [
    number(ratio.value),
    number(ratio.low),
    number(ratio.high),
    answer.moiety,
    basisOf(answer),
    answer.problems.join('; '),
    active.moiety,
    number(active.value),
    number(active.low),
    number(active.high),
    ...parts.map((part) => (known ? number(part) : '')),
    answer.phenoconversion,
  ];
};

type Rows = { header: readonly string[]; rows: readonly { cells: readonly string[]; input: PairInput }[] };

const fromFile = (path: string): Rows => {
  const table = readTable(path);
  if (!table.header.includes('victim')) throw new UserError(`${path} needs a column victim`);
  const perpetrators = table.header.includes('perpetrators') ? 'perpetrators' : 'perpetrator';
  const rows = table.rows.map((row) => ({
    cells: table.header.map((_, i) => row[i] ?? ''),
    input: {
      victim: cellOf(table, row, 'victim'),
      perpetrators: listOf(cellOf(table, row, perpetrators), /;/),
      genotypes: listOf(cellOf(table, row, 'genotypes'), /;/),
    },
  }));
  return { header: table.header, rows };
};

const fromOptions = (victim: string, options: Options): Rows => {
  const input = {
    victim,
    perpetrators: listOf(options.with ?? '', /,/),
    genotypes: (options.genotype ?? []).flatMap((g) => listOf(g, /;/)),
  };
  const cells = [victim, input.perpetrators.join(';'), input.genotypes.join(';')];
  return { header: ['victim', 'perpetrators', 'genotypes'], rows: [{ cells, input }] };
};

/** The rows with the predicted exposure added, as CSV text, and how many were refused. */
export const exposureTable = ({ header, rows }: Rows, needs: ExposureNeeds): { text: string; refused: number } => {
  let text = csvLine([
    ...header.map((name) => ([...ADDED, ...MORE].includes(name) ? `stated_${name}` : name)),
    ...ADDED,
    ...MORE,
  ]);
  let refused = 0;
  for (const { cells, input } of rows) {
    if (input.victim === '') {
      refused += 1;
      text += csvLine([...cells, '', '', '', '', '', 'no victim', ...MORE.map(() => '')]);
      continue;
    }
    text += csvLine([...cells, ...cellsOf(assessPair(input, needs))]);
  }
  return { text, refused };
};

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** The command; `resolveDrug` turns any name into the packs' lower-case generic name, or null. */
export const exposureCommand = (needs: ExposureNeeds): Command =>
  new Command('exposure')
    .summary('how genes and co-medication change the exposure to a drug')
    .description(
      [
        'Adds auc_ratio,low,high,moiety,basis,problem (and more) to a CSV of victim,perpetrators,genotypes',
        '(perpetrators separated by ;, genotypes like CYP2C19=*17/*17;CYP2D6=*4/*4), or answers for one --victim.',
        'Ratios are AUC against the same dose in the reference genotype without the perpetrators, with 90% intervals.',
      ].join('\n'),
    )
    .argument('[pairs]', 'CSV of pairs, or - for standard input')
    .option('--victim <drug>', 'one drug instead of a file')
    .option('--with <drugs>', 'its co-medication, separated by commas')
    .option('--genotype <gene=call>', 'a genotype, such as CYP2D6=*4/*4 or CYP2C19=RM; may be repeated', collect)
    .option('--dips', 'worksheets of the interaction scale (DIPS) as JSON instead; what is not on file stays open')
    .option('--figure <file>', 'also draw the prediction for one --victim as an SVG')
    .option('--out <file>', 'write to this file instead of standard output')
    .action(async (path: string | undefined, options: Options) => {
      if ((path === undefined) === (options.victim === undefined))
        throw new UserError('give a file of pairs, or --victim');
      const rows = path === undefined ? fromOptions(options.victim ?? '', options) : fromFile(path);
      if (options.figure !== undefined && path !== undefined) throw new UserError('--figure draws one --victim');
      if (options.dips === true) {
        const sheets = rows.rows.filter(({ input }) => input.victim !== '').map(({ input }) => dipsOf(input, needs));
        await writeOut(`${JSON.stringify(sheets.flat(), null, 2)}\n`, options.out ?? null);
        return;
      }
      const { text, refused } = exposureTable(rows, needs);
      const [only] = rows.rows;
      if (options.figure !== undefined && only)
        await writeOut(
          pairFigure(assessPair(only.input, needs), only.cells.filter((cell) => cell !== '').join(' + ')),
          options.figure,
        );
      await writeOut(text, options.out ?? null);
      if (refused === 0) return;
      note(`rxwhy: ${refused} of ${rows.rows.length} rows refused; the column problem says why`);
      process.exitCode = EXIT.refused;
    });
