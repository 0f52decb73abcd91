/** Induction schedules: doses at named weeks or days, then at a fixed interval ("300 mg at weeks 0, 2 and 6, then every 8 weeks"). */
import type { Direction } from '../../domain/record.ts';
import { timeUnitInDays } from './timing.ts';

/** One dose of the induction: how much, as written, and the day it is due, counted from the first. */
interface Due {
  dose: string;
  day: number;
}

/** Reads one sentence of plain directions; null where it is not understood. */
export type ReadClause = (text: string) => Direction | null;

const THEN = /\s*[,;.]?\s*(?:and\s+)?\b(?:then|thereafter|followed by|after that)\b\s*[,:]?\s*/i;
const FROM_WEEK = /\s*\b(?:from|starting|beginning|as of)\s+(?:at\s+|on\s+|in\s+)?(?:week|wk|day)\s*\d+\b/gi;
const PIECE =
  /(?<dose>\d+(?:[.,]\d+)?\s*(?:mg|mcg|microg(?:rams?)?|µg|ug|g|units?|iu|ml)(?:\s*\/\s*kg)?\b)|(?<unit>weeks?|wks?|days?|months?)\b|(?<number>\d+)\b|(?<word>[a-z.]+)|(?<other>[^\s,;:()&+–-])/giy;
const ROUTE = /\b(?:iv|i\.v\.?|sc|s\.c\.?|subcut\w*|intravenous(?:ly)?|im|i\.m\.?|intramuscular(?:ly)?)\b/i;
/** Words that may stand beside the numbers and change nothing. */
const NEUTRAL = new Set(
  [
    'iv i.v. i.v sc s.c. s.c subcut subcutaneous subcutaneously intravenous intravenously im i.m. infusion injection',
    'at on in and by of as for the a dose doses loading induction initial initially start starting inject infuse give given',
  ]
    .join(' ')
    .split(' '),
);

/** The doses that are due before the fixed interval begins, in their order; null where the text is something else. */
function duesIn(text: string): Due[] | null {
  const found: { dose: string; count: number; unit: string | null }[] = [];
  let dose = '';
  let unit: string | null = null;
  PIECE.lastIndex = 0;
  for (let at = 0; at < text.length; ) {
    if (/[\s,;:()&+–-]/.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    PIECE.lastIndex = at;
    const groups = PIECE.exec(text)?.groups;
    if (!groups || groups.other !== undefined) return null;
    at = PIECE.lastIndex;
    if (groups.dose !== undefined) dose = groups.dose;
    else if (groups.unit !== undefined) {
      unit = groups.unit.toLowerCase();
      // "at 0, 2 and 6 weeks": the unit of the numbers before it.
      for (const each of found) each.unit ??= unit;
    } else if (groups.number !== undefined) found.push({ dose, count: Number(groups.number), unit });
    else if (groups.word !== undefined && !NEUTRAL.has(groups.word.toLowerCase())) return null;
  }
  const first = found[0];
  const given = found.find((each) => each.dose !== '')?.dose ?? '';
  if (found.length < 2 || !first || given === '') return null;
  const dues: Due[] = [];
  for (const { dose: own, count, unit: counted } of found) {
    const days = counted === null ? null : timeUnitInDays(/^w/.test(counted) ? 'wk' : /^d/.test(counted) ? 'd' : 'mo');
    if (days === null) return null;
    const day = Math.round((count - first.count) * days);
    if (day <= (dues.at(-1)?.day ?? -1)) return null;
    dues.push({ dose: own === '' ? given : own, day });
  }
  return dues;
}

/**
 * The steps of an induction schedule: one per interval between two doses, then the fixed interval; null for other texts.
 *
 * The last named dose already lasts for the fixed interval; where it differs from the later ones it has a step of its own.
 * @example inductionSchedule('300 mg IV weeks 0, 2 and 6, then every 8 weeks', read)?.map((step) => step.durationDays) //=> [14, 28, null]
 */
export function inductionSchedule(text: string, read: ReadClause): Direction[] | null {
  const [before, after, ...more] = text.split(THEN);
  if (before === undefined || after === undefined || more.length > 0) return null;
  const dues = duesIn(before);
  const last = dues?.at(-1);
  if (!dues || !last) return null;
  const rest = after.replace(FROM_WEEK, '').trim();
  const way = ROUTE.exec(text)?.[0] ?? '';
  const hasOwnDose = /^(?:at\s+)?\d+(?:[.,]\d+)?\s*(?:mg|mcg|microg|µg|ug|g|units?|iu|ml)\b/i.test(rest);
  const every = read(hasOwnDose ? rest : `${last.dose} ${way} ${rest}`);
  if (every?.intakesPerDay == null || every.perIntake === null || every.intakesPerDay >= 1) return null;
  const interval = Math.round(1 / every.intakesPerDay);
  const steps: Direction[] = [];
  for (const [place, due] of dues.entries()) {
    const next = dues[place + 1];
    if (next === undefined && !hasOwnDose) break;
    const days = next === undefined ? interval : next.day - due.day;
    const single = read(`${due.dose} ${way} every ${days} days`);
    if (!single) return null;
    steps.push({ ...single, text, durationDays: days });
  }
  return [...steps, { ...every, text }];
}
