/**
 * PatientRecord -> OMOP CDM 5.4 tables.
 *
 * The vocabularies of OHDSI do not ship here, so every code gets a concept of this data set's own (ids from two billion
 * up, as OHDSI keeps free for that) in `concept`, with its vocabulary and code; a reader that has the vocabularies finds
 * the standard concept by them. Type, gender and visit concepts are the standard ones.
 */
import type { Quantity } from '../../domain/quantity.ts';
import type { Concept, Drug, PatientRecord } from '../../domain/record.ts';
import { dateOf, isoDay, type Moment } from '../../domain/time.ts';
import { ownConcepts } from './concepts.ts';
import {
  day,
  type Fields,
  GENDER,
  INPATIENT,
  OPERATOR,
  OUTPATIENT,
  STOP_REASON_LENGTH,
  sigOf,
  TYPE,
  time,
  VOCABULARIES,
} from './parts.ts';
import { type OmopTable, omopColumns } from './tables.ts';
import type { OmopRow, OmopWriter } from './writer.ts';

export { OMOP_TABLES, type OmopTable } from './tables.ts';
export type { OmopRow, OmopWriter } from './writer.ts';

/** A writer of OMOP tables; it remembers only the concepts it has met. */
export function omopWriter(): OmopWriter {
  const concepts = ownConcepts();
  const numbers = new Map<OmopTable, number>();
  const row = (table: OmopTable, fields: Fields): OmopRow => ({
    table,
    cells: omopColumns(table).map((column) => fields[column] ?? null),
  });
  const number = (table: OmopTable): number => {
    const next = (numbers.get(table) ?? 0) + 1;
    numbers.set(table, next);
    return next;
  };
  const { own } = concepts;
  const coded = (concept: Concept, domain: string): number => {
    const [coding] = concept.codings;
    if (!coding) return 0;
    return own(VOCABULARIES[coding.system] ?? coding.system, coding.code, concept.text, domain, domain);
  };
  const drugConcept = (drug: Drug): number => {
    const [ingredient] = drug.ingredients;
    if (!ingredient) return 0;
    return own('RxNorm', ingredient.id, ingredient.name, 'Drug', 'Ingredient');
  };
  const exposure = (person: number, drug: Drug, from: Moment | null, type: number, more: Fields): OmopRow =>
    row('drug_exposure', {
      drug_exposure_id: number('drug_exposure'),
      person_id: person,
      drug_concept_id: drugConcept(drug),
      drug_exposure_start_date: day(from),
      drug_exposure_start_datetime: time(from),
      // Required by the CDM: the day it ended, else the day it began.
      drug_exposure_end_date: day(from),
      drug_type_concept_id: type,
      route_concept_id: 0,
      drug_source_value: drug.text,
      drug_source_concept_id: drugConcept(drug),
      route_source_value: drug.route,
      ...more,
    });
  const measured = (person: number, what: Concept, at: Moment | null, value: Quantity | null, more: Fields): OmopRow =>
    row('measurement', {
      measurement_id: number('measurement'),
      person_id: person,
      measurement_concept_id: coded(what, 'Measurement'),
      measurement_date: day(at),
      measurement_datetime: time(at),
      measurement_type_concept_id: TYPE.lab,
      operator_concept_id: value?.comparator ? OPERATOR[value.comparator] : null,
      value_as_number: value?.value,
      unit_concept_id: 0,
      unit_source_value: value?.unit,
      measurement_source_value: what.text,
      measurement_source_concept_id: coded(what, 'Measurement'),
      ...more,
    });
  return {
    columns: omopColumns,
    rows(record) {
      const person = number('person');
      const birth = record.birth === null ? null : dateOf(record.birth.day);
      const rows = [
        row('person', {
          person_id: person,
          gender_concept_id: GENDER[record.sex ?? ''] ?? 0,
          year_of_birth: birth?.year,
          month_of_birth: birth?.month,
          day_of_birth: birth?.day,
          race_concept_id: 0,
          ethnicity_concept_id: 0,
          person_source_value: record.id,
          gender_source_value: record.sex,
        }),
      ];
      const starts = [...record.orders.map(({ start }) => start), ...record.observations.map(({ at }) => at)]
        .concat(record.conditions.map(({ onset }) => onset))
        .flatMap((moment) => (moment === null ? [] : [moment.day]));
      if (record.observedUntil !== null)
        rows.push(
          row('observation_period', {
            observation_period_id: number('observation_period'),
            person_id: person,
            observation_period_start_date: isoDay(Math.min(record.observedUntil.day, ...starts)),
            observation_period_end_date: day(record.observedUntil),
            period_type_concept_id: TYPE.ehr,
          }),
        );
      if (record.death !== null)
        rows.push(row('death', { person_id: person, death_date: day(record.death), death_type_concept_id: TYPE.ehr }));
      for (const each of record.orders)
        rows.push(
          exposure(person, each.drug, each.start ?? each.authored, TYPE.prescription, {
            drug_exposure_end_date: day(each.stopped ?? each.end ?? each.start ?? each.authored),
            verbatim_end_date: day(each.stopped ?? each.end),
            stop_reason: each.stopReason?.text.slice(0, STOP_REASON_LENGTH),
            refills: each.refillsAllowed,
            quantity: each.quantity?.value,
            days_supply: each.daysSupply,
            sig: sigOf(each),
            dose_unit_source_value: each.directions[0]?.perIntake?.unit,
          }),
        );
      for (const each of record.supplies)
        if (each.status !== 'not-done')
          rows.push(
            exposure(person, each.drug, each.at, TYPE.dispensing, {
              drug_exposure_end_date: isoDay(each.at.day + Math.max(0, (each.daysSupply ?? 1) - 1)),
              quantity: each.quantity?.value,
              days_supply: each.daysSupply,
              sig: sigOf(each),
            }),
          );
      for (const each of record.intakes)
        if (each.status === 'taken')
          rows.push(
            exposure(person, each.drug, each.at, TYPE.administration, {
              drug_exposure_end_date: day(each.end ?? each.at),
              quantity: each.dose?.value,
              dose_unit_source_value: each.dose?.unit,
            }),
          );
      for (const each of record.statements)
        if ((each.status === 'taking' || each.status === 'stopped') && (each.from ?? each.asserted) !== null)
          rows.push(
            exposure(person, each.drug, each.from ?? each.asserted, TYPE.said, {
              drug_exposure_end_date: day(each.to ?? each.asserted ?? each.from),
              verbatim_end_date: day(each.to),
              stop_reason: each.reason?.text.slice(0, STOP_REASON_LENGTH),
            }),
          );
      for (const { what, onset, recorded, abated, status } of record.conditions)
        rows.push(
          row('condition_occurrence', {
            condition_occurrence_id: number('condition_occurrence'),
            person_id: person,
            condition_concept_id: coded(what, 'Condition'),
            condition_start_date: day(onset ?? recorded),
            condition_end_date: day(abated),
            condition_type_concept_id: TYPE.ehr,
            condition_source_value: what.codings[0]?.code ?? what.text,
            condition_source_concept_id: coded(what, 'Condition'),
            condition_status_source_value: status,
          }),
        );
      for (const { what, at } of record.procedures)
        rows.push(
          row('procedure_occurrence', {
            procedure_occurrence_id: number('procedure_occurrence'),
            person_id: person,
            procedure_concept_id: coded(what, 'Procedure'),
            procedure_date: day(at),
            procedure_type_concept_id: TYPE.ehr,
            procedure_source_value: what.text,
          }),
        );
      for (const each of record.observations)
        rows.push(
          measured(person, each.what, each.at ?? each.issued, each.value, {
            range_low: each.referenceLow,
            range_high: each.referenceHigh,
            value_source_value: each.coded?.text ?? (each.value === null ? null : String(each.value.value)),
          }),
        );
      for (const each of record.genotypes)
        rows.push(
          measured(person, { text: `${each.gene} genotype`, codings: [] }, each.at, null, {
            value_source_value: each.diplotype ?? each.phenotype ?? each.activityScore,
          }),
        );
      for (const each of record.cultures) rows.push(...cultureRows(each, person));
      for (const each of record.stays) rows.push(visitRow(person, each.from, each.to, INPATIENT, each.kind));
      for (const each of record.visits) rows.push(visitRow(person, each.at, each.at, OUTPATIENT, each.kind));
      return rows;
    },
    vocabulary: () => [
      ...concepts.all().map((cells) => row('concept', cells)),
      row('cdm_source', {
        cdm_source_name: 'RxWhy',
        cdm_source_abbreviation: 'RxWhy',
        cdm_holder: 'RxWhy',
        cdm_version: '5.4',
        cdm_version_concept_id: 756265,
      }),
    ],
  };

  function visitRow(person: number, from: Moment, to: Moment | null, concept: number, kind: string): OmopRow {
    return row('visit_occurrence', {
      visit_occurrence_id: number('visit_occurrence'),
      person_id: person,
      visit_concept_id: concept,
      visit_start_date: day(from),
      visit_end_date: day(to ?? from),
      visit_type_concept_id: TYPE.ehr,
      visit_source_value: kind,
    });
  }

  /** The germ as one measurement, each agent as another of the same day. */
  function cultureRows(culture: PatientRecord['cultures'][number], person: number): OmopRow[] {
    const specimen = culture.specimen?.text ?? '';
    const germ = culture.organism?.text ?? (culture.growth === false ? 'No growth' : 'Growth');
    return [
      measured(person, { text: `${specimen} culture`.trim(), codings: [] }, culture.collected, null, {
        value_source_value: germ,
      }),
      ...culture.results.map(({ agent, category, mic }) =>
        measured(
          person,
          { text: `${agent.text} [Susceptibility] of ${germ}`, codings: agent.codings },
          culture.collected,
          mic,
          { value_source_value: category },
        ),
      ),
    ];
  }
}
