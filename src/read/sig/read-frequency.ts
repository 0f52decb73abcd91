/** How often: intervals, counts per period, days of the week, times of the clock. */
import type { Element, Read } from './elements.ts';
import { ordinal, periodAt, phraseAt, timeUnitDays, weekdayNumber } from './lexicon.ts';
import { readDose } from './read-dose.ts';
import { readNumber } from './read-number.ts';
import type { Token } from './tokenise.ts';

const HOUR = 1 / 24;
/** Intervals under an hour are repeats within an episode; they do not go on all day. */
const SHORTEST_INTERVAL = HOUR * 0.999;
const TIMES_WORDS = new Set(['times', 'time', 'x', 'intakes', 'doses', 'days', 'nights']);

const place = (tokens: readonly Token[], from: number, next: number): { start: number; end: number } => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[next - 1]?.end ?? 0,
});

function interval(tokens: readonly Token[], from: number, next: number, days: number): Read {
  const perDay = days < SHORTEST_INTERVAL ? null : 1 / days;
  return {
    elements: [{ kind: 'frequency', perDay, every: days, weak: false, upTo: false, ...place(tokens, from, next) }],
    next,
  };
}

/** "every 6 hours", "q4-6h", "every other day", "every third day", "6 hourly", "every 2 weeks". */
export function readInterval(tokens: readonly Token[], from: number): Read | null {
  const first = tokens[from]?.text;
  if (first === 'every' || first === 'each' || first === 'q' || first === 'once') {
    const at = first === 'once' && tokens[from + 1]?.text === 'every' ? from + 2 : from + 1;
    if (first === 'once' && at === from + 1) return null;
    const nth = ordinal(tokens[at]?.text ?? '');
    if (nth !== undefined) {
      const unit = timeUnitDays(tokens[at + 1]?.text ?? '');
      return unit === undefined ? null : interval(tokens, from, at + 2, nth * unit);
    }
    const number = readNumber(tokens, at);
    if (number) {
      let next = number.next;
      if (['nd', 'rd', 'th', 'st', '-'].includes(tokens[next]?.text ?? '')) next += 1;
      const unit = timeUnitDays(tokens[next]?.text ?? '');
      return unit === undefined ? null : interval(tokens, from, next + 1, (number.high ?? number.low) * unit);
    }
    const unit = timeUnitDays(tokens[at]?.text ?? '');
    const phrase = phraseAt(tokens, from);
    if (unit === undefined || (phrase && phrase.next > at)) return null;
    return interval(tokens, from, at + 1, unit);
  }
  const number = readNumber(tokens, from);
  if (!number) return null;
  const at = tokens[number.next]?.text === '-' ? number.next + 1 : number.next;
  return tokens[at]?.text === 'hourly' ? interval(tokens, from, at + 1, (number.high ?? number.low) * HOUR) : null;
}

/** "3 times a day", "2x daily", "2-3 times per week", "twice weekly", "once daily". */
export function readCount(tokens: readonly Token[], from: number, upTo: boolean): Read | null {
  const words = new Map([
    ['once', 1],
    ['twice', 2],
    ['thrice', 3],
  ]);
  const word = words.get(tokens[from]?.text ?? '');
  const number = word === undefined ? readNumber(tokens, from) : { low: word, high: null, next: from + 1 };
  if (!number) return null;
  let at = number.next;
  let shortestPeriod = 0;
  if (word === undefined) {
    if (!TIMES_WORDS.has(tokens[at]?.text ?? '')) return null;
    shortestPeriod = tokens[at]?.text === 'days' || tokens[at]?.text === 'nights' ? 7 : 0;
    at += 1;
  } else if (tokens[at]?.text === 'or') {
    // "once or twice daily" keeps the lower
    const more = words.get(tokens[at + 1]?.text ?? '');
    if (more !== undefined) at += 2;
  }
  if (tokens[at]?.text === 'only' || tokens[at]?.text === '-') at += 1;
  const period = periodAt(tokens, at);
  if (!period || period.meaning < shortestPeriod) return null;
  const perDay = number.low / period.meaning;
  return {
    elements: [
      { kind: 'frequency', perDay, every: period.meaning, weak: false, upTo, ...place(tokens, from, period.next) },
    ],
    next: period.next,
  };
}

const LIST_SIGNS = new Set([',', '/', 'and', 'or', '-', ';']);

/** "on Mondays", "Mon/Wed/Fri", "Monday to Friday", "except Sunday". */
export function readWeekdays(tokens: readonly Token[], from: number): Read | null {
  let at = from;
  const before = tokens[at]?.text;
  const except = before === 'except' || before === 'excluding' || before === 'omit';
  if (except || before === 'on' || before === 'every' || before === 'each') at += 1;
  if (except && tokens[at]?.text === 'on') at += 1;
  if (except && tokens[at]?.text === 'for') at += 1;
  const days: number[] = [];
  let next = at;
  for (;;) {
    const day = weekdayNumber(tokens[at]?.text ?? '');
    if (day === undefined) break;
    days.push(day);
    at += 1;
    if (tokens[at]?.text === '.' && weekdayNumber(tokens[at + 1]?.text ?? '') !== undefined) at += 1;
    next = at;
    const through = tokens[at]?.text;
    const last = weekdayNumber(tokens[at + 1]?.text ?? '');
    if (last !== undefined && (through === '-' || through === 'to' || through === 'through' || through === 'thru')) {
      const chained = tokens[at + 2]?.text === '-' || days.length > 1;
      if (!chained) for (let d = (day % 7) + 1; d !== last; d = (d % 7) + 1) days.push(d);
      at += 1;
      continue;
    }
    while (LIST_SIGNS.has(tokens[at]?.text ?? '') || tokens[at]?.text === 'on') at += 1;
  }
  if (days.length === 0) return null;
  const unique = [...new Set(days)];
  return { elements: [{ kind: 'weekdays', days: unique, except, ...place(tokens, from, next) }], next };
}

/** "at 8 am and 8 pm", "9pm", "at 0800 and 2000", "at 08:00". One slot for each time. */
export function readClock(tokens: readonly Token[], from: number): Read | null {
  const atWord = tokens[from]?.text === 'at';
  const start = atWord ? from + 1 : from;
  const time = readTime(tokens, start, atWord);
  if (!time) return null;
  const elements: Element[] = [{ kind: 'slot', slot: `clock ${time.minute}`, ...place(tokens, from, time.next) }];
  let next = time.next;
  for (;;) {
    const sign = tokens[next]?.text;
    if (sign !== 'and' && sign !== ',' && sign !== '/') break;
    const begin = tokens[next + 1]?.text === 'and' ? next + 2 : next + 1;
    const more = readDose(tokens, begin, false) ? null : readTime(tokens, begin, atWord);
    if (!more) break;
    const span = place(tokens, begin, more.next);
    elements.push({ kind: 'separator', ...span }, { kind: 'slot', slot: `clock ${more.minute}`, ...span });
    next = more.next;
  }
  return { elements, next };
}

function readTime(tokens: readonly Token[], from: number, afterAt: boolean): { minute: number; next: number } | null {
  const hour = tokens[from];
  if (hour?.kind !== 'number' || !Number.isInteger(hour.value)) return null;
  let next = from + 1;
  let minute = 0;
  let sure = false;
  if (tokens[next]?.text === ':' && tokens[next + 1]?.kind === 'number') {
    minute = tokens[next + 1]?.value ?? 0;
    next += 2;
    sure = true;
  }
  const half = tokens[next]?.text;
  if (half === 'am' || half === 'pm' || half === 'a' || half === 'p') {
    if ((half === 'a' || half === 'p') && !afterAt) return null;
    if (hour.value < 1 || hour.value > 12 || minute > 59) return null;
    const afternoon = half.startsWith('p');
    return { minute: ((hour.value % 12) + (afternoon ? 12 : 0)) * 60 + minute, next: next + 1 };
  }
  if (half === 'hours' || half === 'hrs' || half === 'h' || half === "o'clock") {
    if (hour.text.length === 4 || sure || half === "o'clock") {
      sure = true;
      next += 1;
    }
  }
  if (hour.text.length === 4 && hour.value < 2400 && hour.value % 100 < 60 && (afterAt || sure)) {
    return { minute: Math.floor(hour.value / 100) * 60 + (hour.value % 100), next };
  }
  return sure && hour.value < 24 && minute < 60 ? { minute: hour.value * 60 + minute, next } : null;
}
