/** A made-up CDM of any size: people on blood-pressure and antidepressant drugs, by SQL alone. Asserts nothing. */
import { mkdirSync, rmSync } from 'node:fs';
import { type Engine, sqlText } from '../../src/cohort/engine.ts';

/** RxNorm products: code, name, days a fill lasts, and the condition it is for (1 hypertension, 2 depression). */
const DRUGS = [
  [314076, 'lisinopril 10 MG Oral Tablet', 1],
  [310798, 'hydrochlorothiazide 25 MG Oral Tablet', 1],
  [197361, 'amlodipine 5 MG Oral Tablet', 1],
  [979485, 'losartan potassium 25 MG Oral Tablet', 1],
  [312941, 'sertraline 50 MG Oral Tablet', 2],
  [310385, 'fluoxetine 20 MG Oral Capsule', 2],
  [200371, 'citalopram 20 MG Oral Tablet', 2],
] as const;

/** Writes person, drug_exposure, measurement, condition_occurrence, observation_period and concept as Parquet. */
export async function makePopulation(engine: Engine, folder: string, people: number): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (table: string, query: string): Promise<void> =>
    engine.run(`COPY (${query}) TO ${sqlText(`${folder}/${table}.parquet`)} (FORMAT parquet)`);
  // A repeatable number in [0, 1) for a person and a purpose.
  const chance = (purpose: string): string => `((hash(p * 1000003 + ${purpose}) % 1000000) / 1000000.0)`;
  const everyone = `(SELECT range AS p FROM range(${people}))`;
  const start = `(DATE '2021-01-01' + CAST(${chance('1')} * 365 AS INTEGER))`;
  await write(
    'person',
    `SELECT p AS person_id, CASE WHEN ${chance('2')} < 0.5 THEN 8507 ELSE 8532 END AS gender_concept_id,
       1940 + CAST(${chance('3')} * 50 AS INTEGER) AS year_of_birth FROM ${everyone}`,
  );
  await write(
    'observation_period',
    `SELECT p AS observation_period_id, p AS person_id, DATE '2020-06-01' AS observation_period_start_date,
       DATE '2024-12-31' AS observation_period_end_date FROM ${everyone}`,
  );
  await write(
    'condition_occurrence',
    `SELECT p AS condition_occurrence_id, p AS person_id, CASE WHEN p % 3 = 0 THEN 102 ELSE 101 END AS condition_concept_id,
       ${start} - 30 AS condition_start_date FROM ${everyone}`,
  );
  // Up to three drugs in turn or together, fourteen fills each, with gaps where the person is careless.
  const care = chance('5');
  await write(
    'drug_exposure',
    `SELECT row_number() OVER () AS drug_exposure_id, p AS person_id,
       CASE WHEN p % 3 = 0 THEN 205 + d ELSE 201 + d END AS drug_concept_id, day AS drug_exposure_start_date,
       day + 29 AS drug_exposure_end_date, 32869 AS drug_type_concept_id, 30 AS days_supply, 30 AS quantity
     FROM (SELECT p, d, ${start} + CAST(d * 200 + fill * (30 + CASE WHEN ${care} < 0.4 THEN ${chance('d * 97 + fill')} * 30 ELSE 0 END) AS INTEGER) AS day
           FROM ${everyone}, (SELECT range AS d FROM range(3)), (SELECT range AS fill FROM range(14)))
     ORDER BY person_id`,
  );
  await write(
    'measurement',
    `SELECT row_number() OVER () AS measurement_id, p AS person_id, CASE WHEN p % 3 = 0 THEN 302 ELSE 301 END AS measurement_concept_id,
       ${start} + CAST(visit * 60 - 20 AS INTEGER) AS measurement_date,
       CASE WHEN p % 3 = 0 THEN round(20 - visit * ${chance('7')} * 2 + ${chance('visit + 50')} * 3)
            ELSE round(158 - least(visit, 6) * ${chance('8')} * 8 + ${chance('visit + 80')} * 10) END AS value_as_number,
       CASE WHEN p % 3 = 0 THEN 0 ELSE 401 END AS unit_concept_id
     FROM ${everyone}, (SELECT range AS visit FROM range(20)) ORDER BY person_id`,
  );
  const concepts = [
    "(101, 'Essential hypertension', 'Condition', 'SNOMED', '59621000')",
    "(102, 'Major depressive disorder', 'Condition', 'SNOMED', '370143000')",
    "(301, 'Systolic blood pressure', 'Measurement', 'LOINC', '8480-6')",
    "(302, 'Patient Health Questionnaire 9 item (PHQ-9) total score', 'Measurement', 'LOINC', '44261-6')",
    "(401, 'millimeter mercury column', 'Unit', 'UCUM', 'mm[Hg]')",
    ...DRUGS.map(([code, name], place) => `(${201 + place}, '${name}', 'Drug', 'RxNorm', '${code}')`),
  ];
  await write(
    'concept',
    `SELECT * FROM (VALUES ${concepts.join(', ')}) AS t(concept_id, concept_name, domain_id, vocabulary_id, concept_code)`,
  );
}
