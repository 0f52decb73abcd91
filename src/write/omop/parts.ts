/** Standard concepts and small parts of OMOP rows. */
import type { Order } from '../../domain/record.ts';
import { isoDay, type Moment } from '../../domain/time.ts';

export const TYPE = {
  ehr: 32817,
  prescription: 32838,
  dispensing: 32825,
  administration: 32818,
  said: 32865,
  lab: 32856,
};
export const GENDER: Readonly<Record<string, number>> = { female: 8532, male: 8507 };
export const OPERATOR: Readonly<Record<string, number>> = { '<': 4171756, '<=': 4171754, '>=': 4171755, '>': 4172704 };
export const INPATIENT = 9201;
export const OUTPATIENT = 9202;
export const FIRST_OWN_CONCEPT = 2_000_000_000;
export const STOP_REASON_LENGTH = 20;
export const VOCABULARIES: Readonly<Record<string, string>> = {
  'http://loinc.org': 'LOINC',
  'http://snomed.info/sct': 'SNOMED',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD10CM',
  icd10cm: 'ICD10CM',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RxNorm',
};

export type Fields = Readonly<Record<string, string | number | null | undefined>>;

export const day = (moment: Moment | null): string | null => (moment === null ? null : isoDay(moment.day));
export const time = (moment: Moment | null): string | null =>
  moment === null || moment.precision !== 'minute' ? null : moment.iso.slice(0, 19).replace('T', ' ');

/** A direction in words, where the order has none of its own: the CDM keeps dose and frequency only as words. */
export function sigOf({ directions }: Pick<Order, 'directions'>): string | null {
  const [direction] = directions;
  if (!direction) return null;
  if (direction.text !== null) return direction.text;
  const { perIntake, intakesPerDay } = direction;
  const often =
    intakesPerDay === null
      ? null
      : intakesPerDay >= 1
        ? `${intakesPerDay} times a day`
        : `every ${Math.round(1 / intakesPerDay)} days`;
  const words = [
    perIntake && `${perIntake.value} ${perIntake.unit ?? ''}`.trim(),
    often,
    direction.asNeeded && 'as needed',
  ];
  return words.filter(Boolean).join(' ') || null;
}
