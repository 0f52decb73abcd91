/** Five made-up people as an OMOP CDM, as our own CSV, and as a bulk export. */
import { mkdirSync, writeFileSync } from 'node:fs';

interface Fill {
  person: string;
  code: string;
  name: string;
  day: string;
  days: number;
}

const SERTRALINE = { code: '312941', name: 'sertraline 50 MG Oral Tablet' };
const LISINOPRIL = { code: '314076', name: 'lisinopril 10 MG Oral Tablet' };
const PEOPLE = ['1', '2', '3', '12', '30'];

const fills: Fill[] = PEOPLE.flatMap((person, place) => {
  const drug = place % 2 === 0 ? SERTRALINE : LISINOPRIL;
  const months = ['01', '02', '03', '04', '05', '06'].filter((_, month) => month % (1 + (place % 3)) === 0);
  return months.map((month) => ({ person, ...drug, day: `2024-${month}-01`, days: 30 }));
});
const scores = PEOPLE.flatMap((person, place) =>
  ['2023-12-20', '2024-03-10', '2024-06-20'].map((day, visit) => ({
    person,
    day,
    phq: place % 2 === 0,
    value: place % 2 === 0 ? 18 - (place === 0 ? visit * 6 : visit) : 160 - visit * (place === 1 ? 15 : 2),
  })),
);

const csv = (header: string, rows: readonly (readonly (string | number)[])[]): string =>
  `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

/** Tables of a CDM as CSV; one row names no person. */
export function writeCdm(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (table: string, text: string): void => writeFileSync(`${folder}/${table}.csv`, text);
  write(
    'PERSON',
    csv(
      'person_id,gender_concept_id,year_of_birth',
      PEOPLE.map((id) => [id, 8532, 1970]),
    ),
  );
  write(
    'drug_exposure',
    csv(
      'drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,drug_type_concept_id,days_supply,quantity',
      [
        ...fills.map((fill, place) => [
          place + 1,
          fill.person,
          fill.code === '312941' ? 1 : 2,
          fill.day,
          32869,
          fill.days,
          30,
        ]),
        [999, '', 1, '2024-01-01', 32869, 30, 30],
      ],
    ),
  );
  write(
    'measurement',
    csv(
      'measurement_id,person_id,measurement_concept_id,measurement_date,value_as_number',
      scores.map((score, place) => [place + 1, score.person, score.phq ? 3 : 4, score.day, score.value]),
    ),
  );
  write(
    'condition_occurrence',
    csv(
      'condition_occurrence_id,person_id,condition_concept_id,condition_start_date',
      PEOPLE.map((person, place) => [place + 1, person, place % 2 === 0 ? 5 : 6, '2023-12-01']),
    ),
  );
  write(
    'observation_period',
    csv(
      'observation_period_id,person_id,observation_period_end_date',
      PEOPLE.map((id) => [id, id, '2024-12-31']),
    ),
  );
  write('note', csv('note_id,person_id', [[1, 1]]));
  write(
    'concept',
    csv('concept_id,concept_name,domain_id,vocabulary_id,concept_code', [
      [1, SERTRALINE.name, 'Drug', 'RxNorm', SERTRALINE.code],
      [2, LISINOPRIL.name, 'Drug', 'RxNorm', LISINOPRIL.code],
      [3, 'PHQ-9 total score', 'Measurement', 'LOINC', '44261-6'],
      [4, 'Systolic blood pressure', 'Measurement', 'LOINC', '8480-6'],
      [5, 'Major depressive disorder', 'Condition', 'SNOMED', '370143000'],
      [6, 'Essential hypertension', 'Condition', 'SNOMED', '59621000'],
    ]),
  );
}

/** Our own tables; one row names no person. */
export function writeCsv(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (table: string, text: string): void => writeFileSync(`${folder}/${table}.csv`, text);
  write(
    'patients',
    csv(
      'patient_id,birth_date,observed_until',
      PEOPLE.map((id) => [id, '1970', '2024-12-31']),
    ),
  );
  write(
    'supplies',
    csv('patient_id,drug,date,days_supply,quantity', [
      ...fills.map((fill) => [fill.person, fill.name, fill.day, fill.days, 30]),
      ['', SERTRALINE.name, '2024-01-01', 30, 30],
    ]),
  );
  write(
    'outcomes',
    csv(
      'patient_id,time,measure,value,unit',
      scores.map((score) => [
        score.person,
        score.day,
        score.phq ? 'PHQ-9' : 'systolic blood pressure',
        score.value,
        score.phq ? '' : 'mm[Hg]',
      ]),
    ),
  );
  write(
    'conditions',
    csv(
      'patient_id,condition,onset',
      PEOPLE.map((person, place) => [person, place % 2 === 0 ? 'major depression' : 'hypertension', '2023-12-01']),
    ),
  );
}

/** A bulk export: medicines in resources of their own, one line that is no JSON. */
export function writeBulk(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const subject = (person: string): object => ({ reference: `Patient/${person}` });
  const lines = (type: string, resources: readonly object[], more = ''): void =>
    writeFileSync(
      `${folder}/${type}.000.ndjson`,
      `${resources.map((each) => JSON.stringify({ resourceType: type, ...each })).join('\n')}\n${more}`,
    );
  lines(
    'Patient',
    PEOPLE.map((id) => ({ id, birthDate: '1970-01-01' })),
  );
  lines(
    'Medication',
    [SERTRALINE, LISINOPRIL].map(({ code, name }) => ({
      id: `m${code}`,
      code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code, display: name }] },
    })),
  );
  lines(
    'MedicationDispense',
    fills.map((fill, place) => ({
      id: `d${place + 1}`,
      status: 'completed',
      subject: subject(fill.person),
      medicationReference: { reference: `Medication/m${fill.code}` },
      whenHandedOver: fill.day,
      daysSupply: { value: fill.days, unit: 'days' },
      quantity: { value: 30 },
    })),
    '{"resourceType": "MedicationDispense", "id": \n',
  );
  lines(
    'Observation',
    scores.map((score, place) => ({
      id: `o${place + 1}`,
      status: 'final',
      subject: subject(score.person),
      code: { coding: [{ system: 'http://loinc.org', code: score.phq ? '44261-6' : '8480-6' }] },
      effectiveDateTime: score.day,
      valueQuantity: { value: score.value, unit: score.phq ? '{score}' : 'mm[Hg]' },
    })),
  );
  lines(
    'Condition',
    PEOPLE.map((person, place) => ({
      id: `c${place + 1}`,
      subject: subject(person),
      code: { coding: [{ system: 'http://snomed.info/sct', code: place % 2 === 0 ? '370143000' : '59621000' }] },
      onsetDateTime: '2023-12-01',
    })),
  );
}
