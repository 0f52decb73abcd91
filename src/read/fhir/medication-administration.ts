/** MedicationAdministration -> intake, observed unless a monitor or the person reports it. */
import type { Concept, Intake } from '../../domain/record.ts';
import { expiryNotes } from './batch.ts';
import { doseIn } from './believable-amounts.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn, conceptOf, conceptsIn, notesIn, reasonsIn } from './concept.ts';
import { effectiveIn } from './dates.ts';
import { routeIn } from './dosage.ts';
import { booleanIn, numberIn, objectIn, objectsIn, textIn } from './json.ts';
import { medicationOf } from './medication.ts';
import { referencedType } from './references.ts';
import type { Resource } from './resource.ts';

const GIVEN_AS_ORDERED = 'http://terminology.hl7.org/CodeSystem/reason-medication-given';
const NOT_GIVEN = /^(not (given|administered|taken)|hold|held|dose held|refused|omitted|missed|withheld)\b/i;
const MONITOR = /\b(mems|electronic (adherence )?monitor\w*|smart ?(cap|pill ?bottle|inhaler|blister)|ingestible)\b/i;

/** Reads one charted or monitored dose. A dose charted as text "Not Given" or "Hold Dose" was not taken. */
export function readMedicationAdministration(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status') ?? 'unknown';
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  const drug = medicationOf(row, chart, routeIn(row.json, 'dosage'));
  if (drug === null) {
    const help = 'Give medicationCodeableConcept or medicationReference.';
    chart.report(row, 'no-medication', 'the administration names no medicine', help);
    return REFUSED;
  }
  const span = effectiveIn(row, chart);
  const occurrence = span.start === null ? effectiveIn(row, chart, 'occurence') : span;
  const at = occurrence.start ?? occurrence.end;
  if (at === null) {
    chart.report(row, 'missing-date', 'the administration has no time', 'Give effectiveDateTime or effectivePeriod.');
    return REFUSED;
  }
  const dosage = objectIn(row.json, 'dosage');
  const dose = doseIn(row, chart, dosage, 'dose');
  const charted = textIn(dosage, 'text');
  const notGiven = charted !== null && NOT_GIVEN.test(charted) ? conceptOf(charted) : null;
  const reasons = reasonsIn(row, chart);
  const taken = statusOf(status, dose !== null && dose.value > 0);
  // STU3 says so with a flag of its own.
  const isNotGiven =
    notGiven !== null || numberIn(objectIn(dosage, 'dose'), 'value') === 0 || booleanIn(row.json, 'notGiven') === true;
  chart.record.intakes.push({
    id: row.id,
    drug,
    orderId: chart.library.idOf(objectIn(row.json, 'request'), row),
    at,
    end: occurrence.end === at ? null : occurrence.end,
    dose,
    status: isNotGiven ? 'not-taken' : taken,
    source: sourceOf(row, chart),
    reason: reasonNotTaken(row) ?? notGiven,
    indications: reasons.concepts.filter((concept) => !isGivenReason(concept)),
    indicationIds: reasons.ids,
    notes: [...notesIn(row.json), ...expiryNotes(row, chart, at)],
  });
  return USED;
}

function statusOf(status: string, hasDose: boolean): Intake['status'] {
  if (status === 'completed' || status === 'in-progress') return 'taken';
  if (status === 'not-done' || status === 'on-hold') return 'not-taken';
  return status === 'stopped' && hasDose ? 'taken' : 'unknown';
}

// R4 has statusReason, STU3 reasonNotGiven.
function reasonNotTaken(row: Resource): Concept | null {
  return conceptIn(row.json, 'statusReason') ?? conceptIn(row.json, 'reasonNotGiven');
}

// "Given as ordered" is a reason of the chart, not an indication.
const isGivenReason = (concept: Concept): boolean =>
  concept.codings.some((coding) => coding.system === GIVEN_AS_ORDERED);

function sourceOf(row: Resource, chart: Chart): Intake['source'] {
  const devices = objectsIn(row.json, 'device');
  const words = [
    ...devices.map((device) => textIn(device, 'display')),
    ...devices.flatMap((device) => {
      const target = chart.library.find(device, row);
      if (target !== null) chart.claimed.add(target);
      const names = objectsIn(target?.json ?? null, 'deviceName').map((name) => textIn(name, 'name'));
      return [conceptIn(target?.json ?? null, 'type')?.text ?? null, ...names];
    }),
    ...conceptsIn(row.json, 'category').map((concept) => concept.text),
    conceptIn(objectIn(row.json, 'dosage'), 'method')?.text ?? null,
    textIn(objectIn(row.json, 'dosage'), 'text'),
    ...notesIn(row.json),
  ];
  if (words.some((word) => word !== null && MONITOR.test(word))) return 'monitor';
  const actors = objectsIn(row.json, 'performer').map((performer) => objectIn(performer, 'actor'));
  return actors.some((actor) => referencedType(chart.library, actor, row) === 'Patient') ? 'own' : 'observed';
}
