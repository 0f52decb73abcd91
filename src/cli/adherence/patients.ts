import { type ColumnsBuffer, columnsBuffer, sortByDay } from './columns-buffer.ts';
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
export function streamedPatients(onPatient: OnPatient, trusted = false): PatientGroups {
  const buffer = columnsBuffer();
  let current: string | null = null;
  let asText = true;
  let asNumber = true;
  const flush = (): void => {
    if (current === null) return;
    sortByDay(buffer);
    onPatient(current, buffer, 0, buffer.count);
    buffer.count = 0;
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
    finish: flush,
  };
}

/** For input in any order: all rows in memory, patients handed over in order of first appearance. */
export function gatheredPatients(onPatient: OnPatient): PatientGroups {
  const byPatient = new Map<string, ColumnsBuffer>();
  return {
    patient(id) {
      const known = byPatient.get(id);
      if (known) return known;
      const buffer = columnsBuffer(16);
      byPatient.set(id, buffer);
      return buffer;
    },
    finish() {
      for (const [id, buffer] of byPatient) {
        sortByDay(buffer);
        onPatient(id, buffer, 0, buffer.count);
        byPatient.delete(id);
      }
    },
  };
}
