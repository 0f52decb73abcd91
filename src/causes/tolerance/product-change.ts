import type { PatientRecord, Supply } from '../../domain/record.ts';
import type { Trial } from '../../domain/trial.ts';

/** Another product, or another form, dispensed between the last full effect and its loss. */
export interface ProductChange {
  before: string;
  after: string;
  day: number;
  record: string;
}

const nameOf = ({ drug }: Supply): string => drug.product ?? drug.text;

// Strengths and pack sizes are no other product: its first word and its form are.
function keyOf(supply: Supply): string {
  const words = nameOf(supply)
    .toLowerCase()
    .split(/[^a-z]+/);
  const [brand = ''] = words;
  const form = ['patch', 'solution', 'suspension', 'capsule', 'chewable', 'extended', 'delayed', 'injection'].filter(
    (word) => words.some((one) => one.startsWith(word)),
  );
  return [brand, ...form].join(' ');
}

/** The change of product between two days, the later one included; null where every dispensing is of the same one. */
export function productChange(trial: Trial, record: PatientRecord, from: number, to: number): ProductChange | null {
  const own = record.supplies
    .filter((supply) => trial.supplies.includes(supply.id) && supply.status !== 'not-done')
    .sort((a, b) => a.at.day - b.at.day || (a.id < b.id ? -1 : 1));
  const last = own.findLast((supply) => supply.at.day <= from);
  if (last === undefined) return null;
  const other = own.find((supply) => supply.at.day > from && supply.at.day <= to && keyOf(supply) !== keyOf(last));
  if (other === undefined) return null;
  return { before: nameOf(last), after: nameOf(other), day: other.at.day, record: other.id };
}
