import type { AsNeededBasis, SupplyBasis } from '../../methods/adherence/index.ts';
import { cell, fileOutput, type Output } from './output.ts';
import type { RowNotes } from './row-rules.ts';

/** Notes on rows, counted; every estimated days' supply is listed where a file for it is given. */
export interface CountedNotes extends RowNotes {
  /** Forgets everything: the run begins again. */
  restart(): Promise<void>;
  close(): Promise<void>;
  readonly setAsideRows: number;
  /** Lines for stderr, and whole sentences for a methods statement. */
  readonly summary: () => string[];
}

const BASIS_WORDS: Readonly<Record<SupplyBasis, string>> = {
  recorded: 'as recorded',
  'quantity-and-dose': 'quantity over the daily dose',
  'quantity-and-usual-dose': 'quantity over the usual daily dose',
  'waiting-time': 'waiting-time distribution',
  'assumed-days': 'the days asked for',
  unknown: 'unknown',
};

const dispensings = (count: number): string => `${count} dispensing${count === 1 ? '' : 's'}`;

export function countedNotes(
  listFile: string | undefined,
  onSetAside: (line: number, reason: string) => void,
): CountedNotes {
  const assumed = new Map<SupplyBasis, number>();
  const aside = new Map<AsNeededBasis, number>();
  let list: Output | null = null;
  const counted = (counts: ReadonlyMap<string, number>, words: (key: string) => string): string =>
    [...counts].map(([key, count]) => `${words(key)} ${count}`).join(', ');
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
  return {
    assumed(line, patient, days, basis) {
      assumed.set(basis, (assumed.get(basis) ?? 0) + 1);
      list?.write(`${line},${cell(patient)},${days},${basis}\n`);
    },
    setAside(line, basis) {
      aside.set(basis, (aside.get(basis) ?? 0) + 1);
      onSetAside(line, 'as-needed');
    },
    async restart() {
      assumed.clear();
      aside.clear();
      await list?.close();
      list = listFile === undefined ? null : fileOutput(listFile);
      list?.write('line,patient_id,days_supplied,basis\n');
    },
    async close() {
      await list?.close();
      list = null;
    },
    get setAsideRows() {
      return sum(aside);
    },
    summary() {
      const lines: string[] = [];
      if (assumed.size > 0) {
        const bases = counted(assumed, (basis) => BASIS_WORDS[basis as SupplyBasis]);
        lines.push(`Days' supply was missing on ${dispensings(sum(assumed))} and estimated (${bases}).`);
      }
      if (aside.size > 0) {
        const bases = counted(aside, (basis) => basis);
        lines.push(
          `${dispensings(sum(aside))} of drugs taken as needed ${sum(aside) === 1 ? 'was' : 'were'} set aside (known by ${bases}).`,
        );
      }
      return lines;
    },
  };
}
