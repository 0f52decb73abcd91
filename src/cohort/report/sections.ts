/** The sections of the report, each from what was asked of the tables. */
import { ladders, stackedBars } from '../../figures/index.ts';
import { count, figure, paragraph, section, table } from './html.ts';
import type * as ask from './queries.ts';

/** How ids are told. */
export interface Names {
  term(id: string): string;
  condition(id: string): string;
  definition(id: string): string;
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const words = (code: string): string => code.replaceAll('-', ' ');
const noFigures = (text: string): string => paragraph(text);

/** How much of what looks like failure had no fair chance. */
export function answerSection(all: ask.Failures, people: number, minCell: number): string {
  const show = (value: ask.Shown): string => count(value, minCell);
  const bar = {
    name: 'failed trials',
    parts: [all.unfair, all.fair, all.unknown],
    note: show(all.failed),
  };
  const share = all.failed && all.unfair !== null ? ` (${percent(all.unfair / all.failed)} of them)` : '';
  return section(
    'answer',
    'How much of what looks like failure is not',
    paragraph(
      `${show(people)} people, ${show(all.trials)} trials of a medicine. The course of ${show(all.judged)} could be judged; ${show(all.failed)} did not deliver the benefit. ` +
        `Of these, ${show(all.unfair)} had no fair chance${share}: not filled, not taken, dosed too low, too short, not tolerated, or opposed. ` +
        `${show(all.fair)} had one, and for ${show(all.unknown)} the data cannot tell.`,
    ),
    all.failed
      ? figure(
          stackedBars([bar], {
            title: 'Failed trials by whether the drug had a fair chance',
            description: 'One bar of failed trials in three parts: no fair chance, fair chance, cannot be told.',
            axis: 'number of trials',
            parts: ['no fair chance', 'fair chance', 'cannot be told'],
          }),
        )
      : '',
  );
}

export function drugSection(found: { rows: ask.Failures[]; leftOut: number }, names: Names, minCell: number): string {
  const show = (value: ask.Shown): string => count(value, minCell);
  const nameOf = (row: ask.Failures): string =>
    `${row.ingredient ?? ''}, ${row.condition === null ? 'purpose unknown' : names.condition(row.condition)}`;
  const failing = found.rows.filter(({ failed }) => failed === null || failed > 0);
  return section(
    'drugs',
    'What failed, by drug and condition',
    failing.length > 0
      ? figure(
          stackedBars(
            failing.slice(0, 20).map((row) => ({
              name: nameOf(row),
              parts: [row.unfair, row.fair, row.unknown],
              note: `${show(row.failed)} of ${show(row.judged)} judged`,
            })),
            {
              title: 'Failed trials by drug and condition',
              description: 'A bar per drug and condition: failed trials without, with unknown and with a fair chance.',
              axis: 'number of failed trials',
              parts: ['no fair chance', 'fair chance', 'cannot be told'],
            },
          ),
        )
      : noFigures('No trial failed.'),
    table(
      ['drug', 'condition', 'trials', 'judged', 'failed', 'no fair chance', 'unknown', 'fair chance'],
      found.rows.map((row) => [
        row.ingredient ?? '',
        row.condition === null ? 'purpose unknown' : names.condition(row.condition),
        ...[row.trials, row.judged, row.failed, row.unfair, row.unknown, row.fair].map(show),
      ]),
      2,
    ),
    found.leftOut > 0
      ? paragraph(`${found.leftOut} pairs of drug and condition with fewer than ${minCell} people are not shown.`)
      : '',
  );
}

const RUNGS = [
  'apparent: by number of drugs',
  'and dose not too low',
  'and taken as prescribed',
  'and nothing else against it',
  'confirmed',
];

export function ladderSection(found: readonly ask.LabelLadder[], names: Names, minCell: number): string {
  const isEmpty = ({ rungs: [lowest] }: ask.LabelLadder['definitions'][number]): boolean => lowest === 0;
  const pictures = found.flatMap(({ label, condition, definitions }) => {
    const nobody = definitions.filter(isEmpty).map(({ definition }) => names.definition(definition));
    const picture = figure(
      ladders(
        definitions
          .filter((each) => !isEmpty(each))
          .map(({ definition, rungs, asksDose, asksAdherence }) => ({
            name: names.definition(definition),
            rungs: rungs.map((people, rung) => {
              const asked = rung === 1 ? asksDose : rung === 2 ? asksAdherence : true;
              return { people, note: `${count(people, minCell)}${asked ? '' : ' (not asked for)'}` };
            }),
          })),
        {
          title: `${names.term(label)}: ${names.condition(condition)}`,
          description:
            'For each definition, the people left after each question, from enough drugs by number to confirmed.',
          rungs: RUNGS,
        },
      ),
    );
    return nobody.length === 0
      ? [picture]
      : [picture, paragraph(`Nobody, even by number of drugs: ${nobody.join('; ')}.`)];
  });
  return section(
    'ladder',
    'From apparent to confirmed',
    paragraph(
      'Each definition of a label stands beside the others. The first rung counts drugs; each further one removes people for whom a question was answered no. Unknown answers remove nobody until the last rung, where all must be answered yes.',
    ),
    ...(pictures.length > 0 ? pictures : [noFigures('Nobody fits a definition, not even by the number of drugs.')]),
  );
}

export function causeSection(found: readonly ask.Cause[], names: Names, minCell: number): string {
  const lost = found.reduce((sum, cause) => sum + (cause.lost ?? 0), 0);
  const withLoss = found.filter((cause) => cause.lost !== null && cause.lost > 0);
  return section(
    'causes',
    'Causes of failed trials',
    withLoss.length > 0
      ? figure(
          stackedBars(
            withLoss.map((cause) => ({
              name: names.term(cause.term),
              parts: [lost > 0 ? (cause.lost ?? 0) / lost : 0],
              note: percent((cause.lost ?? 0) / lost),
            })),
            {
              title: 'Causes by share of the lost exposure',
              description: 'A bar per cause: its share of the exposure lost in failed trials.',
              axis: 'share of the lost exposure',
              parts: ['share'],
              format: percent,
            },
          ),
        )
      : noFigures('No cause of a failed trial has a share of the exposure.'),
    table(
      ['cause', 'leads', 'listed', 'share of the lost exposure'],
      found.map((cause) => [
        names.term(cause.term),
        count(cause.leads, minCell),
        count(cause.listed, minCell),
        cause.lost === null ? `<${minCell}` : lost > 0 && cause.lost > 0 ? percent(cause.lost / lost) : '',
      ]),
    ),
    paragraph(
      'A trial may have several causes. Those without a share, such as intolerance, do not act through exposure.',
    ),
  );
}

export function missingSection(
  found: readonly ask.Missing[],
  gates: Awaited<ReturnType<typeof ask.openGates>>,
  names: Names,
  minCell: number,
): string {
  const show = (value: ask.Shown): string => count(value, minCell);
  return section(
    'missing',
    'What was missing, and what it prevented',
    gates.length > 0
      ? figure(
          stackedBars(
            gates.map(({ gate, yes, no, unknown }) => ({
              name: gate,
              parts: [no, yes, unknown],
              note: `${show(unknown)} unknown`,
            })),
            {
              title: 'Questions of the fair chance, over all trials',
              description: 'A bar per question: trials answered no, yes and unknown.',
              axis: 'number of trials',
              parts: ['no', 'yes', 'unknown'],
            },
          ),
        )
      : '',
    table(
      ['cause that could not be answered', 'what was missing', 'trials', 'failed trials'],
      found.map(({ term, code, trials, failed }) => [names.term(term), words(code), show(trials), show(failed)]),
      2,
    ),
  );
}

export function attritionSection(steps: readonly ask.AttritionStep[], minCell: number): string {
  const of = (unit: string): ask.AttritionStep[] => steps.filter((step) => step.unit === unit);
  const tableOf = (unit: string, title: string): string =>
    table(
      [title, 'table', 'number'],
      of(unit).map(({ step, table: name, n }) => [step.replace(/^\d /, ''), name ?? '', count(n, minCell)]),
      2,
    );
  return section(
    'attrition',
    'From rows to judged trials',
    tableOf('patients', 'people'),
    tableOf('trials', 'trials'),
    tableOf('rows', 'rows'),
  );
}
