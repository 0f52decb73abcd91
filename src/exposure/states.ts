/** Bodily states that change absorption or elimination: pregnancy, bowel surgery, malabsorption, dialysis. */
import type { BodilyState } from '../domain/exposure.ts';
import type { Concept, PatientRecord } from '../domain/record.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

function codeFits(concept: Concept, code: string): boolean {
  return concept.codings.some((coding) => {
    if (!/icd-?10|2\.16\.840\.1\.113883\.6\.90/i.test(coding.system)) return false;
    return coding.code === code || coding.code.startsWith(code.includes('.') ? code : `${code}`);
  });
}

/** The state a diagnosis or procedure names, by code, else by whole words; stage '' where it names none. */
function stateOf(concept: Concept, knowledge: Knowledge): { state: string; stage: string } | null {
  const coded = knowledge.disposition.codes.find((row) => codeFits(concept, row.icd10cm));
  if (coded) return { state: coded.state, stage: coded.stage };
  const texts = [concept.text, ...concept.codings.map((coding) => coding.display ?? '')];
  const match = knowledge.phrases.read('bodily-state', texts);
  return match ? { state: match.meaning, stage: '' } : null;
}

/** Every state the record names, with its days; a procedure lasts from its day on. */
export function bodilyStates(record: PatientRecord, knowledge: Knowledge): BodilyState[] {
  const found: BodilyState[] = [];
  for (const condition of record.conditions) {
    if (condition.verification === 'refuted') continue;
    const named = stateOf(condition.what, knowledge);
    const from = (condition.onset ?? condition.recorded)?.day;
    if (named && from !== undefined)
      found.push({ ...named, from, to: condition.abated?.day ?? null, records: [condition.id] });
  }
  for (const procedure of record.procedures) {
    const named = stateOf(procedure.what, knowledge);
    if (named && procedure.at) found.push({ ...named, from: procedure.at.day, to: null, records: [procedure.id] });
  }
  return found;
}
