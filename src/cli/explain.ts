/** `rxwhy explain [TERM]`: the glossary. */
import { Command } from 'commander';
import { type CodeEntry, systemName, systemsWithoutCode } from '../domain/codes.ts';
import { UserError } from '../domain/problem.ts';
import { hanging, row } from '../emit/text/layout.ts';
import { listOf } from '../explain/index.ts';
import { codesFrom } from '../knowledge/codes/index.ts';
import type { TermKind, TermRow, Terms } from '../knowledge/terms/index.ts';
import sources from '../knowledge/terms/sources.json' with { type: 'json' };
import { readKnowledgeFiles } from './knowledge-files.ts';
import { writeOut } from './output.ts';
import { loadTerms } from './terms.ts';

/** The command. */
export function explainCommand(): Command {
  return new Command('explain')
    .summary('what a term means and how it is decided; without a term, the list of all')
    .argument('[term...]', 'an id, a name or a common synonym')
    .action(async (words: string[]) => {
      const terms = loadTerms();
      if (words.length === 0) return writeOut(glossary(terms), null);
      const codes = codesFrom(readKnowledgeFiles().packs.codes ?? {});
      return writeOut(
        explained(words.join(' '), terms, (term) => codes.allFor(term)),
        null,
      );
    });
}

/** Codes of a term by its id. */
type CodesOf = (term: string) => readonly CodeEntry[];

const TITLES: Readonly<Record<TermKind, string>> = {
  umbrella: 'Umbrella',
  course: 'Course: what happened to the effect',
  cause: 'Causes: why',
  label: 'Labels: what the condition is then called',
  certainty: 'How likely it explains this failure',
  basis: 'How a fact is known',
  standing: 'How a label stands',
};

/** All terms by kind, each with its plain meaning; kinds of a cause stand below it. */
export function glossary(terms: Terms): string {
  const lines: string[] = [];
  for (const [kind, title] of Object.entries(TITLES)) {
    lines.push(title);
    for (const term of terms.all.filter((one) => one.kind === kind)) {
      const id = term.parents.length > 0 ? `  ${term.id}` : term.id;
      lines.push(...(id.length > 30 ? [`  ${id}`, ...row(['', term.plain], [30])] : row([id, term.plain], [30])));
    }
    lines.push('');
  }
  return `${lines.join('\n')}rxwhy explain TERM says how each is decided.\n`;
}

/** Everything the packs know of a word's terms; throws a UserError where they know none. */
export function explained(word: string, terms: Terms, codesOf: CodesOf = () => []): string {
  const found = terms.find(word);
  if (found.length === 0) throw new UserError(`"${word}" is no term RxWhy uses; rxwhy explain lists them all`);
  return found.map((term) => `${termPage(term, terms, codesOf(term.id)).join('\n')}\n`).join('\n');
}

const CHANCE = {
  unfair: 'Where this is the cause, the medicine was not given a fair chance.',
  fair: 'Where this is the cause, the medicine had a fair chance and could not help.',
} as const;

function termPage(term: TermRow, terms: Terms, codes: readonly CodeEntry[]): string[] {
  const part = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);
  const kinds = terms.children(term.id);
  const family = [
    ...(term.parents.length === 0 ? [] : hanging('  ', `A kind of ${listOf(term.parents)}.`)),
    ...(kinds.length === 0 ? [] : hanging('  ', `Its kinds: ${kinds.join(', ')}.`)),
    ...(term.chance === null ? [] : hanging('  ', CHANCE[term.chance])),
  ];
  const cited = term.source.split('|').flatMap((one) => {
    const [id = '', ...locator] = one.trim().split(', ');
    const source = sources.find((entry) => entry.id === id);
    const place = locator.length === 0 ? '' : `, ${locator.join(', ')}`;
    const year = source?.year === undefined || source.year === null ? '' : ` (${source.year})`;
    return hanging('  ', `${source?.title ?? ''}${year}${place} [${id}]`);
  });
  const unchecked = term.checked === 'no' ? ['  The definition was not read at its source yet (unchecked).'] : [];
  return [
    term.id,
    ...hanging('  ', term.plain),
    ...part('How it is decided', hanging('  ', term.decided)),
    ...part('Where it belongs', family),
    ...part(
      'Not to be confused with',
      term.confusedWith.flatMap((other) => hanging('  ', `${other.term}: ${other.how}`)),
    ),
    ...part('Also called', term.aliases.length === 0 ? [] : hanging('  ', term.aliases.join(', '))),
    ...part('Codes of others', codeRows(codes)),
    ...part('Sources', [...cited, ...unchecked]),
  ];
}

/** Each code with what it stands for and where it is narrower; then the systems that have none. */
function codeRows(codes: readonly CodeEntry[]): string[] {
  const without = systemsWithoutCode(codes);
  return [
    ...codes.flatMap(({ system, code, display, note, checked }) => {
      if (display === null) return [];
      const remarks = [note, checked ? '' : 'unchecked'].filter((remark) => remark !== '');
      const remark = remarks.length === 0 ? '' : ` (${remarks.join('; ')})`;
      return hanging('  ', `${systemName(system)}${code === null ? '' : ` ${code}`}: ${display}${remark}`);
    }),
    ...(without.length === 0 ? [] : hanging('  ', `no code exists: ${without.join(', ')}`)),
  ];
}
