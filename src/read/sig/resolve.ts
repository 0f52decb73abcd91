/** Steps to numbers: how much per intake, how many intakes a day; or why no number is given. */
import type { Refusal } from './assemble.ts';
import type { Amount } from './elements.ts';
import { hasFrequency, type Part, type Step } from './parts.ts';

/** What a step comes to: amount per intake and intakes a day, each null where it is not said. */
export type Resolved = { dose: Amount | null; perDay: number | null };

const SAME = 1e-6;
const MEALS_A_DAY = ['morning', 'noon', 'evening'].length;

/**
 * The dose and frequency of one step; `previous` gives what the step leaves out, `alone` says it has no neighbours.
 *
 * Parts are summed where they lie at different times; the amount per intake is then their mean.
 */
export function resolveStep(step: Step, previous: Resolved | null, alone: boolean): Resolved | Refusal {
  const parts = step.parts.filter((part) => part.dose || hasFrequency(part) || part.asNeeded);
  const [first, ...rest] = parts;
  if (step.rate && !parts.some((part) => part.frequencies.length > 0)) return 'rate';
  if (!first) return step.rate ? 'rate' : 'nothing';
  if (rest.length > 0) return sumParts(parts, step);
  const perDay = rhythmOf(first, 0);
  if (perDay === 'conflict') return 'conflict';
  const dose = divide(first, perDay) ?? previous?.dose ?? null;
  if (perDay !== undefined) return { dose, perDay: first.divided?.into ?? perDay };
  if (step.single) return { dose, perDay: 1 };
  if (previous && previous.perDay !== null) return { dose, perDay: previous.perDay };
  // A taper of "40 mg x 5 days, 30 mg x 5 days" gives daily amounts.
  return { dose, perDay: !alone && step.durationDays !== null && dose ? 1 : null };
}

/** "1200 mg daily in 3 divided doses" is 400 mg three times; "40 mg/d divided bid" 20 mg twice. */
function divide(part: Part, perDay: number | null | undefined | 'conflict'): Amount | null {
  if (!part.dose || !part.divided) return part.dose;
  const into = part.divided.into ?? (typeof perDay === 'number' ? perDay : 1);
  return { ...part.dose, low: part.dose.low / into, high: part.dose.high === null ? null : part.dose.high / into };
}

/** Intakes a day of a part; undefined where it says nothing, null where it repeats within an episode. */
function rhythmOf(part: Part, otherDaysCount: number): number | null | undefined | 'conflict' {
  const counted = part.frequencies.filter((frequency) => !frequency.weak);
  const slots = part.slots.length + part.slotsBesideCount;
  let perDay: number | null | undefined;
  let every = 1;
  if (counted.length > 0) {
    const combined = combineCounts(part);
    if (combined === 'conflict') return 'conflict';
    perDay = combined.perDay;
    every = combined.every;
    if (perDay !== null && every <= 1) {
      if (part.slotsBesideCount === 0 && slots > Math.max(1, Math.round(perDay))) return 'conflict';
      perDay += part.slotsBesideCount;
    }
  } else if (part.meals) {
    if (part.frequencies.length > 0) return 'conflict';
    perDay = MEALS_A_DAY + part.slotsBesideCount + part.slots.filter((group) => !isMealTime(group)).length;
  } else if (part.slots.length > 0) {
    perDay = slots;
  } else if (part.frequencies.length > 0) {
    perDay = 1 + part.slotsBesideCount;
  }
  const days = part.otherDays ? otherDaysCount : (part.days?.length ?? null);
  if (days === null) return perDay;
  if (every > 1) {
    const perWeek = (perDay ?? 0) * 7;
    return every === 7 && Math.abs(perWeek - days) > SAME && perWeek !== 1 ? 'conflict' : perDay;
  }
  return perDay === null ? 'conflict' : ((perDay ?? 1) * days) / 7;
}

function isMealTime(group: readonly string[]): boolean {
  return group.some((slot) => slot === 'morning' || slot === 'noon' || slot === 'evening');
}

type Count = { perDay: number | null; every: number; upTo: boolean };

/** Several counts in one part must agree, or one is the cycle and the other the count within its day. */
function combineCounts(part: Part): Count | 'conflict' {
  let result: Count | null = null;
  for (const next of part.frequencies) {
    if (next.weak) continue;
    const combined: Count | 'conflict' = result ? combine(result, next) : next;
    if (combined === 'conflict') return 'conflict';
    result = combined;
  }
  return result ?? { perDay: null, every: 1, upTo: false };
}

function combine(a: Count, b: Count): Count | 'conflict' {
  const every = Math.min(a.every, b.every);
  if (a.perDay === null || b.perDay === null) return { perDay: null, every, upTo: a.upTo || b.upTo };
  if (Math.abs(a.perDay - b.perDay) < SAME) return { ...a, every };
  if (a.upTo || b.upTo) return { perDay: Math.min(a.perDay, b.perDay), every: Math.max(a.every, b.every), upTo: true };
  const [longer, shorter] = a.every > b.every ? [a, b] : [b, a];
  if (longer.every < 2 || shorter.every > 1 || shorter.perDay === null || longer.perDay === null) return 'conflict';
  return { perDay: longer.perDay * shorter.perDay, every: longer.every, upTo: false };
}

function sumParts(parts: readonly Part[], step: Step): Resolved | Refusal {
  if (parts.some((part) => part.asNeeded) && !parts.every((part) => part.asNeeded || !part.dose)) return 'conflict';
  const named = new Set(parts.flatMap((part) => part.days ?? []));
  const known: { dose: Amount; perDay: number; part: Part }[] = [];
  for (const part of parts) {
    const perDay = rhythmOf(part, 7 - named.size);
    if (perDay === 'conflict' || perDay === null) return 'conflict';
    const dose = divide(part, perDay);
    if (dose && perDay !== undefined) known.push({ dose, perDay, part });
    else if (!dose || !restates(dose, known[0]?.dose)) return 'conflict';
  }
  const [first, ...rest] = known;
  if (!first) return 'conflict';
  let amount = first.dose.low * first.perDay;
  let perDay = first.perDay;
  for (const next of rest) {
    if (next.dose.unit !== first.dose.unit) {
      if (restates(next.dose, first.dose) && Math.abs(next.perDay - first.perDay) < SAME) continue;
      return 'conflict';
    }
    if (!liesApart(next.part, first.part)) {
      const again = next.dose.low * next.perDay;
      if (next.part.joint !== 'and' && Math.abs(again - first.dose.low * first.perDay) < SAME) continue;
      return 'conflict';
    }
    amount += next.dose.low * next.perDay;
    perDay += next.perDay;
  }
  if (step.single) return 'conflict';
  return { dose: { low: amount / perDay, high: null, unit: first.dose.unit, upTo: first.dose.upTo }, perDay };
}

/** A count of the form beside a mass says the same amount twice ("20 mg daily, 1 tablet"). */
function restates(dose: Amount, first: Amount | undefined): boolean {
  const isForm = (unit: string | null): boolean => unit?.startsWith('{') ?? false;
  return first !== undefined && isForm(dose.unit) !== isForm(first.unit);
}

function liesApart(part: Part, first: Part): boolean {
  const inDays = part.days !== null || part.otherDays;
  if (inDays && (first.days !== null || first.otherDays)) return true;
  const inSlots = part.slots.length > 0;
  const firstInSlots = first.slots.length > 0;
  return part.joint === 'and' ? inSlots || firstInSlots : inSlots && firstInSlots && part.joint === 'separator';
}
