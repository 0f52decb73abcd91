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
    const length = Math.max(0, ...row.atcPrefixes.map((prefix) => (atc.some((code) => code.startsWith(prefix)) ? prefix.length : 0)));
    if (length > 0) fits.push({ id: row.id, length });
  }
  fits.sort((a, b) => b.length - a.length);
  const parents = new Map(rows.map((row) => [row.id, row.parent]));
  const found: string[] = [];
  const add = (id: string | undefined): void => {
    if (id !== undefined && id !== '' && !found.includes(id)) found.push(id);
  };
  const start = [...also, ...fits.map((fit) => fit.id)];
  start.forEach(add);
  for (const id of start) for (let up = parents.get(id); up; up = parents.get(up)) add(up);
  return found;
}
