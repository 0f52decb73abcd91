/** Relations to meals and other drugs, upper bounds, and where a clause ends. */
import type { Read } from './elements.ts';
import { phraseAt, timeUnitDays } from './lexicon.ts';
import { readDuration } from './read-clause.ts';
import { readDose } from './read-dose.ts';
import { readCount } from './read-frequency.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './tokenise.ts';

/** "30 minutes before breakfast", "at least 4 hours apart from calcium": the relation, not what follows it. */
export function readTimedRelation(tokens: readonly Token[], from: number): Read | null {
  let at = from;
  while (['at', 'least', 'about', 'within', 'taken', 'approximately'].includes(tokens[at]?.text ?? '')) at += 1;
  const number = readNumber(tokens, at) ?? (tokens[at]?.text === 'an' ? { low: 1, high: null, next: at + 1 } : null);
  if (!number) return null;
  const unit = timeUnitDays(tokens[number.next]?.text ?? '');
  const relation = tokens[number.next + 1]?.text ?? '';
  if (unit === undefined || unit >= 1) return null;
  if (!['before', 'after', 'apart', 'prior', 'from', 'between', 'away', 'following', 'of'].includes(relation))
    return null;
  const end = tokens[endOfClause(tokens, number.next + 1, tokens.length, false) - 1]?.end ?? 0;
  // A meal after the relation is left to be read as the time of day.
  const next = number.next + (relation === 'before' || relation === 'after' ? 1 : 2);
  return { elements: [{ kind: 'timing', start: tokens[from]?.start ?? 0, end }], next };
}

/** "up to 3 times a day", "up to 2 tablets". */
export function readUpTo(tokens: readonly Token[], from: number): Read | null {
  if (tokens[from]?.text !== 'up' || tokens[from + 1]?.text !== 'to') return null;
  return readCount(tokens, from + 2, true) ?? readDose(tokens, from + 2, true) ?? readDuration(tokens, from + 2);
}

/** The token after a clause: at a full stop, bracket or (unless the whole sentence is meant) comma or "then". */
export function endOfClause(tokens: readonly Token[], from: number, to: number, wholeSentence: boolean): number {
  let at = from;
  while (at < to) {
    const text = tokens[at]?.text;
    if (text === '.' || text === ';' || text === ')' || (!wholeSentence && (text === ',' || text === '('))) break;
    if (!wholeSentence && phraseAt(tokens, at)?.meaning.kind === 'then') break;
    at += 1;
  }
  return at;
}

/** The token after a cap ("maximum 8 in 24 hours"); a length of the course after it is not part of it. */
export function endOfCap(tokens: readonly Token[], from: number, to: number): number {
  const end = endOfClause(tokens, from, to, false);
  for (let at = from; at < end; at += 1) {
    if (tokens[at]?.text === 'for' && readDuration(tokens, at)) return at;
  }
  return end;
}
