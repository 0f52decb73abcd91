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

/** The table of a site's own definitions; ours is empty. */
const SITE = 'definitions.json';

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
  // A user's definitions.json adds to ours and replaces one of the same label and id.
  const named = new Map<string, Definition>();
  for (const [file, rows] of Object.entries(files)) {
    if (!file.endsWith('.json') || file === SITE) continue;
    for (const row of rows as readonly Definition[]) named.set(`${row.label}/${row.id}`, row);
  }
  for (const row of (files[SITE] ?? []) as readonly Definition[]) named.set(`${row.label}/${row.id}`, row);
  const definitions = [...named.values()].sort((a, b) => a.rank - b.rank);

  const sets = new Map<string, ClassRow[]>();
  for (const row of classes) sets.set(row.set, [...(sets.get(row.set) ?? []), row]);
  for (const definition of definitions) {
    for (const path of definition.paths) {
      const asked = [path.count.set, ...path.person.map((each) => ('set' in each ? each.set : undefined))];
      const missing = asked.find((set) => set !== undefined && !sets.has(set));
      if (missing !== undefined) throw new Error(`labels pack: ${definition.id} names the unknown set \`${missing}\``);
    }
  }
  const byDrug = new Map(equivalents.map((row) => [`${row.scheme}|${row.ingredient}|${row.route}`, row]));
  const behind = new Map(gates.map((row) => [row.gate, row.causes]));
  // The longest prefix decides: C03BA (thiazide-like) before C03B.
  const findClass = (rows: readonly ClassRow[], drug: SetQuery): string | null => {
    let best: { id: string; length: number } | null = null;
    for (const row of rows) {
      if (row.ingredients.includes(drug.id)) return row.class;
      for (const prefix of row.atc) {
        const longer = best === null || prefix.length > best.length;
        if (longer && drug.atc.some((code) => code.startsWith(prefix))) best = { id: row.class, length: prefix.length };
      }
    }
    return best?.id ?? null;
  };
  // Asked for every trial of every person; the answer of a drug never changes.
  const known = new Map<string, Map<string, string | null>>();
  const classOf = (set: string, drug: SetQuery): string | null => {
    const ofSet = known.get(set) ?? new Map<string, string | null>();
    if (ofSet.size === 0) known.set(set, ofSet);
    const found = ofSet.get(drug.id);
    if (found !== undefined) return found;
    const fresh = findClass(sets.get(set) ?? [], drug);
    ofSet.set(drug.id, fresh);
    return fresh;
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
