/** Makes a person with judged trials from the short form the cases are written in. Day numbers, no dates. */
import { emptyRecord, type Observation, type PatientRecord } from '../../domain/record.ts';
import { momentOfDay } from '../../domain/time.ts';
import type { Trial } from '../../domain/trial.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { LabelInput } from '../index.ts';
import { type CaseTrial, courseOf, trialOf, verdictOf } from './case-trial.ts';

export interface CaseGiven {
  asOf: number;
  birth?: number;
  diagnoses?: (string | { text: string; verification: string })[];
  trials: CaseTrial[];
  values?: [what: string, day: number, value: number, unit?: string | null, panel?: string][];
  stays?: [day: number, reason: string | null][];
  visits?: [day: number, kind: string, reason: string | null][];
  reactions?: [what: string, day: number, drug: string][];
}

const concept = (text: string) => ({ text, codings: [] });

const observation = (what: string, day: number, value: number, unit: string | null, panel: string | null, id: string) =>
  ({
    id,
    at: momentOfDay(day),
    issued: null,
    what: concept(what),
    panel,
    value: { value, unit, comparator: null },
    coded: null,
    referenceLow: null,
    referenceHigh: null,
    interpretation: null,
    status: 'final',
    by: 'clinician',
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: [],
  }) satisfies Observation;

function recordOf(given: CaseGiven, trials: readonly Trial[], knowledge: Knowledge): PatientRecord {
  const record = emptyRecord('p');
  record.birth = given.birth === undefined ? null : momentOfDay(given.birth);
  record.observations = (given.values ?? []).map(([what, day, value, unit, panel], index) =>
    observation(what, day, value, unit ?? null, panel ?? null, `obs/${index}`),
  );
  record.conditions = (given.diagnoses ?? []).map((each, index) => ({
    id: `condition/${index}`,
    what: concept(typeof each === 'string' ? each : each.text),
    onset: null,
    abated: null,
    recorded: null,
    status: 'active',
    verification: typeof each === 'string' ? 'confirmed' : each.verification,
    severity: null,
    evidence: [],
    notes: [],
  }));
  for (const [index, [day, reason]] of (given.stays ?? []).entries()) {
    record.stays.push({ id: `stay/${index}`, from: momentOfDay(day), to: null, kind: 'IMP' });
    record.visits.push({ id: `stay/${index}`, at: momentOfDay(day), kind: 'IMP', reasons: reason ? [concept(reason)] : [] });
  }
  for (const [index, [day, kind, reason]] of (given.visits ?? []).entries()) {
    record.visits.push({ id: `visit/${index}`, at: momentOfDay(day), kind, reasons: reason ? [concept(reason)] : [] });
  }
  const drugOf = (name: string) => ({
    text: name,
    codings: [],
    ingredients: knowledge.drugs.byName(name),
    product: null,
    form: null,
    route: null,
    resolvedBy: 'text' as const,
  });
  for (const [index, [what, day, drug]] of (given.reactions ?? []).entries()) {
    record.reactions.push({
      id: `reaction/${index}`,
      kind: 'adverse-event',
      what: concept(what),
      at: momentOfDay(day),
      suspects: [drugOf(drug)],
      suspectIds: [],
      seriousness: null,
      severity: null,
      outcome: null,
      status: null,
      notes: [],
    });
  }
  for (const trial of trials) {
    const shared = { drug: drugOf(trial.text), orderId: null, reason: null, indications: [], indicationIds: [], notes: [] };
    for (const id of trial.intakes) {
      const at = momentOfDay(trial.start);
      record.intakes.push({ ...shared, id, at, end: null, dose: null, status: 'taken', source: 'observed' });
    }
    for (const id of trial.statements) {
      const parts = { from: momentOfDay(trial.start), to: null, asserted: null, directions: [] };
      record.statements.push({ ...shared, ...parts, id, status: 'taking', share: null, by: 'patient' });
    }
  }
  return record;
}

/** The input of the room for a case; `condition` is what its trials are for where they do not say. */
export function personOf(given: CaseGiven, condition: string, knowledge: Knowledge): LabelInput {
  const trials = given.trials.map((trial, place) => trialOf(trial, place + 1, condition, knowledge));
  return {
    record: recordOf(given, trials, knowledge),
    asOf: momentOfDay(given.asOf),
    trials,
    courses: given.trials.map(courseOf),
    verdicts: given.trials.map((trial, place) => verdictOf(trial, trials[place]?.id ?? '')),
    knowledge,
  };
}
