/** Dosage -> directions, by the shared reader of directions; bounds and words that belong to the order stay here. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Direction, Drug } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { StructuredDosage } from '../sig/index.ts';
import { directionsFromTiming, intakesFromTiming, parseDirections } from '../sig/index.ts';
import { normaliseUnit } from '../units/index.ts';
import type { Chart } from './chart.ts';
import { conceptIn, conceptsIn } from './concept.ts';
import { spanIn } from './dates.ts';
import type { Json } from './json.ts';
import { booleanIn, numberIn, objectIn, objectsIn, textIn, textsIn } from './json.ts';
import { daysIn, quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';

/** One Dosage as read: its directions, its place in the sequence and its bounds. */
export interface Instruction {
  directions: Direction[];
  sequence: number | null;
  start: Moment | null;
  end: Moment | null;
  /** how long it lasts, where bounded by days; null where open */
  days: number | null;
}

/** The route of the first dosage that states one. */
export function routeIn(from: Json, field: string): string | null {
  for (const dosage of objectsIn(from, field)) {
    const route = conceptIn(dosage, 'route')?.text;
    if (route !== undefined) return route;
  }
  return null;
}

/** The dosages of a field in the order of their sequence. What cannot be read is a problem and leaves its gap. */
export function instructionsIn(row: Resource, chart: Chart, field: string, drug: Drug): Instruction[] {
  const instructions = objectsIn(row.json, field).map((dosage) => instructionOf(row, chart, dosage, drug));
  return instructions.sort((a, b) => (a.sequence ?? 0) - (b.sequence ?? 0));
}

function instructionOf(row: Resource, chart: Chart, dosage: Json, drug: Drug): Instruction {
  const repeat = objectIn(objectIn(dosage, 'timing'), 'repeat');
  const bounds = spanIn(row, chart, repeat, 'boundsPeriod');
  const range = objectIn(repeat, 'boundsRange');
  const days = daysIn(repeat, 'boundsDuration') ?? daysIn(range, 'high') ?? daysIn(range, 'low');
  const directions = directionsOf(row, chart, dosage, drug, days).map((direction) => ({
    ...direction,
    from: bounds.start,
    to: bounds.end,
  }));
  const lasting = days ?? summed(directions);
  return { directions, sequence: numberIn(dosage, 'sequence'), start: bounds.start, end: bounds.end, days: lasting };
}

// Structure wins; a text of several steps (a taper) is followed where the structure gives no whole dose of its own.
function directionsOf(row: Resource, chart: Chart, dosage: Json, drug: Drug, days: number | null): Direction[] {
  const structured = structuredOf(dosage, drug, days);
  const amount = amountOf(row, chart, dosage);
  const isWhole = amount !== null && intakesFromTiming(structured) !== null;
  const steps = isWhole || !structured.text ? null : parseDirections(structured.text, { form: drug.form });
  const read = directionsFromTiming({ ...structured, ...(amount === null || amount.unknown ? {} : amount.dose) });
  if (steps !== null && steps.problem === null && steps.directions.length > 1) {
    const { route, timing } = read.direction;
    return steps.directions.map((step) => ({ ...step, route: step.route ?? route, timing: step.timing ?? timing }));
  }
  for (const problem of read.problems) chart.report(row, problem.code, problem.what, problem.help);
  if (amount === null || !amount.unknown) return [read.direction];
  // A unit nobody knows has its own problem; the amount stays as written.
  const { value, unit } = amount.dose.doseQuantity ?? { value: 0, unit: null };
  return [{ ...read.direction, perIntake: { value, unit, comparator: null } }];
}

function structuredOf(dosage: Json, drug: Drug, days: number | null): StructuredDosage {
  const timing = objectIn(dosage, 'timing');
  const repeat = objectIn(timing, 'repeat');
  const code = conceptIn(timing, 'code');
  const isCoded = code !== null && code.codings.length > 0;
  return {
    text: textIn(dosage, 'text') ?? (isCoded ? null : (code?.text ?? null)),
    patientInstruction: textIn(dosage, 'patientInstruction'),
    additionalInstructions: conceptsIn(dosage, 'additionalInstruction').map((concept) => concept.text),
    form: drug.form,
    frequency: numberIn(repeat, 'frequency'),
    frequencyMax: numberIn(repeat, 'frequencyMax'),
    period: numberIn(repeat, 'period'),
    periodMax: numberIn(repeat, 'periodMax'),
    periodUnit: textIn(repeat, 'periodUnit'),
    dayOfWeek: textsIn(repeat, 'dayOfWeek'),
    timeOfDay: textsIn(repeat, 'timeOfDay'),
    when: textsIn(repeat, 'when'),
    count: numberIn(repeat, 'count'),
    timingCode: code?.codings[0]?.code ?? code?.text ?? null,
    asNeeded: asNeededIn(dosage),
    route: conceptIn(dosage, 'route')?.text ?? null,
    ...(days === null ? {} : { boundsDuration: { value: days, unit: 'd' } }),
  };
}

// Null leaves the word to the text ("prn").
function asNeededIn(dosage: Json): boolean | null {
  if (conceptIn(dosage, 'asNeededCodeableConcept') !== null || conceptIn(dosage, 'asNeededFor') !== null) return true;
  return booleanIn(dosage, 'asNeededBoolean') ?? booleanIn(dosage, 'asNeeded');
}

type Amount = { dose: Pick<StructuredDosage, 'doseQuantity' | 'doseRange'>; unknown: boolean };

// R4 keeps amounts in doseAndRate; STU3 and some R4 systems write them beside it.
function amountOf(row: Resource, chart: Chart, dosage: Json): Amount | null {
  for (const holder of [...objectsIn(dosage, 'doseAndRate'), dosage]) {
    const dose = quantityIn(row, chart, holder, 'doseQuantity') ?? quantityIn(row, chart, holder, 'doseSimpleQuantity');
    if (dose !== null) return { dose: { doseQuantity: dose }, unknown: !isKnown(dose) };
    const range = objectIn(holder, 'doseRange');
    const low = quantityIn(row, chart, range, 'low');
    const high = quantityIn(row, chart, range, 'high');
    const either = low ?? high;
    if (either === null) continue;
    if (!isKnown(either)) return { dose: { doseQuantity: either }, unknown: true };
    return { dose: { doseRange: { low, high } }, unknown: false };
  }
  return null;
}

const isKnown = (dose: Quantity): boolean => dose.unit === null || normaliseUnit(dose.unit) !== null;

/** What the dosages of a field say beside dose and time: instructions, and the most to take in a period. */
export function instructionNotes(row: Resource, field: string): string[] {
  const notes = objectsIn(row.json, field).flatMap((dosage) => [
    ...conceptsIn(dosage, 'additionalInstruction').map((concept) => concept.text),
    textIn(dosage, 'text') === null ? null : textIn(dosage, 'patientInstruction'),
    mostIn(dosage),
  ]);
  return [...new Set(notes.filter((note) => note !== null))];
}

function mostIn(dosage: Json): string | null {
  const most = objectIn(dosage, 'maxDosePerPeriod');
  const over = objectIn(most, 'numerator');
  const under = objectIn(most, 'denominator');
  const value = numberIn(over, 'value');
  if (value === null) return null;
  const amount = `${value} ${textIn(over, 'unit') ?? textIn(over, 'code') ?? ''}`.trim();
  return `at most ${amount} per ${numberIn(under, 'value') ?? 1} ${textIn(under, 'unit') ?? textIn(under, 'code') ?? ''}`.trim();
}

// The steps of one text follow each other; one open step leaves the whole open.
function summed(directions: readonly Direction[]): number | null {
  if (directions.length === 0) return null;
  let days = 0;
  for (const direction of directions) {
    if (direction.durationDays === null) return null;
    days += direction.durationDays;
  }
  return days;
}

/**
 * How long a list of dosages lasts by its durations; null where one of them is open.
 *
 * Dosages of one sequence number run side by side, those of different numbers one after another.
 */
export function plannedDays(instructions: readonly Instruction[]): number | null {
  const bySequence = new Map<number | null, number>();
  for (const { sequence, days } of instructions) {
    if (days === null) return null;
    bySequence.set(sequence, Math.max(bySequence.get(sequence) ?? 0, days));
  }
  return bySequence.size === 0 ? null : [...bySequence.values()].reduce((sum, days) => sum + days, 0);
}
