/** Dosage -> directions, by the shared reader of directions; bounds and words that belong to the order stay here. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Direction, Drug } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { Chart } from './chart.ts';
import { conceptIn, conceptsIn } from './concept.ts';
import type { Span } from './dates.ts';
import { spanIn } from './dates.ts';
import type { Json } from './json.ts';
import { booleanIn, numberIn, objectIn, objectsIn, textIn, textsIn } from './json.ts';
import { daysIn, quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';
import type { StructuredDosage } from './sig-standin.ts';
import { directionsFromTiming } from './sig-standin.ts';

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
  const read = directionsFromTiming(structuredOf(row, chart, dosage, drug, bounds, days));
  if (read.problem !== null) chart.report(row, read.problem.code, read.problem.what, read.problem.help);
  const directions = read.directions.map((direction) => withWords(direction, dosage));
  return {
    directions,
    sequence: numberIn(dosage, 'sequence'),
    start: bounds.start,
    end: bounds.end,
    days: days ?? summed(directions),
  };
}

function structuredOf(
  row: Resource,
  chart: Chart,
  dosage: Json,
  drug: Drug,
  bounds: Span,
  days: number | null,
): StructuredDosage {
  const timing = objectIn(dosage, 'timing');
  const repeat = objectIn(timing, 'repeat');
  const amount = amountOf(row, chart, dosage);
  return {
    text: textIn(dosage, 'text'),
    form: drug.form,
    sequence: numberIn(dosage, 'sequence'),
    ...amount,
    frequency: numberIn(repeat, 'frequency'),
    frequencyMax: numberIn(repeat, 'frequencyMax'),
    period: numberIn(repeat, 'period'),
    periodMax: numberIn(repeat, 'periodMax'),
    periodUnit: textIn(repeat, 'periodUnit'),
    dayOfWeek: textsIn(repeat, 'dayOfWeek'),
    timeOfDay: textsIn(repeat, 'timeOfDay'),
    when: textsIn(repeat, 'when'),
    code: conceptIn(timing, 'code')?.text ?? null,
    asNeeded: booleanIn(dosage, 'asNeededBoolean') === true || conceptIn(dosage, 'asNeededCodeableConcept') !== null,
    route: conceptIn(dosage, 'route')?.text ?? null,
    bounds: { from: bounds.start, to: bounds.end, days },
  };
}

// R4 keeps amounts in doseAndRate; STU3 and some R4 systems write them beside it.
function amountOf(row: Resource, chart: Chart, dosage: Json): { doseQuantity: Quantity | null; doseRange: unknown } {
  const holders = [...objectsIn(dosage, 'doseAndRate'), dosage];
  for (const holder of holders) {
    const doseQuantity =
      quantityIn(row, chart, holder, 'doseQuantity') ?? quantityIn(row, chart, holder, 'doseSimpleQuantity');
    if (doseQuantity !== null) return { doseQuantity, doseRange: null };
    const range = objectIn(holder, 'doseRange');
    const low = quantityIn(row, chart, range, 'low');
    const high = quantityIn(row, chart, range, 'high');
    if (low !== null || high !== null) return { doseQuantity: null, doseRange: { low, high } };
  }
  return { doseQuantity: null, doseRange: null };
}

// Additional and patient instructions say how to take it; they never change the amount.
function withWords(direction: Direction, dosage: Json): Direction {
  const words = [
    direction.timing,
    ...conceptsIn(dosage, 'additionalInstruction').map((concept) => concept.text),
    textIn(dosage, 'patientInstruction'),
  ].filter((text) => text !== null);
  return words.length === 0 ? direction : { ...direction, timing: [...new Set(words)].join('; ') };
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
