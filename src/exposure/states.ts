/** Bodily states that change absorption or elimination: pregnancy, bowel surgery, malabsorption, dialysis. */
import type { BodilyState } from '../domain/exposure.ts';
import type { Concept, PatientRecord } from '../domain/record.ts';
import type { StageRow } from '../knowledge/disposition/index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { gestationStart } from './gestation.ts';

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

/** A state in its stages, one after the other, where its beginning is known; else as it is, with all of them open. */
function staged(state: BodilyState, start: number | null, stages: readonly StageRow[]): BodilyState[] {
  if (state.stage !== '' || start === null || stages.length === 0) return [state];
  return stages.flatMap((row) => {
    const from = start + row.fromDay;
    const ends = row.toDay === null ? null : start + row.toDay;
    const to = ends === null ? state.to : state.to === null ? ends : Math.min(ends, state.to);
    return to !== null && to <= from ? [] : [{ ...state, stage: row.stage, from, to }];
  });
}

/** States a measured value shows, each for some days before and after it. */
function measuredStates(record: PatientRecord, knowledge: Knowledge): BodilyState[] {
  const rows = knowledge.disposition.measuredStates;
  return record.observations.flatMap((observation): BodilyState[] => {
    const { value, at, what } = observation;
    if (value === null || at === null || at.precision === 'year') return [];
    const row = rows.find(({ above, unit }) => value.value > above && (value.unit ?? '').startsWith(unit));
    if (row === undefined) return [];
    const name = [what.text, ...what.codings.map((coding) => coding.display ?? '')].join(' ').toLowerCase();
    if (!name.includes(row.name) || row.unless.some((word) => name.includes(word))) return [];
    const [from, to] = [at.day - row.daysAround, at.day + row.daysAround];
    return [{ state: row.state, stage: '', from, to, records: [observation.id] }];
  });
}

/**
 * Every state the record names, with its days; a procedure lasts from its day on. A pregnancy is told by trimester where
 * its beginning is on record, surgery by the time since; else the state has no stage.
 */
export function bodilyStates(record: PatientRecord, knowledge: Knowledge): BodilyState[] {
  const found: BodilyState[] = [];
  for (const condition of record.conditions) {
    if (condition.verification === 'refuted') continue;
    const named = stateOf(condition.what, knowledge);
    const from = (condition.onset ?? condition.recorded)?.day;
    if (!named || from === undefined) continue;
    const stages = knowledge.disposition.stages.get(named.state) ?? [];
    const longest = stages.at(-1)?.toDay ?? null;
    const start = longest === null ? from : gestationStart(condition, record, longest);
    const state = { ...named, from, to: condition.abated?.day ?? null, records: [condition.id] };
    found.push(...staged(state, start, stages));
  }
  for (const procedure of record.procedures) {
    const named = stateOf(procedure.what, knowledge);
    if (!named || !procedure.at) continue;
    const from = procedure.at.day;
    const stages = knowledge.disposition.stages.get(named.state) ?? [];
    found.push(...staged({ ...named, from, to: null, records: [procedure.id] }, from, stages));
  }
  found.push(...measuredStates(record, knowledge));
  return found;
}
