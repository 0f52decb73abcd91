/** Classes of drugs, derived from ATC so that no drug is filed by hand. */

/** One row of classes.csv; a prefix of seven characters is one drug. */
export interface ClassRow {
  id: string;
  parent: string;
  atcPrefixes: string[];
}

/**
 * Class ids of a drug, most specific first: the classes whose prefix fits, then their parents.
 *
 * `also` are classes a drug has without an ATC code that says so (they come first).
 * @example classesOf(['N06AB06'], [], rows) //=> ['ssri', 'antidepressant']
 */
export function classesOf(atc: readonly string[], also: readonly string[], rows: readonly ClassRow[]): string[] {
  const fits: { id: string; length: number }[] = [];
  for (const row of rows) {
    const length = Math.max(
      0,
      ...row.atcPrefixes.map((prefix) => (atc.some((code) => code.startsWith(prefix)) ? prefix.length : 0)),
    );
    if (length > 0) fits.push({ id: row.id, length });
  }
  const lengthOf = new Map(fits.map((fit) => [fit.id, fit.length]));
  const parentOf = new Map(rows.map((row) => [row.id, row.parent]));
  const found = new Map<string, number>();
  for (const id of [...also, ...lengthOf.keys()]) {
    for (let up: string | undefined = id; up; up = parentOf.get(up)) found.set(up, depthOf(up, parentOf));
  }
  // A child stands deeper than its parent, so depth comes before the length of the prefix that fitted.
  return [...found.keys()].sort(
    (a, b) => (found.get(b) ?? 0) - (found.get(a) ?? 0) || (lengthOf.get(b) ?? 0) - (lengthOf.get(a) ?? 0),
  );
}

function depthOf(id: string, parentOf: ReadonlyMap<string, string>): number {
  let depth = 0;
  for (let up = parentOf.get(id); up; up = parentOf.get(up)) depth += 1;
  return depth;
}
