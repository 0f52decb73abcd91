/** Free-text directions to doses per step. English and prescription Latin; anything else is a problem, not a guess. */
import type { Problem } from '../../domain/problem.ts';
import { quantity } from '../../domain/quantity.ts';
import type { Direction } from '../../domain/record.ts';
import { convert, normaliseUnit } from '../units/index.ts';
import { isAbsurdAmount, isAbsurdDuration, isAbsurdFrequency, longestText } from './absurd.ts';
import { type Assembly, assemble, type Refusal } from './assemble.ts';
import type { Amount } from './elements.ts';
import { inductionSchedule } from './induction-schedule.ts';
import type { Step } from './parts.ts';
import { type Resolved, resolveStep } from './resolve.ts';
import { scan } from './scan.ts';
import { tokenise } from './tokenise.ts';

export type ParsedDirections = { directions: Direction[]; problem: Omit<Problem, 'where'> | null };
export type ParseOptions = {
  /** dose form of the product, for "take 2 daily" */
  form?: string | null;
};

const MOST_QUOTED = 160;
const ROUNDING = 1e-6;
const WHY: Record<Refusal | 'length', string> = {
  language: 'they are not in English',
  number: 'a number in them has no clear meaning',
  word: 'they depend on a change or a choice that is not spelled out',
  condition: 'the dose depends on a condition',
  conflict: 'two parts of them do not fit together',
  rate: 'a rate without its duration gives no daily dose',
  nothing: 'they name no dose and no frequency',
  partial: 'part of them is not understood',
  length: 'they are too long',
};
const HELP =
  'Give dose, unit and how often in plain English ("1 tablet twice daily"), or send dose and timing as structured fields.';

/**
 * Directions in common English into one `Direction` per step, with the text kept.
 *
 * Ranges keep their lower bound: the smaller amount and the longer interval, as needed or not. Unequal intakes of one
 * day are summed and given as their mean. "Up to" amounts carry the comparator `<=`, and "up to 3 times a day" is as
 * needed. "Before meals" alone is three times a day. Repeats within an hour leave `intakesPerDay` null. Where the text
 * is not understood the result is one direction with the text and no number, and a problem `directions-not-understood`
 * or `absurd-dose`. Text beyond 2,000 characters is not understood, and only its beginning is kept.
 * @example parseDirections('1-2 tabs po q4-6h prn pain').directions[0]?.intakesPerDay //=> 4
 */
export function parseDirections(text: string, options: ParseOptions = {}): ParsedDirections {
  if (text.length > longestText) return refuse(text, 'length', null);
  if (text.trim().length === 0) return { directions: [], problem: null };
  if (hasOtherScript(text)) return refuse(text, 'language', null);
  const induction = inductionSchedule(text, (clause) => plain(clause, options).directions[0] ?? null);
  return induction === null ? plain(text, options) : { directions: induction, problem: null };
}

/** Directions without an induction schedule. */
function plain(text: string, options: ParseOptions): ParsedDirections {
  const assembly = assemble(scan(tokenise(text)), formUnit(options.form ?? null));
  if (assembly.refusedBecause) return refuse(text, assembly.refusedBecause, assembly);
  return resolveAll(text, assembly);
}

function formUnit(form: string | null): string | null {
  if (form === null) return null;
  for (const word of form.toLowerCase().split(' ').reverse()) {
    const unit = normaliseUnit(word);
    if (unit?.startsWith('{') && unit !== '{each}' && unit !== '{dose}' && unit !== '{injection}') return unit;
  }
  return null;
}

function resolveAll(text: string, assembly: Assembly): ParsedDirections {
  const resolved: Resolved[] = [];
  for (const step of assembly.steps) {
    const result = resolveStep(step, resolved[resolved.length - 1] ?? null, assembly.steps.length === 1);
    if (typeof result === 'string') return refuse(text, result, assembly);
    resolved.push(result);
  }
  if (resolved.length === 0) return refuse(text, 'nothing', assembly);
  const complete = resolved.every((step) => step.dose !== null && step.perDay !== null);
  const asNeeded = assembly.steps.some(isAsNeeded);
  const bareOnly = resolved.some((step) => step.perDay === null && step.dose !== null && step.dose.unit === null);
  if (!complete && (bareOnly || (!asNeeded && (assembly.unknownWords > 0 || resolved.length > 1)))) {
    return refuse(text, 'partial', assembly);
  }
  const directions = assembly.steps.map((step, i) => direction(text, step, resolved[i], assembly));
  return directions.some(isAbsurd) ? absurd(text) : { directions, problem: null };
}

function isAsNeeded(step: Step): boolean {
  return step.parts.some((part) => part.asNeeded || part.frequencies.some((frequency) => frequency.upTo));
}

function direction(text: string, step: Step, resolved: Resolved | undefined, assembly: Assembly): Direction {
  const perDay = resolved?.perDay ?? null;
  const single = step.single && !step.parts.some((part) => part.frequencies.length > 0);
  const route = step.route ?? assembly.steps.find((other) => other.route !== null)?.route ?? null;
  return {
    text: (assembly.steps.length === 1 ? text : text.slice(step.start, step.end)).trim(),
    perIntake: resolved?.dose ? amountOf(resolved.dose) : null,
    intakesPerDay: perDay === null ? null : Number(perDay.toPrecision(12)),
    asNeeded: isAsNeeded(step),
    durationDays: step.durationDays ?? (single ? 1 : courseDays(step, perDay)),
    from: null,
    to: null,
    route,
    timing: timingText(text, step),
  };
}

function courseDays(step: Step, perDay: number | null): number | null {
  return step.courseDoses === null || perDay === null ? null : Math.ceil(step.courseDoses / perDay - ROUNDING);
}

function amountOf(dose: Amount): Direction['perIntake'] {
  const spoons = dose.unit === '[tsp_m]' || dose.unit === '[tbs_m]';
  const value = spoons ? (convert(dose.low, dose.unit ?? '', 'mL') ?? dose.low) : dose.low;
  const amount = quantity(Number(value.toPrecision(12)), spoons ? 'mL' : dose.unit);
  return dose.upTo ? { ...amount, comparator: '<=' } : amount;
}

function timingText(text: string, step: Step): string | null {
  const pieces: string[] = [];
  let covered = -1;
  for (const { start, end } of [...step.timing].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= covered) continue;
    pieces.push(text.slice(start, end).trim());
    covered = end;
  }
  return pieces.length === 0 ? null : pieces.join('; ');
}

function isAbsurd(direction: Direction): boolean {
  const { perIntake, intakesPerDay, durationDays } = direction;
  return (
    (perIntake !== null && isAbsurdAmount(perIntake.value, perIntake.unit)) ||
    (intakesPerDay !== null && isAbsurdFrequency(intakesPerDay)) ||
    (durationDays !== null && isAbsurdDuration(durationDays))
  );
}

/** Letters beyond Latin and the Greek micro sign: another script. */
function hasOtherScript(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x370 && code !== 0x3bc && (code < 0x2000 || code >= 0x2e80) && code !== 0xfeff) return true;
  }
  return false;
}

function withoutNumbers(text: string, asNeeded: boolean): Direction {
  return {
    text: text.slice(0, longestText).trim(),
    perIntake: null,
    intakesPerDay: null,
    asNeeded,
    durationDays: null,
    from: null,
    to: null,
    route: null,
    timing: null,
  };
}

function quoted(text: string): string {
  const flat = text.slice(0, longestText).trim().split(/\s/).join(' ');
  return `"${flat.length > MOST_QUOTED ? `${flat.slice(0, MOST_QUOTED)}...` : flat}"`;
}

function refuse(text: string, why: Refusal | 'length', assembly: Assembly | null): ParsedDirections {
  const asNeeded = assembly?.steps.some(isAsNeeded) ?? false;
  return {
    directions: [withoutNumbers(text, asNeeded)],
    problem: {
      code: 'directions-not-understood',
      what: `Directions ${quoted(text)} are not understood: ${WHY[why]}.`,
      help: why === 'language' ? `Directions in another language are not read. ${HELP}` : HELP,
    },
  };
}

function absurd(text: string): ParsedDirections {
  return {
    directions: [withoutNumbers(text, false)],
    problem: {
      code: 'absurd-dose',
      what: `Directions ${quoted(text)} ask for an amount, frequency or length that cannot be meant.`,
      help: 'Correct the dose, its unit or the frequency in the source.',
    },
  };
}
