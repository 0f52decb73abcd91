/** Lengths of time, dates, diluents, caps and the other clauses whose numbers are no dose. */
import { normaliseUnit } from '../units/index.ts';
import type { Element, Read } from './elements.ts';
import { isMonth, timeUnitDays } from './lexicon.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './tokenise.ts';

const place = (tokens: readonly Token[], from: number, next: number): { start: number; end: number } => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[next - 1]?.end ?? 0,
});
const LEADS = new Set(['for', 'x', 'over', 'during', 'after', 'in', 'within', 'lasting', 'times']);
const INNER = new Set([
  'the',
  'next',
  'first',
  'a',
  'total',
  'of',
  'up',
  'to',
  'at',
  'least',
  'another',
  'about',
  'additional',
  'initial',
  'last',
  'remaining',
  'another',
  'full',
]);

/**
 * "for 7 days", "x 10 d", "for 2 weeks", "10 day course", "over 30 minutes", "for 3 doses", "after 2 weeks".
 *
 * Minutes and hours are the time of an infusion and are noise; "after 2 weeks" ends the step before it.
 */
export function readDuration(tokens: readonly Token[], from: number): Read | null {
  const lead = LEADS.has(tokens[from]?.text ?? '') ? (tokens[from]?.text ?? null) : null;
  let at = lead ? from + 1 : from;
  if (lead) while (INNER.has(tokens[at]?.text ?? '') && timeUnitDays(tokens[at + 1]?.text ?? '') === undefined) at += 1;
  const article = ['a', 'one', 'the', 'first', 'next'].includes(tokens[at]?.text ?? '');
  const number = readNumber(tokens, at) ?? (lead && article ? { low: 1, high: null, next: at + 1 } : null);
  if (!number) return null;
  at = tokens[number.next]?.text === '-' ? number.next + 1 : number.next;
  if (tokens[at]?.text === 'more') at += 1;
  const word = tokens[at]?.text ?? '';
  if ((word === 'doses' || word === 'dose') && (lead === 'for' || lead === 'x')) {
    return { elements: [{ kind: 'courseDoses', doses: number.low, ...place(tokens, from, at + 1) }], next: at + 1 };
  }
  if ((word === 'cycles' || word === 'cycle' || word === 'courses') && lead) {
    return { elements: [{ kind: 'noise', ...place(tokens, from, at + 1) }], next: at + 1 };
  }
  const unit = timeUnitDays(word);
  if (unit === undefined) return null;
  let next = at + 1;
  const relation = tokens[next]?.text;
  if (relation === 'before' || relation === 'after' || relation === 'prior' || relation === 'apart') return null;
  if (relation === 'course' || relation === 'supply' || relation === 'only') next += 1;
  const span = place(tokens, from, next);
  if (unit < 1) return lead ? { elements: [{ kind: 'noise', ...span }], next } : null;
  if (lead === 'within' || lead === 'over') return null;
  if (!lead && tokens[at]?.text === 'd' && tokens[number.next]?.text === '-') return null;
  const days = Math.round(number.low * unit);
  if (lead === 'in') return { elements: [{ kind: 'refused', why: 'number', ...span }], next };
  const elements: Element[] = [{ kind: lead === 'after' ? 'after' : 'duration', days, ...span }];
  return { elements, next };
}

/** "day 1", "on days 2-5", "weeks 1 to 2", "days 1 through 3:". */
export function readDayRange(tokens: readonly Token[], from: number): Read | null {
  let at = from;
  while (['on', 'from', 'for', 'in', 'during'].includes(tokens[at]?.text ?? '')) at += 1;
  const word = tokens[at]?.text;
  const unit = word === 'day' || word === 'days' ? 1 : word === 'week' || word === 'weeks' ? 7 : 0;
  const first = tokens[at + 1];
  if (unit === 0 || first?.kind !== 'number' || !Number.isInteger(first.value)) return null;
  at += 2;
  let to = first.value;
  const through = tokens[at]?.text ?? '';
  if (['-', 'to', 'through', 'thru', 'and'].includes(through) && tokens[at + 1]?.kind === 'number') {
    const last = tokens[at + 1]?.value ?? to;
    if (through === 'and' && last !== to + 1) return null;
    to = last;
    at += 2;
  }
  if (tokens[at]?.text === ':') at += 1;
  if (to < first.value) return null;
  const span = place(tokens, from, at);
  return { elements: [{ kind: 'dayRange', from: (first.value - 1) * unit, to: to * unit, ...span }], next: at };
}

/** Dates: "starting day 15", "starting January 16, 2015", "from Jan 15-20, 2015", "until 2020-05-01", "5/1/2020". Noise. */
export function readDate(tokens: readonly Token[], from: number): Read | null {
  let at = from;
  while (
    ['on', 'from', 'until', 'till', 'through', 'starting', 'beginning', 'start', 'ending', 'to', 'by'].includes(
      tokens[at]?.text ?? '',
    )
  ) {
    at += 1;
  }
  const token = tokens[at];
  const starts = ['starting', 'beginning'].includes(tokens[from]?.text ?? '');
  if (starts && token?.text === 'day' && tokens[at + 1]?.kind === 'number') {
    return { elements: [{ kind: 'noise', ...place(tokens, from, at + 2) }], next: at + 2 };
  }
  const next = isMonth(token?.text ?? '') ? afterMonth(tokens, at) : afterNumericDate(tokens, at);
  return next === null ? null : { elements: [{ kind: 'noise', ...place(tokens, from, next) }], next };
}

function afterMonth(tokens: readonly Token[], from: number): number | null {
  if (tokens[from + 1]?.kind !== 'number' || (tokens[from + 1]?.value ?? 99) > 31) {
    const year = tokens[from + 1]?.value ?? 0;
    return year > 1900 && year < 2400 ? from + 2 : null;
  }
  let at = from + 2;
  if (['st', 'nd', 'rd', 'th'].includes(tokens[at]?.text ?? '')) at += 1;
  if (tokens[at]?.text === '-' && tokens[at + 1]?.kind === 'number') at += 2;
  const year = tokens[at]?.text === ',' ? at + 1 : at;
  const value = tokens[year]?.value ?? 0;
  return value > 1900 && value < 2400 ? year + 1 : at;
}

function afterNumericDate(tokens: readonly Token[], from: number): number | null {
  const [a, sign, b, again, c] = tokens.slice(from, from + 5);
  if (a?.kind !== 'number' || b?.kind !== 'number' || c?.kind !== 'number') return null;
  if (sign?.text !== again?.text || (sign?.text !== '-' && sign?.text !== '/')) return null;
  const hasYear = a.text.length === 4 || c.text.length === 4 || (sign.text === '/' && c.text.length === 2);
  return hasYear ? from + 5 : null;
}

/** "in 250 mL of water", "with 8 oz of juice", "in D5W 250 ml": what the dose is given in. Noise. */
export function readDiluent(tokens: readonly Token[], from: number): Read | null {
  const lead = tokens[from]?.text;
  if (lead !== 'in' && lead !== 'with') return null;
  for (let at = from + 1; at <= from + 4; at += 1) {
    const number = readNumber(tokens, at);
    if (number) {
      const unit = normaliseUnit(tokens[number.next]?.text ?? '');
      const fluid = unit === 'mL' || unit === 'L' || unit === '[oz_av]' || unit === 'dL';
      if (!fluid && tokens[number.next]?.text !== 'glass') return null;
      return { elements: [{ kind: 'noise', ...place(tokens, from, number.next + 1) }], next: number.next + 1 };
    }
    if (tokens[at]?.kind !== 'word') return null;
  }
  return null;
}

/** "divided bid", "in 2 divided doses", "in divided doses". */
export function readDivided(tokens: readonly Token[], from: number): Read | null {
  let at = from;
  if (tokens[at]?.text === 'in' || tokens[at]?.text === 'into') at += 1;
  const number = readNumber(tokens, at);
  if (number) at = number.next;
  const word = tokens[at]?.text;
  if (word === 'divided' || (number && word === 'equal') || (number && word === 'equally')) {
    at += 1;
    while (['in', 'into', 'equally', 'divided', 'over'].includes(tokens[at]?.text ?? '')) at += 1;
    const after = number ? null : readNumber(tokens, at);
    if (after && tokens[after.next]?.text === 'doses') {
      return {
        elements: [{ kind: 'divided', into: after.low, ...place(tokens, from, after.next + 1) }],
        next: after.next + 1,
      };
    }
    if (tokens[at]?.text === 'doses' || tokens[at]?.text === 'dose') at += 1;
    return { elements: [{ kind: 'divided', into: number?.low ?? null, ...place(tokens, from, at) }], next: at };
  }
  return null;
}
