import { appendRow, type ColumnsBuffer, columnsBuffer, sortByDay } from './columns-buffer.ts';
import type { PatientRows } from './event-rows.ts';

/** Called once per patient with the rows sorted by day; the buffer is used again for the next patient. */
export type OnPatient = (id: string, events: ColumnsBuffer, from: number, to: number) => void;

export interface PatientGroups extends PatientRows {
  /** Hands over what is left; call once, after the last row. */
  finish(): void;
}

/** Thrown where a patient comes after a greater one: rows of one patient may then stand apart. */
export const OUT_OF_ORDER = Symbol('patients are not in ascending order');

/**
 * For input in which each patient's rows stand together: one patient in memory at a time. Unless `trusted`, patients
 * must come in ascending order, as numbers or as text, and `OUT_OF_ORDER` is thrown where they do not.
 */
export function streamedPatients(onPatient: OnPatient, trusted = false, withExtra = false): PatientGroups {
  const buffer = columnsBuffer(256, withExtra);
  let current: string | null = null;
  let asText = true;
  let asNumber = true;
  const flush = (): void => {
    if (current === null) return;
    sortByDay(buffer);
    onPatient(current, buffer, 0, buffer.count);
    buffer.count = 0;
    buffer.setAside = 0;
  };
  return {
    patient(id) {
      if (current !== null && !trusted) {
        asText &&= id > current;
        asNumber &&= Number(id) > Number(current);
        if (!asText && !asNumber) throw OUT_OF_ORDER;
      }
      flush();
      current = id;
      return buffer;
    },
    setAside() {
      buffer.setAside++;
    },
    finish: flush,
  };
}

/**
 * For input in any order: all rows in memory, in one set of columns; patients are handed over in order of first
 * appearance, their rows in input order before they are sorted by day.
 */
export function gatheredPatients(onPatient: OnPatient, withExtra = false): PatientGroups {
  const all = columnsBuffer(1 << 16, withExtra);
  const aside = new Map<number, number>();
  let current = -1;
  const codes = new Map<string, number>();
  // Rows from `starts[k]` up to the next start belong to the patient `owners[k]`.
  let starts = new Int32Array(1 << 12);
  let owners = new Int32Array(1 << 12);
  let runs = 0;
  return {
    patient(id) {
      if (runs === starts.length) {
        starts = doubled(starts);
        owners = doubled(owners);
      }
      const code = codes.get(id) ?? codes.size;
      codes.set(id, code);
      current = code;
      starts[runs] = all.count;
      owners[runs++] = code;
      return all;
    },
    setAside() {
      aside.set(current, (aside.get(current) ?? 0) + 1);
    },
    finish() {
      const { order, ends } = rowsByOwner(starts.subarray(0, runs), owners, all.count, codes.size);
      const one = columnsBuffer(256, withExtra);
      for (const [id, code] of codes) {
        one.count = 0;
        one.setAside = aside.get(code) ?? 0;
        for (let k = ends[code] as number; k < (ends[code + 1] as number); k++) appendRow(all, order[k] as number, one);
        sortByDay(one);
        onPatient(id, one, 0, one.count);
      }
    },
  };
}

/** Row numbers gathered by owner, in order within each; owner `c` has `order[ends[c]]` to before `order[ends[c + 1]]`. */
function rowsByOwner(
  starts: Int32Array,
  owners: Int32Array,
  rows: number,
  count: number,
): { readonly order: Int32Array; readonly ends: Int32Array } {
  const ends = new Int32Array(count + 1);
  const after = (run: number): number => starts[run + 1] ?? rows;
  starts.forEach((start, run) => {
    const slot = (owners[run] as number) + 1;
    ends[slot] = (ends[slot] as number) + after(run) - start;
  });
  for (let owner = 0; owner < count; owner++) ends[owner + 1] = (ends[owner + 1] as number) + (ends[owner] as number);
  const next = ends.slice(0, count);
  const order = new Int32Array(rows);
  starts.forEach((start, run) => {
    const owner = owners[run] as number;
    let place = next[owner] as number;
    for (let row = start; row < after(run); row++) order[place++] = row;
    next[owner] = place;
  });
  return { order, ends };
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}
