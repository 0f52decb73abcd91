/** MedicationStatement -> what someone said about taking a drug. */
import type { Statement } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import { expiryNotes } from './batch.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { conceptIn, notesIn, reasonsIn } from './concept.ts';
import { effectiveIn, momentIn } from './dates.ts';
import { instructionNotes, instructionsIn, routeIn } from './dosage.ts';
import { numberIn, objectIn, objectsIn, textIn } from './json.ts';
import { medicationOf } from './medication.ts';
import type { Library } from './references.ts';
import { referencedIds, referencedType } from './references.ts';
import type { Resource } from './resource.ts';

const STATUSES = new Map<string, Statement['status']>([
  ['active', 'taking'],
  ['completed', 'taking'],
  ['not-taken', 'not-taking'],
  ['stopped', 'stopped'],
  ['intended', 'planned'],
]);

/** Reads one statement; a completed one has an end, and who said it is kept. */
export function readMedicationStatement(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status') ?? 'unknown';
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  const drug = medicationOf(row, chart, routeIn(row.json, 'dosage'));
  if (drug === null) {
    const help = 'Give medicationCodeableConcept or medicationReference.';
    chart.report(row, 'no-medication', 'the statement names no medicine', help);
    return REFUSED;
  }
  const span = effectiveIn(row, chart);
  const asserted = momentIn(row, chart, row.json, 'dateAsserted');
  const notes = notesIn(row.json);
  const meaning = textIn(row.json, 'taken') === 'n' ? 'not-taking' : (STATUSES.get(status) ?? 'unknown');
  // A single day of not taking, told of later, is that day and not the time since.
  const isOneDay = meaning === 'not-taking' && textIn(row.json, 'effectiveDateTime') !== null && asserted !== null;
  const reasons = reasonsIn(row, chart);
  chart.record.statements.push({
    id: row.id,
    drug,
    orderId: orderOf(row, chart.library),
    from: span.start,
    to: span.end ?? (status === 'completed' ? asserted : isOneDay && isLater(asserted, span.start) ? span.start : null),
    asserted,
    status: meaning,
    share: shareOf(row),
    by: sayer(row, chart.library, 'informationSource'),
    reason: conceptIn(row.json, 'statusReason') ?? conceptIn(row.json, 'reasonNotTaken'),
    directions: instructionsIn(row, chart, 'dosage', drug).flatMap((one) => one.directions),
    indications: reasons.concepts,
    indicationIds: reasons.ids,
    notes: [...notes, ...instructionNotes(row, 'dosage'), ...expiryNotes(row, chart, span.start ?? asserted)],
  });
  return USED;
}

const isLater = (a: Moment, b: Moment | null): boolean => b !== null && a.day > b.day;

function orderOf(row: Resource, library: Library): string | null {
  const ids = [
    ...referencedIds(library, row.json, 'basedOn', row),
    ...referencedIds(library, row.json, 'derivedFrom', row),
  ];
  return ids.find((id) => id.startsWith('MedicationRequest/')) ?? ids[0] ?? null;
}

/** Who a reference says the words come from. */
export function sayer(row: Resource, library: Library, field: string): Statement['by'] {
  for (const reference of objectsIn(row.json, field)) {
    const type = referencedType(library, reference, row);
    if (type === 'Patient') return 'patient';
    if (type === 'RelatedPerson') return 'related';
    if (type === 'Practitioner' || type === 'PractitionerRole' || type === 'Organization' || type === 'CareTeam')
      return 'clinician';
  }
  return 'unknown';
}

// A number the source gives as an extension ("...adherence-share": 0.6); words are read beside the order they speak of.
function shareOf(row: Resource): number | null {
  for (const extension of objectsIn(row.json, 'extension')) {
    if (!/adheren|share.?taken|taken.?share/i.test(textIn(extension, 'url') ?? '')) continue;
    const quantity = objectIn(extension, 'valueQuantity');
    const value = numberIn(extension, 'valueDecimal') ?? numberIn(quantity, 'value');
    if (value === null || value < 0) continue;
    const share = textIn(quantity, 'code') === '%' || value > 1 ? value / 100 : value;
    if (share <= 1) return share;
  }
  return null;
}
