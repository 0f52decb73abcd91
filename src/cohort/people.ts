/** Rows in the order of people -> one person after another. */
import type { Engine } from './engine.ts';
import { CELL, type PersonRows } from './sources/source.ts';

export interface Person {
  id: string;
  rows: PersonRows;
}

/** Gathers the rows of a query of `person, kind, cells` that is ordered by person. */
export async function* peopleOf(sql: string, engine: Engine): AsyncGenerator<Person> {
  let id: string | null = null;
  let rows = new Map<string, string[][]>();
  for await (const { rows: count, columns } of engine.texts(sql)) {
    const [people = [], kinds = [], cells = []] = columns;
    for (let row = 0; row < count; row += 1) {
      const person = people[row] ?? '';
      if (person !== id) {
        if (id !== null) yield { id, rows };
        id = person;
        rows = new Map();
      }
      const kind = kinds[row] ?? '';
      const list = rows.get(kind);
      const split = (cells[row] ?? '').split(CELL);
      if (list === undefined) rows.set(kind, [split]);
      else list.push(split);
    }
  }
  if (id !== null) yield { id, rows };
}
