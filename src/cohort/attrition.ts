/** From rows to judged trials: what was counted at which step. */
import type { PatientRecord } from '../domain/record.ts';
import type { Judged } from './judge.ts';
import type { PersonRead, RowCount } from './sources/source.ts';

export interface Count {
  unit: 'rows' | 'patients' | 'trials';
  step: string;
  table: string | null;
  n: number;
  patients: number;
}

export interface Attrition {
  person(read: PersonRead, judged: Judged): void;
  /** a person the core could not judge */
  lost(read: PersonRead): void;
  counts(): Count[];
}

/** Counts people one by one; every person is counted once per step. */
export function attrition(): Attrition {
  const counts = new Map<string, Count>();
  const add = (unit: Count['unit'], step: string, n: number, table: string | null = null): void => {
    if (n === 0) return;
    const key = `${unit}|${step}|${table ?? ''}`;
    const known = counts.get(key);
    if (known) {
      known.n += n;
      known.patients += 1;
    } else counts.set(key, { unit, step, table, n, patients: 1 });
  };
  const rows = ({ record, setAside }: PersonRead): void => {
    add('rows', 'read', record.counts.read);
    add('rows', 'used', record.counts.used);
    add('rows', 'refused', record.counts.refused);
    for (const { table, reason, count } of setAside) add('rows', `set aside: ${reason}`, count, table);
    add('rows', 'medication codes', record.counts.medicationCodes.seen);
    add('rows', 'medication codes resolved', record.counts.medicationCodes.resolved);
    add('patients', '1 in the data', 1);
    if (namesMedicine(record)) add('patients', '2 with a medicine', 1);
  };
  return {
    lost(read) {
      rows(read);
      add('patients', 'not judged: internal error', 1);
    },
    person(read, { walked }) {
      rows(read);
      const { trials = [], courses = [], verdicts = [] } = walked;
      const of = (isMeant: (place: number) => boolean): number => trials.filter((_, place) => isMeant(place)).length;
      const knows = (place: number): boolean => (trials[place]?.indication?.condition ?? null) !== null;
      const judged = (place: number): boolean => courses[place]?.term !== 'not-assessable';
      const failed = (place: number): boolean => courses[place]?.failure === true;
      const steps: [string, (place: number) => boolean][] = [
        ['1 all', () => true],
        ['2 purpose known', knows],
        ['3 course judged', judged],
        ['4 failed', failed],
        ['5 failed, chance fair', (place) => failed(place) && verdicts[place]?.fairChance === 'yes'],
        ['5 failed, chance not fair', (place) => failed(place) && verdicts[place]?.fairChance === 'no'],
        ['5 failed, chance unknown', (place) => failed(place) && verdicts[place]?.fairChance === 'unknown'],
      ];
      for (const [step, isMeant] of steps) add('trials', step, of(isMeant));
      if (trials.length > 0) add('patients', '3 with a trial', 1);
      if (of(judged) > 0) add('patients', '4 with a judged trial', 1);
      if (of(failed) > 0) add('patients', '5 with a failed trial', 1);
    },
    counts: () => [...counts.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}

const keyOf = ({ unit, step, table }: Count): string => `${unit}|${step}|${table ?? ''}`;

const namesMedicine = ({ orders, supplies, intakes, statements }: PatientRecord): boolean =>
  orders.length + supplies.length + intakes.length + statements.length > 0;

/** Rows of the source that reach no person, as counts. */
export function sourceCounts(counts: readonly RowCount[]): Count[] {
  return counts.flatMap(({ table, step, rows }): Count[] => [
    { unit: 'rows', step, table, n: rows, patients: 0 },
    { unit: 'rows', step: 'read', table: null, n: rows, patients: 0 },
  ]);
}
