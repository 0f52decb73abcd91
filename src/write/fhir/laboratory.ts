/** Genotypes and cultures -> Observations with components. */
import type { Culture, Genotype } from '../../domain/record.ts';
import { amount, annotations, codeable, type FhirResource, fhirId, iso, present, type Writing } from './resource.ts';

const LOINC = 'http://loinc.org';
const loinc = (code: string, display: string): Record<string, unknown> => ({
  coding: [{ system: LOINC, code, display }],
  text: display,
});

/** A diplotype with its gene, phenotype and activity score. */
export function genotype(row: Genotype, writing: Writing): FhirResource {
  const phenotype = row.phenotype === null ? null : { code: { text: 'phenotype' }, valueString: row.phenotype };
  const score =
    row.activityScore === null
      ? null
      : { code: { text: 'activity score' }, valueString: `activity score ${row.activityScore}` };
  return {
    resourceType: 'Observation',
    id: fhirId('Observation', row.id, writing.record.id),
    ...present({
      status: 'final',
      code: loinc('84413-4', 'Genotype display name'),
      subject: writing.subject,
      effectiveDateTime: iso(row.at),
      performer: row.laboratory === null ? null : [{ display: row.laboratory }],
      valueCodeableConcept: row.diplotype === null ? null : { text: row.diplotype },
      component: [
        { code: loinc('48018-6', 'Gene studied [ID]'), valueCodeableConcept: { text: row.gene } },
        ...[phenotype, score].filter((part) => part !== null),
      ],
    }),
  };
}

const SIR = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** One isolate with a component for each agent; a sterile culture says so in words. */
export function culture(row: Culture, writing: Writing): FhirResource {
  return {
    resourceType: 'Observation',
    id: fhirId('Observation', row.id, writing.record.id),
    ...present({
      status: 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      code: {
        ...loinc('600-7', 'Bacteria identified in specimen by culture'),
        ...(row.screening ? { text: 'Screening culture' } : {}),
      },
      subject: writing.subject,
      effectiveDateTime: iso(row.collected),
      issued: iso(row.reported),
      specimen: row.specimen === null ? null : { display: row.specimen.text },
      valueCodeableConcept:
        row.organism === null ? { text: row.growth === false ? 'No growth' : 'Growth' } : codeable(row.organism),
      component: row.results.map((result) =>
        present({
          code: { ...codeable(result.agent), text: `${result.agent.text} [Susceptibility]` },
          valueQuantity:
            result.mic !== null
              ? amount(result.mic)
              : result.zoneMm === null
                ? null
                : amount({ value: result.zoneMm, unit: 'mm', comparator: null }),
          interpretation: result.category === null ? null : [{ coding: [{ system: SIR, code: result.category }] }],
          method: result.method === null ? null : { text: result.method },
          referenceRange: result.guideline === null ? null : [{ text: result.guideline }],
        }),
      ),
      note: annotations(row.notes),
    }),
  };
}
