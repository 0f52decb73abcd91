/** Foods and herbs that the words of a trial say the drug is taken with. */
import type { CoMedication } from '../domain/exposure.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { DaySpan } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import { wordedRows } from '../domain/worded-rows.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

const sentencesOf = (text: string): string[] => text.split(/[.;!?\n]+/);

/**
 * What is swallowed with the drug according to notes on its own statements and doses: in use on all days of the window,
 * and at the very hour of the dose. Read sentence by sentence, so that words that deny it ("told not to take it with
 * grapefruit juice") name nothing. A note on an order is an instruction, and says nothing of what is done.
 */
export function foodsBeside(
  trial: Trial,
  record: PatientRecord,
  window: DaySpan,
  knowledge: Knowledge,
): CoMedication[] {
  const own = new Set([...trial.statements, ...trial.intakes]);
  const { statements, intakes } = wordedRows(record);
  const worded = [...statements, ...intakes].filter((row) => own.has(row.id));
  const found = new Map<string, CoMedication>();
  for (const { id, words } of worded) {
    for (const match of knowledge.phrases.readAll('taken-with', words.flatMap(sentencesOf))) {
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
