/** Structured dosage (as FHIR and others carry it) to a `Direction`; the text fills what the structure leaves open. */
import type { Problem } from '../../domain/problem.ts';
import { type Quantity, quantity } from '../../domain/quantity.ts';
import type { Direction } from '../../domain/record.ts';
import { type Moment, parseMoment } from '../../domain/time.ts';
import { convert, normaliseUnit } from '../units/index.ts';
import { isAbsurdAmount, isAbsurdDuration, isAbsurdFrequency } from './absurd.ts';
import { parseDirections } from './parse-directions.ts';
import { intakesFromTiming, type StructuredTiming, timeUnitInDays } from './timing.ts';

/** An amount as sent: the unit may be messy or absent. */
export type StructuredAmount = { value: number; unit: string | null };

/** One dosage in plain form; every field may be absent. `rateQuantity` is kept out of the daily dose. */
export type StructuredDosage = StructuredTiming & {
  sequence?: number | null;
  text?: string | null;
  patientInstruction?: string | null;
  additionalInstructions?: readonly string[];
  route?: string | null;
  /** dose form of the product, for amounts without a unit */
  form?: string | null;
  asNeeded?: boolean | null;
  doseQuantity?: StructuredAmount | null;
  doseRange?: { low: StructuredAmount | null; high: StructuredAmount | null } | null;
  rateQuantity?: StructuredAmount | null;
  boundsPeriod?: { start: string | null; end: string | null } | null;
  boundsDuration?: { value: number; unit: string } | null;
};

export type TimedDirection = { direction: Direction; problems: Omit<Problem, 'where'>[] };

const SAME_SHARE = 0.01;

/**
 * A structured dosage as one `Direction`.
 *
 * Structure wins. Where it lacks dose or frequency the text fills the gap, if the text gives one step; where both give
 * a daily amount in comparable units and differ by more than 1%, `directions-disagree` is reported. Ranges keep the
 * lower bound (the longer interval). Text that is not understood is a problem only where it was needed.
 * @example directionsFromTiming({ frequency: 2, period: 1, periodUnit: 'd', doseQuantity: { value: 500, unit: 'mg' } }).direction.intakesPerDay //=> 2
 */
export function directionsFromTiming(input: StructuredDosage): TimedDirection {
  const problems: Omit<Problem, 'where'>[] = [];
  const amount = structuredAmount(input, problems);
  const intakes = intakesFromTiming(input);
  const text = input.text ?? input.patientInstruction ?? null;
  const parsed = text ? parseDirections(text, { form: input.form ?? null }) : null;
  const [only, ...more] = parsed?.directions ?? [];
  const read = only && more.length === 0 && parsed?.problem === null ? only : null;

  const perIntake = amount ?? read?.perIntake ?? null;
  const intakesPerDay = intakes ?? read?.intakesPerDay ?? null;
  if (parsed?.problem && (perIntake === null || intakesPerDay === null)) problems.push(parsed.problem);
  if (amount && intakes !== null && read && disagrees(amount, intakes, read)) {
    problems.push({
      code: 'directions-disagree',
      what: `Structured dosage gives ${daily(amount, intakes)}, its text "${shortened(text ?? '')}" another daily amount.`,
      help: 'The structured dosage was used. Correct whichever of the two is wrong.',
    });
  }
  const direction: Direction = {
    text,
    perIntake,
    intakesPerDay,
    asNeeded: input.asNeeded ?? read?.asNeeded ?? false,
    durationDays: boundedDays(input) ?? read?.durationDays ?? null,
    from: moment(input.boundsPeriod?.start, problems),
    to: moment(input.boundsPeriod?.end, problems),
    route: input.route ?? read?.route ?? null,
    timing: timingOf(input, read),
  };
  return { direction: withoutAbsurd(direction, problems), problems };
}

function structuredAmount(input: StructuredDosage, problems: Omit<Problem, 'where'>[]): Quantity | null {
  const sent = input.doseQuantity ?? input.doseRange?.low ?? null;
  const upper = sent === null ? (input.doseRange?.high ?? null) : null;
  const source = sent ?? upper;
  if (!source) return null;
  const unit = doseUnit(source.unit, input.form ?? null);
  if (unit === undefined) {
    problems.push({
      code: 'unknown-unit',
      what: `The dose unit "${shortened(source.unit ?? '')}" is not known.`,
      help: 'Send a UCUM unit (mg, mL, {tablet}).',
    });
    return null;
  }
  const value = quantity(source.value, unit);
  return upper ? { ...value, comparator: '<=' } : value;
}

/** UCUM of a dose unit; null where none was sent, undefined where it is unknown. */
function doseUnit(unit: string | null, form: string | null): string | null | undefined {
  if (unit === null || unit.trim() === '' || unit.trim() === '1' || normaliseUnit(unit) === '{each}') {
    return form === null ? null : (formUnit(form) ?? null);
  }
  const known = normaliseUnit(unit);
  if (known === null) return undefined;
  return known === 'U' ? '[IU]' : known;
}

function formUnit(form: string): string | null {
  return parseDirections('take 1 daily', { form }).directions[0]?.perIntake?.unit ?? null;
}

function disagrees(amount: Quantity, intakes: number, read: Direction): boolean {
  if (read.perIntake === null || read.intakesPerDay === null) return false;
  const structured = amount.value * intakes;
  const written = read.perIntake.value * read.intakesPerDay;
  const sameUnit = amount.unit === read.perIntake.unit || amount.unit === null || read.perIntake.unit === null;
  const inUnit = sameUnit ? written : convert(written, read.perIntake.unit ?? '', amount.unit ?? '');
  return inUnit !== null && Math.abs(inUnit - structured) > SAME_SHARE * structured;
}

function daily(amount: Quantity, intakes: number): string {
  return `${Number((amount.value * intakes).toPrecision(4))} ${amount.unit ?? 'units of the form'} a day`;
}

function boundedDays(input: StructuredDosage): number | null {
  const bounds = input.boundsDuration;
  if (!bounds) return null;
  const days = timeUnitInDays(bounds.unit);
  return days === null ? null : Math.round(bounds.value * days);
}

function moment(text: string | null | undefined, problems: Omit<Problem, 'where'>[]): Moment | null {
  if (text === null || text === undefined) return null;
  const parsed = parseMoment(text);
  if (!parsed) {
    problems.push({ code: 'bad-date', what: `"${shortened(text)}" is no date.`, help: 'Send dates as YYYY-MM-DD.' });
  }
  return parsed;
}

const RELATIONS = new Map([
  ['AC', 'before meals'],
  ['ACM', 'before breakfast'],
  ['ACD', 'before lunch'],
  ['ACV', 'before dinner'],
  ['PC', 'after meals'],
  ['PCM', 'after breakfast'],
  ['PCD', 'after lunch'],
  ['PCV', 'after dinner'],
  ['C', 'with meals'],
  ['CM', 'with breakfast'],
  ['CD', 'with lunch'],
  ['CV', 'with dinner'],
]);

function timingOf(input: StructuredDosage, read: Direction | null): string | null {
  const pieces: string[] = [];
  for (const when of input.when ?? []) {
    const relation = RELATIONS.get(when.toUpperCase());
    if (relation) pieces.push(relation);
  }
  for (const clock of input.timeOfDay ?? []) {
    const written = /^([01]\d|2[0-3]):[0-5]\d/.exec(clock)?.[0];
    if (written) pieces.push(`at ${written}`);
  }
  for (const note of input.additionalInstructions ?? []) {
    const timing = parseDirections(note).directions[0]?.timing ?? relationOnly(note);
    if (timing) pieces.push(timing);
  }
  if (read?.timing) pieces.push(read.timing);
  return pieces.length === 0 ? null : [...new Set(pieces)].join('; ');
}

/** A note that is about meals or other drugs and nothing else parses to no dose; its words are kept. */
function relationOnly(note: string): string | null {
  const read = parseDirections(`1 tablet daily, ${note}`);
  return read.problem ? null : (read.directions[0]?.timing ?? null);
}

function withoutAbsurd(direction: Direction, problems: Omit<Problem, 'where'>[]): Direction {
  const { perIntake, intakesPerDay, durationDays } = direction;
  const absurdAmount = perIntake !== null && isAbsurdAmount(perIntake.value, perIntake.unit);
  const absurdFrequency = intakesPerDay !== null && isAbsurdFrequency(intakesPerDay);
  const absurdDuration = durationDays !== null && isAbsurdDuration(durationDays);
  if (!absurdAmount && !absurdFrequency && !absurdDuration) return direction;
  problems.push({
    code: 'absurd-dose',
    what: `${perIntake?.value ?? 'No'} ${perIntake?.unit ?? 'units'} ${intakesPerDay ?? 'unknown'} times a day cannot be meant.`,
    help: 'Correct the dose, its unit or the frequency in the source.',
  });
  return {
    ...direction,
    perIntake: absurdAmount || absurdFrequency ? null : perIntake,
    intakesPerDay: absurdAmount || absurdFrequency ? null : intakesPerDay,
    durationDays: absurdDuration ? null : durationDays,
  };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
