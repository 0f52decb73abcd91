/** MedicationRequest -> order. Proposals and plans are no orders. */
import type { Order } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import { momentOfDay } from '../../domain/time.ts';
import { daysSupplyIn } from './believable-amounts.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn, conceptsIn, notesIn, reasonsIn } from './concept.ts';
import { endAfter, momentIn, spanIn } from './dates.ts';
import type { Instruction } from './dosage.ts';
import { instructionNotes, instructionsIn, plannedDays, routeIn } from './dosage.ts';
import { booleanIn, numberIn, objectIn, objectsIn, textIn } from './json.ts';
import { medicationOf } from './medication.ts';
import { quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';

const STATUSES = new Map<string, Order['status']>([
  ['active', 'active'],
  ['on-hold', 'on-hold'],
  ['cancelled', 'cancelled'],
  ['completed', 'completed'],
  ['ended', 'completed'],
  ['stopped', 'stopped'],
  ['draft', 'draft'],
]);
const NO_ORDER = new Set(['proposal', 'plan', 'option']);

/** Reads one prescription. Its planned end comes from its bounds, never from the supply it allows. */
export function readMedicationRequest(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status') ?? 'unknown';
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  const intent = textIn(row.json, 'intent') ?? 'order';
  if (NO_ORDER.has(intent)) return setAside(`intent ${intent}: not an order`);
  const drug = medicationOf(row, chart, routeIn(row.json, 'dosageInstruction'));
  if (drug === null) {
    chart.report(
      row,
      'no-medication',
      'the order names no medicine',
      'Give medicationCodeableConcept or medicationReference.',
    );
    return REFUSED;
  }
  const instructions = instructionsIn(row, chart, 'dosageInstruction', drug);
  const directions = instructions.flatMap((instruction) => instruction.directions);
  const authored = momentIn(row, chart, row.json, 'authoredOn');
  const dispense = objectIn(row.json, 'dispenseRequest');
  const validity = spanIn(row, chart, dispense, 'validityPeriod');
  const start = earliest(instructions.map((one) => one.start)) ?? authored ?? validity.start;
  const end = endAfter(row, chart, start, plannedEnd(instructions, start), 'dosageInstruction');
  const reasons = reasonsIn(row, chart);
  chart.record.orders.push({
    id: row.id,
    drug,
    status: STATUSES.get(status) ?? 'unknown',
    authored,
    start,
    end,
    stopped: endAfter(row, chart, start, stopOf(row, chart, status, instructions), 'the stop'),
    stopReason: conceptIn(row.json, 'statusReason'),
    directions,
    indications: reasons.concepts,
    indicationIds: reasons.ids,
    setting: settingOf(row),
    daysSupply: daysSupplyIn(row, chart, dispense, 'expectedSupplyDuration'),
    quantity: quantityIn(row, chart, dispense, 'quantity'),
    refillsAllowed: numberIn(dispense, 'numberOfRepeatsAllowed'),
    replaces: chart.library.idOf(objectIn(row.json, 'priorPrescription'), row),
    prohibited: booleanIn(row.json, 'doNotPerform') ?? false,
    notes: [
      ...notesIn(row.json),
      ...instructionNotes(row, 'dosageInstruction'),
      ...substitutionNotes(row),
      ...courseNotes(row),
    ],
  });
  return USED;
}

const earliest = (moments: readonly (Moment | null)[]): Moment | null =>
  moments.reduce((first, one) => (first === null || (one !== null && one.minute < first.minute) ? one : first), null);

const latest = (moments: readonly (Moment | null)[]): Moment | null =>
  moments.reduce((last, one) => (last === null || (one !== null && one.minute > last.minute) ? one : last), null);

// Planned only where every instruction is bounded: one open step keeps the whole order open.
function plannedEnd(instructions: readonly Instruction[], start: Moment | null): Moment | null {
  if (instructions.length === 0) return null;
  if (instructions.every((one) => one.end !== null)) return latest(instructions.map((one) => one.end));
  const days = plannedDays(instructions);
  return days === null || start === null ? null : momentOfDay(start.day + Math.round(days));
}

// Only a date the source gives: when the status changed, or where the bounds of a closed order end.
function stopOf(row: Resource, chart: Chart, status: string, instructions: readonly Instruction[]): Moment | null {
  if (status !== 'stopped' && status !== 'completed' && status !== 'cancelled' && status !== 'ended') return null;
  const extension = objectsIn(row.json, 'extension').find((one) => /statusChanged$/i.test(textIn(one, 'url') ?? ''));
  const changed =
    momentIn(row, chart, row.json, 'statusChanged') ?? momentIn(row, chart, extension ?? null, 'valueDateTime');
  return changed ?? latest(instructions.map((one) => one.end));
}

function settingOf(row: Resource): Order['setting'] {
  for (const category of conceptsIn(row.json, 'category')) {
    const words = [category.text, ...category.codings.map((coding) => coding.code)].map((word) => word.toLowerCase());
    if (words.includes('inpatient')) return 'inpatient';
    if (words.some((word) => word === 'outpatient' || word === 'community' || word === 'discharge'))
      return 'outpatient';
  }
  return null;
}

function courseNotes(row: Resource): string[] {
  const course = conceptIn(row.json, 'courseOfTherapyType')?.text;
  return course === undefined ? [] : [`course of therapy: ${course}`];
}

function substitutionNotes(row: Resource): string[] {
  const substitution = objectIn(row.json, 'substitution');
  const allowed = booleanIn(substitution, 'allowedBoolean');
  if (allowed !== false) return [];
  const reason = conceptIn(substitution, 'reason')?.text;
  return [reason === undefined ? 'substitution not allowed' : `substitution not allowed: ${reason}`];
}
