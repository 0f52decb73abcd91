/** Observations, diagnoses, reactions, stays, visits, procedures, goals -> their resources. */
import type { Condition, Goal, Observation, Procedure, Reaction, Stay, Visit } from '../../domain/record.ts';
import {
  amount,
  annotations,
  codeable,
  type FhirResource,
  fhirId,
  iso,
  medication,
  period,
  present,
  sayer,
  type Writing,
} from './resource.ts';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem/';
const coded = (system: string, code: string): Record<string, unknown> => ({
  coding: [{ system: `${TERMINOLOGY}${system}`, code }],
});

/** An observation; a part of a panel stands alone, since the record keeps parts apart. */
export function observation(row: Observation, writing: Writing): FhirResource {
  const by = sayer(row.by, writing);
  // The record keeps the start of a stretch beside its end.
  const isSpan = row.issued !== null && row.at !== null && row.issued.minute < row.at.minute;
  const unit = row.value?.unit ?? null;
  const bound = (value: number | null): unknown => (value === null ? null : present({ value, unit, code: unit }));
  const range = present({ low: bound(row.referenceLow), high: bound(row.referenceHigh) });
  return {
    resourceType: 'Observation',
    id: fhirId('Observation', row.id, writing.record.id),
    ...present({
      status: row.status ?? 'unknown',
      category: row.category === null ? null : [coded('observation-category', row.category)],
      code: codeable(row.what),
      subject: writing.subject,
      focus: row.about.map((id) => writing.reference(id)).filter((one) => one !== null),
      effectiveDateTime: isSpan ? null : iso(row.at),
      effectivePeriod: isSpan ? period(row.issued, row.at) : null,
      issued: isSpan ? null : iso(row.issued),
      performer: by === null ? null : [by],
      // A number beside words was read from the words.
      valueQuantity: row.value === null || row.coded !== null ? null : amount(row.value),
      valueString: row.value !== null && row.coded !== null ? row.coded.text : null,
      valueCodeableConcept: row.value === null && row.coded !== null ? codeable(row.coded) : null,
      interpretation: row.interpretation === null ? null : [{ coding: [{ code: row.interpretation }] }],
      method: row.method === null ? null : { text: row.method },
      referenceRange: Object.keys(range).length > 0 ? [range] : null,
      derivedFrom: row.derivedFrom.map((id) => writing.reference(id)).filter((one) => one !== null),
      note: annotations(row.notes),
    }),
  };
}

/** The panels observations were part of: one Observation without a value, naming its members. */
export function panels(rows: readonly Observation[], writing: Writing): FhirResource[] {
  const members = new Map<string, Observation[]>();
  for (const row of rows) {
    if (row.panel === null) continue;
    const key = `${row.panel}|${row.at?.iso ?? ''}`;
    members.set(key, [...(members.get(key) ?? []), row]);
  }
  return [...members.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return {
      resourceType: 'Observation',
      id: fhirId('Observation', `${first.id}-panel`, writing.record.id),
      ...present({
        status: first.status ?? 'unknown',
        code: { text: first.panel },
        subject: writing.subject,
        effectiveDateTime: iso(first.at),
        hasMember: group.map(({ id }) => writing.reference(id)).filter((one) => one !== null),
      }),
    };
  });
}

export function condition(row: Condition, writing: Writing): FhirResource {
  return {
    resourceType: 'Condition',
    id: fhirId('Condition', row.id, writing.record.id),
    ...present({
      clinicalStatus: row.status === 'unknown' ? null : coded('condition-clinical', row.status),
      verificationStatus: row.verification === null ? null : coded('condition-ver-status', row.verification),
      severity: row.severity === null ? null : { text: row.severity },
      code: codeable(row.what),
      subject: writing.subject,
      onsetDateTime: iso(row.onset),
      abatementDateTime: iso(row.abated),
      recordedDate: iso(row.recorded),
      evidence: row.evidence.map((one) => ({ code: [codeable(one)] })),
      note: annotations(row.notes),
    }),
  };
}

/** A reaction: an AdverseEvent with its suspects, or an AllergyIntolerance. */
export function reaction(row: Reaction, writing: Writing): FhirResource {
  if (row.kind !== 'adverse-event') {
    const [suspect] = row.suspects;
    return {
      resourceType: 'AllergyIntolerance',
      id: fhirId('AllergyIntolerance', row.id, writing.record.id),
      ...present({
        type: row.kind,
        category: ['medication'],
        clinicalStatus: row.status === null ? null : coded('allergyintolerance-clinical', row.status),
        code: suspect ? medication(suspect) : null,
        patient: writing.subject,
        onsetDateTime: iso(row.at),
        note: annotations(row.notes),
        reaction: [present({ manifestation: [codeable(row.what)], severity: row.severity })],
      }),
    };
  }
  const named = row.suspectIds.map((id) => writing.reference(id)).filter((one) => one !== null);
  const suspects = row.suspects.map((_, place) => `#suspect-${place + 1}`);
  return {
    resourceType: 'AdverseEvent',
    id: fhirId('AdverseEvent', row.id, writing.record.id),
    ...present({
      contained:
        named.length > 0
          ? null
          : row.suspects.map((drug, place) => ({
              resourceType: 'Medication',
              id: `suspect-${place + 1}`,
              code: medication(drug),
            })),
      actuality: 'actual',
      event: codeable(row.what),
      subject: writing.subject,
      date: iso(row.at),
      seriousness: row.seriousness === null ? null : { text: row.seriousness },
      severity: row.severity === null ? null : coded('adverse-event-severity', row.severity),
      outcome: row.outcome === null ? null : { text: row.outcome },
      suspectEntity:
        named.length > 0
          ? named.map((instance) => ({ instance }))
          : suspects.map((reference) => ({ instance: { reference } })),
    }),
  };
}

const ACT = `${TERMINOLOGY}v3-ActCode`;

export function stay(row: Stay, writing: Writing): FhirResource {
  return {
    resourceType: 'Encounter',
    id: fhirId('Encounter', row.id, writing.record.id),
    ...present({
      status: row.to === null ? 'in-progress' : 'finished',
      class: { system: ACT, code: row.kind === 'inpatient' ? 'IMP' : row.kind },
      subject: writing.subject,
      period: period(row.from, row.to),
    }),
  };
}

export function visit(row: Visit, writing: Writing): FhirResource {
  return {
    resourceType: 'Encounter',
    id: fhirId('Encounter', row.id, writing.record.id),
    ...present({
      status: 'finished',
      class: { system: ACT, code: row.kind },
      subject: writing.subject,
      period: { start: row.at.iso },
      reasonCode: row.reasons.map(codeable),
    }),
  };
}

export function procedure(row: Procedure, writing: Writing): FhirResource {
  return {
    resourceType: 'Procedure',
    id: fhirId('Procedure', row.id, writing.record.id),
    ...present({
      status: row.status ?? 'unknown',
      code: codeable(row.what),
      subject: writing.subject,
      performedDateTime: iso(row.at),
      reasonCode: row.reasons.map(codeable),
      note: annotations(row.notes),
    }),
  };
}

export function goal(row: Goal, writing: Writing): FhirResource {
  const { low, high } = row;
  const isRange = low !== null && high !== null;
  const one = low === null ? high : low;
  const detail = isRange
    ? { detailRange: { low: amount(low), high: amount(high) } }
    : one === null
      ? {}
      : { detailQuantity: amount({ ...one, comparator: one.comparator ?? (low === null ? '<=' : '>=') }) };
  return {
    resourceType: 'Goal',
    id: fhirId('Goal', row.id, writing.record.id),
    ...present({
      lifecycleStatus: 'active',
      description: { text: row.what.text },
      subject: writing.subject,
      startDate: iso(row.from),
      target: [{ measure: codeable(row.what), ...detail }],
    }),
  };
}
