/** Small words every report shares: names of terms, lists, gates. */
import type { CourseEntry } from '../domain/assessment.ts';
import type { GateName } from '../domain/finding.ts';

/** What a report needs to know of a term. */
export interface TermWords {
  name: string;
  plain: string;
}

/** Term id to words; the terms pack builds it. */
export type TermNames = ReadonlyMap<string, TermWords>;

/** The human name of a term; an id the pack does not know is shown as it is, without hyphens. */
export function nameOf(term: string, names: TermNames): string {
  return names.get(term)?.name ?? term.replaceAll('-', ' ');
}

/** The course with its certainty; what cannot be assessed has none. */
export function courseWords(course: Pick<CourseEntry, 'term' | 'certainty'>, names: TermNames): string {
  const name = nameOf(course.term, names);
  return course.term === 'not-assessable' ? name : `${name} (${course.certainty})`;
}

/**
 * A list in words.
 * @example listOf(['a', 'b', 'c']) //=> 'a, b and c'
 */
export function listOf(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** First letter upper case, the rest untouched. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence that ends like one. */
export function ended(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** What each gate asks, and what its "no" says. */
export const GATE_WORDS: Readonly<Record<GateName, { asks: string; closed: string }>> = {
  indicated: { asks: 'a benefit was to be expected', closed: 'no benefit was to be expected' },
  filled: { asks: 'it was filled', closed: 'it was never filled' },
  taken: { asks: 'it was taken as prescribed', closed: 'it was not taken as prescribed' },
  dose: { asks: 'the dose was high enough', closed: 'the dose was too low' },
  time: { asks: 'the time was long enough', closed: 'the time was too short' },
  tolerated: { asks: 'it was tolerated', closed: 'it was not tolerated' },
  absorbed: { asks: 'it was absorbed', closed: 'its absorption was impaired' },
  cleared: { asks: 'the body kept its level up', closed: 'the body left too little of its active form' },
  unopposed: { asks: 'nothing worked against it', closed: 'something worked against it' },
};
