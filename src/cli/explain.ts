/** `rxwhy explain [TERM]`: the glossary. */
import { Command } from 'commander';
import { UserError } from '../domain/problem.ts';
import { hanging, row } from '../emit/text/layout.ts';
import { listOf } from '../explain/index.ts';
import type { TermKind, TermRow, Terms } from '../knowledge/terms/index.ts';
import sources from '../knowledge/terms/sources.json' with { type: 'json' };
import { writeOut } from './output.ts';
import { loadTerms } from './terms.ts';

/** The command. */
export function explainCommand(): Command {
  return new Command('explain')
    .summary('what a term means and how it is decided; without a term, the list of all')
    .argument('[term...]', 'an id, a name or a common synonym')
    .action(async (words: string[]) => {
      const terms = loadTerms();
      await writeOut(words.length === 0 ? glossary(terms) : explained(words.join(' '), terms), null);
    });
}

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

/** Everything the pack knows of a word's terms; throws a UserError where it knows none. */
export function explained(word: string, terms: Terms): string {
  const found = terms.find(word);
  if (found.length === 0) throw new UserError(`"${word}" is no term RxWhy uses; rxwhy explain lists them all`);
  return found.map((term) => `${termPage(term, terms).join('\n')}\n`).join('\n');
}

const CHANCE = {
  unfair: 'Where this is the cause, the medicine was not given a fair chance.',
  fair: 'Where this is the cause, the medicine had a fair chance and could not help.',
} as const;

function termPage(term: TermRow, terms: Terms): string[] {
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
  const codes = term.codes.flatMap(({ system, code, display }) =>
    hanging('  ', `${system}${code === null ? '' : ` ${code}`}: ${display}`),
  );
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
    ...part('Codes of others', codes),
    ...part('Sources', [...cited, ...unchecked]),
  ];
}
