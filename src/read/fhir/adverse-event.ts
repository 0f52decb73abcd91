/** AdverseEvent -> reaction, with the medicines suspected or the orders, statements and doses that name them. */
import type { Drug } from '../../domain/record.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { codeIn, conceptIn, notesIn } from './concept.ts';
import { firstMoment } from './dates.ts';
import type { Json } from './json.ts';
import { objectIn, objectsIn, own, textIn } from './json.ts';
import { drugOfConcept, drugOfReference, medicationOf } from './medication.ts';
import { referencedType } from './references.ts';
import type { Resource } from './resource.ts';

/** Reads one adverse event that happened; what was only possible is set aside. */
export function readAdverseEvent(row: Resource, chart: Chart): Treatment {
  if (textIn(row.json, 'status') === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (textIn(row.json, 'actuality') === 'potential') return setAside('a potential event, none that happened');
  const resulting = objectsIn(row.json, 'resultingCondition').map((reference) =>
    conceptIn(chart.library.find(reference, row)?.json ?? null, 'code'),
  );
  const what =
    conceptIn(row.json, 'event') ??
    conceptIn(row.json, 'code') ??
    conceptIn(row.json, 'type') ??
    resulting.find((concept) => concept !== null) ??
    null;
  if (what === null) {
    chart.report(row, 'no-code', 'the adverse event says not what happened', 'Give AdverseEvent.event.');
    return REFUSED;
  }
  const entities = objectsIn(row.json, 'suspectEntity').map((entity) => ({ entity, ...suspectOf(row, chart, entity) }));
  chart.record.reactions.push({
    id: row.id,
    kind: 'adverse-event',
    what,
    at: firstMoment(row, chart, row.json, ['date', 'occurrenceDateTime', 'detected', 'recordedDate']),
    suspects: entities.flatMap(({ drug }) => drug ?? []),
    suspectIds: entities.flatMap(({ id }) => id ?? []),
    seriousness: codeIn(row.json, 'seriousness'),
    severity: codeIn(row.json, 'severity'),
    outcome: codeIn(row.json, 'outcome'),
    status: null,
    notes: [...notesIn(row.json), ...entities.flatMap(({ entity }) => causalityOf(entity))],
  });
  return USED;
}

function suspectOf(row: Resource, chart: Chart, entity: Json): { drug: Drug | null; id: string | null } {
  const reference = objectIn(entity, 'instance') ?? objectIn(entity, 'instanceReference');
  if (reference === null) {
    const named = conceptIn(entity, 'instanceCodeableConcept') !== null;
    const drug = named ? drugOfConcept(row, chart, own(entity, 'instanceCodeableConcept'), null, null) : null;
    return { drug, id: null };
  }
  const type = referencedType(chart.library, reference, row);
  if (type === null || type === 'Medication' || type === 'Substance')
    return { drug: drugOfReference(row, chart, reference, null), id: null };
  const target = chart.library.find(reference, row);
  return { drug: target === null ? null : drugNamedBy(target, chart), id: chart.library.idOf(reference, row) };
}

// The suspect order reports and counts its own medicine when it is read itself; here only the medicine is wanted.
function drugNamedBy(target: Resource, chart: Chart): Drug | null {
  const counts = { ...chart.record.counts.medicationCodes };
  const drug = medicationOf(target, { ...chart, report: () => {} }, null);
  chart.record.counts.medicationCodes = counts;
  return drug;
}

function causalityOf(entity: Json): string[] {
  return objectsIn(entity, 'causality').flatMap((causality) => {
    const words = conceptIn(causality, 'assessment')?.text ?? conceptIn(causality, 'relatedness')?.text;
    return words === undefined ? [] : [`causality: ${words}`];
  });
}
