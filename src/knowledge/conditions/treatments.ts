/** Which drugs are given for which condition, and how long each needs there. */
import type { TreatmentRow } from './schema.ts';
import type { AdequateTime, TreatmentQuery } from './types.ts';

export interface Treatments {
  conditions(drug: TreatmentQuery): string[];
  adequate(lineage: readonly string[], drug: TreatmentQuery): AdequateTime | null;
}

const ATC_LEVELS = [7, 5, 4, 3, 1] as const;
const MEMO_LIMIT = 5000;

/** Builds the look-up: a purpose by rank, then by the more exact key; a time by the more exact key. */
export function buildTreatments(rows: readonly TreatmentRow[]): Treatments {
  const byKey = new Map<string, TreatmentRow[]>();
  for (const row of rows) {
    const key = `${row.by}:${row.key}`;
    const list = byKey.get(key);
    if (list) list.push(row);
    else byKey.set(key, [row]);
  }
  for (const list of byKey.values()) list.sort((a, b) => a.rank - b.rank);

  const memo = new Map<string, readonly TreatmentRow[]>();
  const matching = (drug: TreatmentQuery): readonly TreatmentRow[] => {
    const memoKey = `${drug.id}|${drug.atc.join(',')}|${drug.classes.join(',')}`;
    const known = memo.get(memoKey);
    if (known) return known;
    const found: TreatmentRow[] = [...(byKey.get(`ingredient:${drug.id}`) ?? [])];
    for (const level of ATC_LEVELS) {
      const sameLevel = drug.atc.flatMap((code) =>
        code.length >= level ? (byKey.get(`atc:${code.slice(0, level)}`) ?? []) : [],
      );
      found.push(...sameLevel.sort((a, b) => a.rank - b.rank));
      // Class ids say what a pharmacologist's group says, so they stand beside ATC's fourth level.
      if (level === 5) found.push(...drug.classes.flatMap((id) => byKey.get(`class:${id}`) ?? []));
    }
    if (memo.size >= MEMO_LIMIT) memo.clear();
    memo.set(memoKey, found);
    return found;
  };

  const named = new WeakMap<readonly TreatmentRow[], string[]>();

  return {
    conditions(drug) {
      const rows = matching(drug);
      const known = named.get(rows);
      if (known) return known;
      // The usual purpose first; the order of equals is that of the keys, the more exact first.
      const ids = [...new Set([...rows].sort((a, b) => a.rank - b.rank).map((row) => row.condition))];
      named.set(rows, ids);
      return ids;
    },
    adequate(lineage, drug) {
      for (const condition of lineage) {
        const row = matching(drug).find((r) => r.condition === condition && r.adequateDays !== null);
        if (row?.adequateDays != null) return { days: row.adequateDays, source: row.source, checked: row.checked };
      }
      return null;
    },
  };
}
