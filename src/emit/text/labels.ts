/** What a condition may be called: each definition as its steps with the person's numbers. */

import type { DefinitionOutcome, LabelAssessment, LabelRequirement } from '../../domain/assessment.ts';
import { systemName, systemsWithoutCode } from '../../domain/codes.ts';
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

/** The codes a label has, and the systems that have none; codes narrower than the label were left out before. */
function codeRows({ codes }: LabelAssessment): string[] {
  const without = systemsWithoutCode(codes);
  const have = codes.flatMap(({ system, code, display, note }) =>
    display === null ? [] : [`${systemName(system)} ${code ?? `"${display}"`}${note === '' ? '' : ` (${note})`}`],
  );
  const none = without.length === 0 ? [] : [`no code exists in ${without.join(', ')}`];
  return codes.length === 0 ? [] : hanging('    codes: ', [...have, ...none].join('; '));
}

/** What guidelines and approvals name for a label: information with its source and date. */
function opensRows({ opens }: LabelAssessment): string[] {
  if (opens.length === 0) return [];
  return [
    '    named for this label (information, no advice):',
    ...opens.flatMap(({ text, date, sources, checked }) =>
      hanging('      ', `${text} [${sources.join(', ')}, ${date}]${checked ? '' : ' [unchecked fact]'}`),
    ),
  ];
}

/** One definition with its steps, the trials it counts and those it does not. */
function definitionRows(outcome: DefinitionOutcome, names: TermNames): string[] {
  const refused = outcome.refused.map(({ trial, because }) => `${shortTrial(trial)} (${nameOf(because, names)})`);
  return [
    ...outcome.requirements.flatMap(stepRow),
    ...(outcome.counted.length === 0 ? [] : hanging('    counted: ', outcome.counted.map(shortTrial).join(', '))),
    ...(refused.length === 0 ? [] : hanging('    not counted: ', refused.join(', '))),
  ];
}

/** Every definition of a label by its steps, the main one first. */
function allDefinitionRows(label: LabelAssessment, names: TermNames): string[] {
  return label.otherDefinitions.flatMap((other) => [
    ...hanging('  ', `${other.definition}: ${other.standing}.`),
    ...definitionRows(other, names),
  ]);
}

/** A label with the steps of its main definition (of all with `everyDefinition`), its codes and what it opens. */
export function labelRows(label: LabelAssessment, names: TermNames, everyDefinition = false): string[] {
  const standing = names.get(label.standing)?.plain ?? '';
  const title = `${nameOf(label.term, names)} (${nameOf(label.condition, names)}): ${label.standing} by ${label.definition}.`;
  const others = ['    other definitions:', ...label.otherDefinitions.flatMap(otherRow)];
  return [
    ...hanging('  ', `${title} ${standing}`.trim()),
    ...definitionRows(label, names),
    ...opensRows(label),
    ...codeRows(label),
    ...(everyDefinition ? allDefinitionRows(label, names) : label.otherDefinitions.length === 0 ? [] : others),
  ];
}
