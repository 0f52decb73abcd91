/** The labels pack as look-ups, built once from validated rows. */
import type { GateName } from '../../domain/finding.ts';
import type { CauseTerm, LabelTerm } from '../../domain/terms.ts';
import type { ClassRow, Definition, EquivalentRow, GateCauseRow, OpensRow } from './schema.ts';

export type * from './requirements.ts';
export type * from './schema.ts';

/** A drug as the pack looks at it. */
export interface SetQuery {
  id: string;
  atc: readonly string[];
}

export interface LabelIndex {
  /** all definitions in their order: label by label, the main one first */
  definitions: readonly Definition[];
  /** the class of a set a drug belongs to; null where it is none of them */
  classOf(set: string, drug: SetQuery): string | null;
  /** ids of the classes of a set */
  classesOf(set: string): readonly string[];
  /** the row of a scheme for a drug and route; null where the scheme has none */
  equivalent(scheme: string, ingredientId: string, route: string | null): EquivalentRow | null;
  /** causes that may stand behind a closed gate */
  causesBehind(gate: GateName): readonly CauseTerm[];
  /** kinds of next step a guideline or approval names for a label, as information */
  opens(label: LabelTerm, condition: string): readonly OpensRow[];
}

type Files = Readonly<Record<string, readonly unknown[]>>;

/**
 * The look-ups of the labels pack.
 *
 * Throws where a definition names a set the pack does not have: the rows are the project's own.
 */
export function buildLabels(files: Files): LabelIndex {
  const classes = (files['classes.csv'] ?? []) as readonly ClassRow[];
  const equivalents = (files['equivalents.csv'] ?? []) as readonly EquivalentRow[];
  const gates = (files['gate-causes.csv'] ?? []) as readonly GateCauseRow[];
  const opens = (files['opens.csv'] ?? []) as readonly OpensRow[];
  const definitions = Object.entries(files)
    .filter(([file]) => file.endsWith('.json'))
    .flatMap(([, rows]) => rows as readonly Definition[])
    .sort((a, b) => a.rank - b.rank);

  const sets = new Map<string, ClassRow[]>();
  for (const row of classes) sets.set(row.set, [...(sets.get(row.set) ?? []), row]);
  for (const definition of definitions) {
    for (const path of definition.paths) {
      const named = [path.count.set, ...path.person.map((each) => ('set' in each ? each.set : undefined))];
      const missing = named.find((set) => set !== undefined && !sets.has(set));
      if (missing !== undefined) throw new Error(`labels pack: ${definition.id} names the unknown set \`${missing}\``);
    }
  }
  const byDrug = new Map(equivalents.map((row) => [`${row.scheme}|${row.ingredient}|${row.route}`, row]));
  const behind = new Map(gates.map((row) => [row.gate, row.causes]));
  // The longest prefix decides: C03BA (thiazide-like) before C03B.
  const classOf = (set: string, drug: SetQuery): string | null => {
    let best: { id: string; length: number } | null = null;
    for (const row of sets.get(set) ?? []) {
      if (row.ingredients.includes(drug.id)) return row.class;
      for (const prefix of row.atc) {
        const longer = best === null || prefix.length > best.length;
        if (longer && drug.atc.some((code) => code.startsWith(prefix))) best = { id: row.class, length: prefix.length };
      }
    }
    return best?.id ?? null;
  };
  return {
    definitions,
    classOf,
    classesOf: (set) => [...new Set((sets.get(set) ?? []).map((row) => row.class))],
    equivalent: (scheme, ingredientId, route) => byDrug.get(`${scheme}|${ingredientId}|${route ?? 'oral'}`) ?? null,
    causesBehind: (gate) => behind.get(gate) ?? [],
    opens: (label, condition) => opens.filter((row) => row.label === label && row.condition === condition),
  };
}
