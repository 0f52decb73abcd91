/** MedicationDispense -> supply. */
import type { Concept, Supply } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import { expiryNotes } from './batch.ts';
import { daysSupplyIn } from './believable-amounts.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn, conceptOf, notesIn } from './concept.ts';
import { firstMoment } from './dates.ts';
import { instructionsIn, routeIn } from './dosage.ts';
import { booleanIn, objectIn, objectsIn, textIn } from './json.ts';
import { medicationOf } from './medication.ts';
import { quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';

/** Reads one dispensing; handed over counts before prepared. */
export function readMedicationDispense(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status') ?? 'unknown';
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  const drug = medicationOf(row, chart, routeIn(row.json, 'dosageInstruction'));
  if (drug === null) {
    const help = 'Give medicationCodeableConcept or medicationReference.';
    chart.report(row, 'no-medication', 'the dispensing names no medicine', help);
    return REFUSED;
  }
  const [authorising = null] = objectsIn(row.json, 'authorizingPrescription');
  const handedOver = firstMoment(row, chart, row.json, ['whenHandedOver', 'whenPrepared']);
  const at = handedOver ?? dateOfOrder(row, chart, chart.library.find(authorising, row));
  if (at === null) return REFUSED;
  chart.record.supplies.push({
    id: row.id,
    drug,
    orderId: chart.library.idOf(authorising, row),
    at,
    daysSupply: daysSupplyIn(row, chart, row.json, 'daysSupply'),
    quantity: quantityIn(row, chart, row.json, 'quantity'),
    status: statusOf(status, firstMoment(row, chart, row.json, ['whenHandedOver']) !== null),
    reason: reasonOf(row, chart),
    directions: instructionsIn(row, chart, 'dosageInstruction', drug).flatMap((one) => one.directions),
    notes: [...notesIn(row.json), ...substitutionNotes(row), ...expiryNotes(row, chart, at)],
  });
  return USED;
}

/** A dispensing that was only prepared, or is under way, is neither done nor refused. */
function statusOf(status: string, handedOver: boolean): Supply['status'] {
  if (status === 'completed') return 'done';
  if (status === 'declined' || status === 'cancelled' || status === 'not-done') return 'not-done';
  if (status === 'stopped') return handedOver ? 'done' : 'not-done';
  return handedOver && status !== 'on-hold' ? 'done' : 'unknown';
}

// A dispensing without a date still shows that the order was filled (or refused): it is put on the order's day.
function dateOfOrder(row: Resource, chart: Chart, order: Resource | null): Moment | null {
  const authored = firstMoment(row, chart, order?.json ?? null, ['authoredOn']);
  const what =
    authored === null
      ? 'the dispensing has no date'
      : `the dispensing has no date; the day of its prescription, ${authored.iso}, was used`;
  chart.report(row, 'missing-date', what, 'Give whenHandedOver.');
  return authored;
}

function reasonOf(row: Resource, chart: Chart): Concept | null {
  const coded = conceptIn(row.json, 'statusReasonCodeableConcept') ?? conceptIn(row.json, 'statusReason');
  if (coded !== null) return coded;
  const reference = objectIn(row.json, 'statusReasonReference');
  const issue = chart.library.find(reference, row);
  return conceptIn(issue?.json ?? null, 'code') ?? conceptOf(textIn(reference, 'display'));
}

function substitutionNotes(row: Resource): string[] {
  const substitution = objectIn(row.json, 'substitution');
  if (booleanIn(substitution, 'wasSubstituted') !== true) return [];
  const words = ['substituted', conceptIn(substitution, 'type')?.text, conceptIn(substitution, 'reason')?.text];
  return [words.filter((word) => word !== undefined).join(': ')];
}
