import type { EventTable } from '../events.ts';

/** The same patients with only the rows `keep` accepts; a patient may be left with none. Row order is kept. */
export function subsetOf(table: EventTable, keep: (row: number) => boolean): EventTable {
  const rows: number[] = [];
  const offsets = new Int32Array(table.offsets.length);
  for (let p = 0; p < table.patients.length; p++) {
    for (let row = table.offsets[p] as number; row < (table.offsets[p + 1] as number); row++) {
      if (keep(row)) rows.push(row);
    }
    offsets[p + 1] = rows.length;
  }
  return {
    patients: table.patients,
    categories: table.categories,
    offsets,
    row: Int32Array.from(rows, (row) => table.row[row] as number),
    day: Int32Array.from(rows, (row) => table.day[row] as number),
    supply: Float64Array.from(rows, (row) => table.supply[row] as number),
    dose: Float64Array.from(rows, (row) => table.dose[row] as number),
    category: Int32Array.from(rows, (row) => table.category[row] as number),
  };
}
