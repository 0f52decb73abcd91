import type { Language } from '../../ask/messages.ts';
import { type CourseSketch, courseSketch } from '../../figures/index.ts';
import { Figure } from '../figure.tsx';
import { useLanguage } from '../words.ts';
import sketches from './sketches.json' with { type: 'json' };

const patterns = sketches.patterns as unknown as Readonly<Record<string, CourseSketch>>;
const patternOf = sketches.terms as Readonly<Record<string, string>>;
const wordsIn = sketches.words as Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** What a term's course looks like; nothing for words that describe no course, such as a certainty. */
export function Picture({ id, withWords = false }: { id: string; withWords?: boolean }) {
  const language = useLanguage();
  const name = patternOf[id];
  const pattern = name === undefined ? undefined : patterns[name];
  if (name === undefined || pattern === undefined) return null;
  const words = wordsIn[language][name] ?? '';
  return (
    <figure class="sketch">
      <Figure svg={courseSketch(pattern, words)} />
      {withWords ? <figcaption>{words}</figcaption> : null}
    </figure>
  );
}

/** True where a term has a picture. */
export const hasPicture = (id: string): boolean => id in patternOf;
