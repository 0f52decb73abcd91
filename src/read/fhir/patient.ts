/** Patient -> who the record is about. */
import type { PatientRecord } from '../../domain/record.ts';
import type { Chart, Treatment } from './chart.ts';
import { USED } from './chart.ts';
import { momentIn } from './dates.ts';
import { objectIn, objectsIn, textIn } from './json.ts';
import type { Resource } from './resource.ts';

const SEXES = new Map<string, PatientRecord['sex']>([
  ['female', 'female'],
  ['male', 'male'],
  ['other', 'other'],
]);

/** A source declares with this tag on the Patient that it holds every dispensing of the person. */
export const PHARMACY_COMPLETE = 'pharmacy-complete';

/** Reads birth, sex and death. The birth sex outranks the administrative gender. */
export function readPatient(row: Resource, chart: Chart): Treatment {
  const { record } = chart;
  record.birth = momentIn(row, chart, row.json, 'birthDate');
  record.sex = birthSex(row) ?? SEXES.get(textIn(row.json, 'gender') ?? '') ?? null;
  record.death = momentIn(row, chart, row.json, 'deceasedDateTime');
  const tags = objectsIn(objectIn(row.json, 'meta'), 'tag').map((tag) => textIn(tag, 'code'));
  record.pharmacyComplete = tags.includes(PHARMACY_COMPLETE);
  return USED;
}

function birthSex(row: Resource): PatientRecord['sex'] {
  for (const extension of objectsIn(row.json, 'extension')) {
    if (!(textIn(extension, 'url') ?? '').endsWith('/us-core-birthsex')) continue;
    const code = textIn(extension, 'valueCode');
    if (code === 'F') return 'female';
    if (code === 'M') return 'male';
  }
  return null;
}
