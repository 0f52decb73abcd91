/** What a drug was given for: as recorded, else inferred from what it usually treats and what the person has. */
import type { Concept, Condition, PatientRecord } from '../domain/record.ts';
import type { Indication } from '../domain/trial.ts';
import type { DrugFacts } from '../knowledge/drugs/types.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Mentions } from './mentions.ts';

/** Words that make a diagnosis none: refuted, entered in error. */
const isBelieved = (condition: Condition): boolean =>
  condition.verification !== 'refuted' && condition.verification !== 'entered-in-error';

function recorded(mentions: Mentions, record: PatientRecord, knowledge: Knowledge): Indication | null {
  const rows = [...mentions.orders, ...mentions.statements, ...mentions.intakes];
  const byId = new Map(record.conditions.map((condition) => [condition.id, condition]));
  const named: { concept: Concept; records: string[] }[] = [];
  for (const row of rows) {
    for (const id of row.indicationIds) {
      const condition = byId.get(id);
      if (condition) named.push({ concept: condition.what, records: [row.id, condition.id] });
    }
    for (const concept of row.indications) named.push({ concept, records: [row.id] });
  }
  const matched = named.map((each) => ({ ...each, condition: knowledge.conditions.match(each.concept) }));
  const best = matched.find((each) => each.condition !== null) ?? matched[0];
  if (!best) return null;
  return { text: best.concept.text, condition: best.condition, basis: 'recorded', records: best.records };
}

/** Active at the start: begun by then (or undated) and not over. */
function activeAt(condition: Condition, day: number): boolean {
  const onset = (condition.onset ?? condition.recorded)?.day;
  return (
    (onset === undefined || onset <= day) &&
    (condition.abated === null || condition.abated.day > day) &&
    isBelieved(condition)
  );
}

function inferred(
  record: PatientRecord,
  treated: readonly string[],
  start: number,
  knowledge: Knowledge,
): Indication | null {
  for (const id of treated) {
    const condition = record.conditions.find(
      (each) => activeAt(each, start) && knowledge.conditions.match(each.what) === id,
    );
    if (condition) return { text: condition.what.text, condition: id, basis: 'inferred', records: [condition.id] };
  }
  // A drug with one use only needs no diagnosis in the record to tell what it is for.
  const [only, second] = treated;
  if (only === undefined || second !== undefined) return null;
  return { text: knowledge.conditions.name(only), condition: only, basis: 'inferred', records: [] };
}

/** The indication of a trial, or null where neither the record nor the drug's uses tell one. */
export function indicationOf(
  mentions: Mentions,
  record: PatientRecord,
  facts: DrugFacts | null,
  start: number,
  knowledge: Knowledge,
): Indication | null {
  const found = recorded(mentions, record, knowledge);
  if (found) return found;
  const treated = knowledge.conditions.treatedBy({
    id: mentions.ingredient.id,
    atc: facts?.atc ?? [],
    classes: facts?.classes ?? [],
  });
  return inferred(record, treated, start, knowledge);
}
