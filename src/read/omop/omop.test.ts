import { describe, expect, test } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { type OmopRow, type OmopTables, readOmop } from './index.ts';

const { drugs } = await knowledge();

const CONCEPTS: OmopRow[] = [
  ['1', 'sertraline 50 MG Oral Tablet', 'Drug', 'RxNorm', '312941'],
  ['2', 'PHQ-9 total score', 'Measurement', 'LOINC', '44261-6'],
  ['3', 'Recurrent major depression', 'Condition', 'SNOMED', '66344007'],
  ['4', 'milligram per deciliter', 'Unit', 'UCUM', 'mg/dL'],
  ['5', 'Some local drug', 'Drug', 'Local', 'L5'],
  ['6', 'Bacteria identified in Urine by Culture', 'Measurement', 'LOINC', '630-4'],
  ['7', 'Escherichia coli', 'Observation', 'SNOMED', '112283007'],
  ['8', 'Ciprofloxacin [Susceptibility]', 'Measurement', 'LOINC', '18906-8'],
  ['9', 'Resistant', 'Meas Value', 'SNOMED', '30714006'],
  ['10', 'CYP2C19 gene product metabolic activity interpretation', 'Measurement', 'LOINC', '79714-4'],
  ['11', 'Poor metabolizer', 'Meas Value', 'LOINC', 'LA9657-3'],
  ['12', 'Patient reported medication use', 'Type Concept', 'Type Concept', 'x'],
  ['13', 'Employment status', 'Observation', 'LOINC', '67875-5'],
].map(([concept_id, concept_name, domain_id, vocabulary_id, concept_code]) => ({
  concept_id,
  concept_name,
  domain_id,
  vocabulary_id,
  concept_code,
}));

const PERSON: OmopRow = { person_id: '7', gender_concept_id: '8532', year_of_birth: '1960', month_of_birth: '5' };
const exposure = (more: OmopRow): OmopRow => ({
  drug_exposure_id: '1',
  person_id: '7',
  drug_concept_id: '1',
  drug_exposure_start_date: '2024-03-01',
  drug_exposure_end_date: '2024-03-30',
  drug_type_concept_id: '32869',
  ...more,
});

function read(tables: OmopTables) {
  const reading = readOmop({ person: [PERSON], concept: CONCEPTS, ...tables }, { drugs });
  const [record] = reading.records;
  if (record === undefined) throw new Error('no record');
  return { record, reading };
}

describe('what an exposure is', () => {
  test.each([
    ['32869', 'supplies'],
    ['38000175', 'supplies'],
    ['32838', 'orders'],
    ['38000177', 'orders'],
    ['32818', 'intakes'],
    ['44787730', 'statements'],
    ['12', 'statements'],
    ['32817', 'orders'],
  ] as const)('type %s is read into %s', (type, list) => {
    const { record } = read({ drug_exposure: [exposure({ drug_type_concept_id: type })] });
    expect(record[list].map((row) => row.drug.ingredients.map(({ name }) => name))).toEqual([['sertraline']]);
    expect(record.problems.map(({ code }) => code)).toEqual(type === '32817' ? ['unknown-drug-type'] : []);
  });

  test('an era of the source is set aside', () => {
    const { record, reading } = read({ drug_exposure: [exposure({ drug_type_concept_id: '38000182' })] });
    expect(record.counts).toMatchObject({ read: 2, used: 1, setAside: 1 });
    expect(reading.setAside[0]).toMatchObject({ table: 'drug_exposure', count: 1 });
  });
});

describe('how a drug is named', () => {
  test.each<[string, OmopRow, string[]]>([
    ['a source code with a decimal point', { drug_concept_id: '0', drug_source_value: '312941.0' }, ['sertraline']],
    ['words of the source', { drug_concept_id: '0', drug_source_value: 'Sertra\u200bline 50 mg tab' }, ['sertraline']],
    ['a package code', { drug_concept_id: '0', drug_source_value: '0049-4900-30' }, ['sertraline']],
    ['a concept without a known code', { drug_concept_id: '5', drug_source_value: 'L5' }, []],
  ])('%s', (_, row, names) => {
    const { record } = read({ drug_exposure: [exposure(row)] });
    expect(record.supplies[0]?.drug.ingredients.map(({ name }) => name)).toEqual(names);
    expect(record.problems.map(({ code }) => code)).toEqual(names.length === 0 ? ['unknown-drug'] : []);
  });

  test('a source concept is followed to what it maps to', () => {
    const { record } = read({
      drug_exposure: [exposure({ drug_concept_id: '0', drug_source_concept_id: '99' })],
      concept_relationship: [{ concept_id_1: '99', concept_id_2: '1', relationship_id: 'Maps to' }],
    });
    expect(record.supplies[0]?.drug.ingredients[0]?.name).toBe('sertraline');
  });

  test('a row that names no medicine is refused', () => {
    const { record } = read({ drug_exposure: [exposure({ drug_concept_id: '0' })] });
    expect(record.counts.refused).toBe(1);
    expect(record.problems[0]).toMatchObject({ code: 'no-medication', where: 'drug_exposure/1' });
  });
});

describe('supply', () => {
  const supplied = (more: OmopRow) => read({ drug_exposure: [exposure(more)] }).record.supplies[0];
  test('zero days and zero quantity are not known', () => {
    expect(supplied({ days_supply: '30', quantity: '0.000' })).toMatchObject({ daysSupply: 30, quantity: null });
    expect(supplied({ days_supply: '0', quantity: '60' })).toMatchObject({ daysSupply: null, quantity: { value: 60 } });
  });
  test('without days and quantity the span of the row is what is known', () => {
    expect(supplied({ days_supply: null, quantity: null })?.daysSupply).toBe(30);
  });
  test('directions are read', () => {
    expect(supplied({ sig: 'take 1 tablet twice daily' })?.directions[0]).toMatchObject({ intakesPerDay: 2 });
  });
  test('a supply for a quarter of a century is a slip', () => {
    const { record } = read({ drug_exposure: [exposure({ days_supply: '9125' })] });
    expect(record.problems[0]?.code).toBe('absurd-days-supply');
  });
});

describe('prescriptions', () => {
  const ordered = (more: OmopRow) =>
    read({ drug_exposure: [exposure({ drug_type_concept_id: '32838', ...more })] }).record.orders[0];
  test('an end that is only start and supply added up is no planned end', () => {
    expect(ordered({ days_supply: '30', verbatim_end_date: '2024-03-31' })?.end).toBeNull();
    expect(ordered({ days_supply: '30', verbatim_end_date: '2024-09-01' })?.end?.iso).toBe('2024-09-01');
  });
  test('a reason to stop makes the end a stop', () => {
    expect(ordered({ stop_reason: 'nausea' })).toMatchObject({ status: 'stopped', stopped: { iso: '2024-03-30' } });
  });
  test('an end that stands for "open" is left out with a problem', () => {
    const { record } = read({
      drug_exposure: [exposure({ drug_type_concept_id: '32838', verbatim_end_date: '2099-12-31' })],
    });
    expect(record.orders[0]?.end).toBeNull();
    expect(record.problems[0]?.code).toBe('date-out-of-range');
  });
});

describe('values', () => {
  const measured = (more: OmopRow) =>
    read({
      measurement: [
        { measurement_id: '1', person_id: '7', measurement_concept_id: '2', measurement_date: '2024-04-01', ...more },
      ],
    });
  test('a number has its unit, a bound its sign, midnight no time', () => {
    const { record } = measured({
      value_as_number: '15.0',
      operator_concept_id: '4171756',
      unit_concept_id: '4',
      measurement_datetime: '2024-04-01 00:00:00',
    });
    expect(record.observations[0]).toMatchObject({
      value: { value: 15, unit: 'mg/dL', comparator: '<' },
      at: { precision: 'day' },
      what: { codings: [{ system: 'http://loinc.org', code: '44261-6' }] },
    });
  });
  test('a bound written as text is a bound', () => {
    const { record } = measured({ value_source_value: '<0.5' });
    expect(record.observations[0]?.value).toEqual({ value: 0.5, unit: null, comparator: '<' });
  });
  test('a measurement without a value is set aside, one without a date refused', () => {
    expect(measured({}).record.counts.setAside).toBe(1);
    expect(measured({ measurement_date: '2024-13-01', value_as_number: '1' }).record.counts.refused).toBe(1);
  });
  test('a question nobody answered says nothing', () => {
    const { record } = read({
      observation: [
        { observation_id: '1', person_id: '7', observation_concept_id: '13', observation_date: '2024-01-01' },
      ],
    });
    expect(record.counts.setAside).toBe(1);
  });
  test('a gene and its phenotype are a genotype', () => {
    const { record } = measured({ measurement_concept_id: '10', value_as_concept_id: '11' });
    expect(record.genotypes[0]).toMatchObject({ gene: 'CYP2C19', phenotype: 'Poor metabolizer' });
  });
  test('a culture takes the tests of its day', () => {
    const row = (id: string, concept: string, value: string): OmopRow => ({
      measurement_id: id,
      person_id: '7',
      measurement_concept_id: concept,
      measurement_date: '2024-04-01',
      value_as_concept_id: value,
    });
    const { record } = read({ measurement: [row('1', '6', '7'), row('2', '8', '9')] });
    expect(record.cultures[0]).toMatchObject({
      organism: { text: 'Escherichia coli' },
      results: [{ agent: { text: 'Ciprofloxacin' }, category: 'R' }],
    });
    expect(record.counts).toMatchObject({ read: 3, used: 3 });
  });
});

test('every row is counted, whatever order it comes in', () => {
  const tables: OmopTables = {
    drug_exposure: [exposure({}), exposure({ drug_exposure_id: '2', drug_exposure_start_date: '2024-01-01' })],
    drug_era: [{ person_id: '7' }],
    note: [{ person_id: '7' }, { person_id: '' }],
    observation_period: [
      { person_id: '7', observation_period_end_date: '2024-06-01' },
      { person_id: '7', observation_period_end_date: '2024-12-31' },
    ],
    condition_occurrence: [
      {
        person_id: '7',
        condition_concept_id: '3',
        condition_start_date: '2023-01-01',
        condition_source_value: 'F33.1',
      },
    ],
  };
  const { record, reading } = read(tables);
  const { counts } = reading;
  expect(counts.read).toBe(9);
  expect(counts.used + counts.setAside + counts.refused).toBe(counts.read);
  expect(reading.problems[0]?.where).toBe('note row 2');
  expect(record.supplies.map(({ id }) => id)).toEqual(['drug_exposure/2', 'drug_exposure/1']);
  expect(record.observedUntil?.iso).toBe('2024-12-31');
  expect(record.birth?.iso).toBe('1960-05');
  expect(record.conditions[0]?.what.codings.map(({ code }) => code)).toEqual(['66344007', 'F33.1']);
  const turned = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, [...(rows ?? [])].reverse()]));
  expect(read(turned).record).toEqual(record);
});

test('a person who is in no table of persons has a record that says so', () => {
  const { records } = readOmop({ drug_exposure: [exposure({ person_id: '8.0' })] }, { drugs });
  expect(records[0]).toMatchObject({
    id: '8',
    birth: null,
    problems: [{ code: 'unknown-drug' }, { code: 'unknown-patient' }],
  });
});
