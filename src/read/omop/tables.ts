/** The tables of OMOP CDM 5.3 and 5.4 that tell of persons, and what is done with each. */

/** How a table of persons is treated: read into the record, used beside others, or set aside with its reason. */
type TableUse = { as: 'read' } | { as: 'set-aside'; reason: string };

const READ: TableUse = { as: 'read' };
const aside = (reason: string): TableUse => ({ as: 'set-aside', reason });
const DERIVED = aside('derived by the source from other tables; computed again from the exposures themselves');
const MONEY = aside('costs and cover are not read');

/**
 * Tables with a `person_id`. Eras and episodes are derived: they may be empty, and where they are not they follow a rule
 * of their source's, so they are never read.
 */
export const PERSON_TABLES = {
  person: READ,
  observation_period: READ,
  death: READ,
  visit_occurrence: READ,
  condition_occurrence: READ,
  drug_exposure: READ,
  procedure_occurrence: READ,
  measurement: READ,
  observation: READ,
  specimen: READ,
  note: aside('texts of notes are not read'),
  device_exposure: aside('devices are not read'),
  visit_detail: aside('part of a visit that is read itself'),
  drug_era: DERIVED,
  dose_era: DERIVED,
  condition_era: DERIVED,
  episode: DERIVED,
  payer_plan_period: MONEY,
} as const satisfies Readonly<Record<string, TableUse>>;

export type PersonTable = keyof typeof PERSON_TABLES;

/** Tables of the vocabulary that are looked things up in. */
export const VOCABULARY_TABLES = ['concept', 'concept_relationship'] as const;

/** The columns a person table is read for, beside its own key; all of them may be absent. */
export const COLUMNS: Readonly<Record<PersonTable, readonly string[]>> = {
  person: [
    'gender_concept_id',
    'year_of_birth',
    'month_of_birth',
    'day_of_birth',
    'birth_datetime',
    'gender_source_value',
  ],
  observation_period: ['observation_period_start_date', 'observation_period_end_date'],
  death: ['death_date', 'death_datetime'],
  visit_occurrence: [
    'visit_concept_id',
    'visit_start_date',
    'visit_start_datetime',
    'visit_end_date',
    'visit_end_datetime',
    'visit_source_value',
  ],
  condition_occurrence: [
    'condition_concept_id',
    'condition_start_date',
    'condition_start_datetime',
    'condition_end_date',
    'condition_status_concept_id',
    'condition_source_value',
    'condition_source_concept_id',
    'condition_status_source_value',
  ],
  drug_exposure: [
    'drug_concept_id',
    'drug_exposure_start_date',
    'drug_exposure_start_datetime',
    'drug_exposure_end_date',
    'drug_exposure_end_datetime',
    'verbatim_end_date',
    'drug_type_concept_id',
    'stop_reason',
    'refills',
    'quantity',
    'days_supply',
    'sig',
    'route_concept_id',
    'visit_occurrence_id',
    'drug_source_value',
    'drug_source_concept_id',
    'route_source_value',
    'dose_unit_source_value',
  ],
  procedure_occurrence: [
    'procedure_concept_id',
    'procedure_date',
    'procedure_datetime',
    'procedure_source_value',
    'procedure_source_concept_id',
  ],
  measurement: [
    'measurement_concept_id',
    'measurement_date',
    'measurement_datetime',
    'operator_concept_id',
    'value_as_number',
    'value_as_concept_id',
    'unit_concept_id',
    'range_low',
    'range_high',
    'visit_occurrence_id',
    'measurement_source_value',
    'measurement_source_concept_id',
    'unit_source_value',
    'value_source_value',
    'measurement_event_id',
  ],
  observation: [
    'observation_concept_id',
    'observation_date',
    'observation_datetime',
    'value_as_number',
    'value_as_string',
    'value_as_concept_id',
    'qualifier_concept_id',
    'unit_concept_id',
    'observation_source_value',
    'observation_source_concept_id',
    'unit_source_value',
    'qualifier_source_value',
    'value_source_value',
  ],
  specimen: ['specimen_concept_id', 'specimen_date', 'specimen_datetime', 'specimen_source_value'],
  note: [],
  device_exposure: [],
  visit_detail: [],
  drug_era: [],
  dose_era: [],
  condition_era: [],
  episode: [],
  payer_plan_period: [],
};

/** The name of a table's own key. */
export const keyOf = (table: PersonTable): string =>
  table === 'person' || table === 'death' ? 'person_id' : `${table}_id`;

/**
 * The CDM table a name means ("cdm/DRUG_EXPOSURE.csv.gz" -> drug_exposure); null where it is no table of persons.
 * @example personTableOf('person.parquet') //=> 'person'
 */
export function personTableOf(name: string): PersonTable | null {
  const stem = stemOf(name);
  return stem in PERSON_TABLES ? (stem as PersonTable) : null;
}

/** A file or table name without folder and endings, in lower case. */
export const stemOf = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.(csv|parquet)(\.gz)?$/, '');
