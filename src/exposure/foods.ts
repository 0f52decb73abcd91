/** Foods and herbs that the words of a trial say the drug is taken with. */
import type { CoMedication } from '../domain/exposure.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { DaySpan } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import { wordedRows } from '../domain/worded-rows.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/**
 * What is swallowed with the drug according to notes on its own statements, orders and doses: in use on all days of the
 * window, and at the very hour of the dose. Words that deny it ("avoids grapefruit") name nothing.
 */
export function foodsBeside(
  trial: Trial,
  record: PatientRecord,
  window: DaySpan,
  knowledge: Knowledge,
): CoMedication[] {
  const own = new Set([...trial.statements, ...trial.orders, ...trial.intakes]);
  const rows = wordedRows(record);
  const worded = [...rows.statements, ...rows.orders, ...rows.intakes].filter((row) => own.has(row.id));
  const found = new Map<string, CoMedication>();
  for (const { id, words } of worded) {
    for (const match of knowledge.phrases.readAll('taken-with', words)) {
      const [ingredient] = knowledge.drugs.byName(match.meaning);
      const known = found.get(match.meaning);
      if (known) known.records.push(id);
      else {
        found.set(match.meaning, {
          id: ingredient?.id ?? match.meaning,
          name: match.meaning,
          atc: [],
          periods: [{ startDay: window.from, endDay: window.to - 1 }],
          daysShare: 1,
          hoursApart: 0,
          records: [id],
        });
      }
    }
  }
  return [...found.values()];
}
