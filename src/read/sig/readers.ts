/** Every reader of the grammar, and the longest reading at a place. */
import type { Read } from './elements.ts';
import { phraseAt } from './lexicon.ts';
import { readDate, readDayRange, readDiluent, readDivided, readDuration } from './read-clause.ts';
import { readDose } from './read-dose.ts';
import { readClock, readCount, readInterval, readWeekdays } from './read-frequency.ts';
import { readNumber } from './read-number.ts';
import { readTimedRelation, readUpTo } from './read-relation.ts';
import type { Token } from './tokenise.ts';

const READERS = [
  readDate,
  readDayRange,
  readWeekdays,
  readDivided,
  readDiluent,
  (tokens: readonly Token[], from: number) => readCount(tokens, from, false),
  readInterval,
  readClock,
  readTimedRelation,
  readDuration,
  (tokens: readonly Token[], from: number) => readDose(tokens, from, false),
  readUpTo,
];

/** The longest reading that begins at token `at`; of equals the one listed first. */
export function longestRead(tokens: readonly Token[], at: number): Read | null {
  let best: Read | null = null;
  for (const reader of READERS) {
    const read = reader(tokens, at);
    if (read && (!best || read.next > best.next)) best = read;
  }
  return best;
}

/** True where a dose, a frequency or a bare number begins. */
export function isStructure(tokens: readonly Token[], at: number): boolean {
  if (readNumber(tokens, at) || longestRead(tokens, at)) return true;
  const kind = phraseAt(tokens, at)?.meaning.kind;
  return kind === 'perDay' || kind === 'eachDay' || kind === 'everyDays' || kind === 'slot' || kind === 'meals';
}
