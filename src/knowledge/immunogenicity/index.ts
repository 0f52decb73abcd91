/** Drugs against which antibodies form, their tests, and how a result is worded. */
import type { ImmunogenicDrug, ResultWord } from './schema.ts';

export type { ImmunogenicDrug, ResultWord } from './schema.ts';

export interface Immunogenicity {
  /** the row of a drug: by ingredient name, then the longest ATC prefix; null where none */
  rowOf(drug: { name: string; atc: readonly string[] }): ImmunogenicDrug | null;
  words: readonly ResultWord[];
}

/** The look-up of the pack's rows. */
export function buildImmunogenicity(rows: readonly ImmunogenicDrug[], words: readonly ResultWord[]): Immunogenicity {
  return {
    words,
    rowOf(drug) {
      const name = drug.name.toLowerCase();
      const byName = rows.find((row) => row.ingredients.includes(name));
      if (byName) return byName;
      let best: { row: ImmunogenicDrug; length: number } | null = null;
      for (const row of rows) {
        for (const prefix of row.atc) {
          const fits = prefix.length > (best?.length ?? 0) && drug.atc.some((code) => code.startsWith(prefix));
          if (fits) best = { row, length: prefix.length };
        }
      }
      return best?.row ?? null;
    },
  };
}

/** The rows of the pack by file name, as the build leaves them, as the look-up. */
export function immunogenicityFrom(files: Readonly<Record<string, readonly unknown[]>>): Immunogenicity {
  return buildImmunogenicity(
    (files['data.csv'] ?? []) as ImmunogenicDrug[],
    (files['words.csv'] ?? []) as ResultWord[],
  );
}
