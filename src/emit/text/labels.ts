/** What a condition may be called: each definition as its steps with the person's numbers. */
import type { DefinitionOutcome, LabelAssessment, LabelRequirement } from '../../domain/assessment.ts';
import { formatNumber, nameOf, type TermNames } from '../../explain/index.ts';
import { hanging } from './layout.ts';

const SIGN: Readonly<Record<LabelRequirement['answer'], string>> = { met: '+', failed: '-', unknown: '?' };

/** Values that are told in words of their own, or only say where the others are from. */
const APART = new Set(['found', 'least', 'met', 'checked', 'path']);

const spoken = (code: string): string => code.replaceAll('-', ' ');

/** `p1/sertraline/1` as the reader knows it: `sertraline/1`, where the ids share the person's. */
function shortTrial(id: string): string {
  return id.split('/').slice(-2).join('/');
}

function valueWords([name, value]: [string, string | number | boolean | null], code: string): string[] {
  if (APART.has(name) || value === null || value === '' || typeof value === 'boolean') return [];
  const shown = typeof value === 'number' ? formatNumber(value) : value;
  if (!name.includes('/')) return [name === code ? shown : `${name} ${shown}`];
  // A trial that meets a step is told only where there is a number to tell.
  const told = String(value).replace(/^met(: )?/, '');
  return told === '' ? [] : [`${shortTrial(name)} ${told}`];
}

/** One step of a definition: its answer, how many of how many, and the numbers behind it. */
function stepRow(requirement: LabelRequirement): string[] {
  const { code, answer, values } = requirement;
  const have = values.found ?? values.met ?? values.adequate ?? null;
  const counted = typeof have === 'number' && typeof values.least === 'number' ? ` ${have} of ${values.least}` : '';
  const numbers = Object.entries(values).flatMap((entry) => valueWords(entry, code));
  const unchecked = values.checked === false ? ' [unchecked fact]' : '';
  const rest = numbers.length === 0 ? '' : `: ${numbers.join('; ')}`;
  return hanging(`    ${SIGN[answer]} `, `${spoken(code)}${counted}${rest}${unchecked}`);
}

/** Why another definition came out as it did, in its first step that is not met. */
function otherRow(outcome: DefinitionOutcome): string[] {
  const open = outcome.requirements.find(({ answer }) => answer !== 'met');
  const why = open ? `, ${spoken(open.code)} ${open.answer}` : '';
  return hanging('      ', `${outcome.definition}: ${outcome.standing}${why}`);
}

/** A label with its steps, the trials it counts and those it does not, and its other definitions. */
export function labelRows(label: LabelAssessment, names: TermNames): string[] {
  const standing = names.get(label.standing)?.plain ?? '';
  const title = `${nameOf(label.term, names)} (${nameOf(label.condition, names)}): ${label.standing} by ${label.definition}.`;
  const refused = label.refused.map(({ trial, because }) => `${shortTrial(trial)} (${nameOf(because, names)})`);
  return [
    ...hanging('  ', `${title} ${standing}`.trim()),
    ...label.requirements.flatMap(stepRow),
    ...(label.counted.length === 0 ? [] : hanging('    counted: ', label.counted.map(shortTrial).join(', '))),
    ...(refused.length === 0 ? [] : hanging('    not counted: ', refused.join(', '))),
    ...(label.otherDefinitions.length === 0
      ? []
      : ['    other definitions:', ...label.otherDefinitions.flatMap(otherRow)]),
  ];
}
