import { type ColumnsBuffer, columnsBuffer, sortByDay } from './columns-buffer.ts';
import type { PatientRows } from './event-rows.ts';

/** Called once per patient with the rows sorted by day; the buffer is used again for the next patient. */
export type OnPatient = (id: string, events: ColumnsBuffer, from: number, to: number) => void;

export interface PatientGroups extends PatientRows {
  /** Hands over what is left; call once, after the last row. */
  finish(): void;
}

/** For input in which each patient's rows stand together: one patient in memory at a time. */
export function streamedPatients(onPatient: OnPatient): PatientGroups {
  const buffer = columnsBuffer();
  let current: string | null = null;
  const flush = (): void => {
    if (current === null) return;
    sortByDay(buffer);
    onPatient(current, buffer, 0, buffer.count);
    buffer.count = 0;
  };
  return {
    patient(id) {
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

