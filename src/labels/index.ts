/**
 * Seventh room: what a condition may be called after several trials. Definitions are data; this room only counts,
 * removes and asks (judgement 14).
 */
import type { DefinitionOutcome, LabelAssessment, LabelStep, Standing } from '../domain/assessment.ts';
import type { Course } from '../domain/course.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { LabelTerm } from '../domain/terms.ts';
import type { Moment } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Definition } from '../knowledge/labels/index.ts';
import { sourceIds } from '../knowledge/pack.ts';
import { qualifying } from './candidates.ts';
import type { JudgedTrial, LabelContext } from './context.ts';
import { evaluate } from './evaluate.ts';
import { readingsOf } from './readings.ts';

/** One person's judged trials; the lists are parallel. */
export interface LabelInput {
  record: PatientRecord;
  asOf: Moment;
  trials: readonly Trial[];
  courses: readonly Course[];
  verdicts: readonly Verdict[];
  knowledge: Knowledge;
}

interface Evaluated {
  definition: Definition;
  condition: string;
  outcome: DefinitionOutcome;
  /** at least one qualifying trial failed */
  hasFailure: boolean;
}

/**
 * Every label a definition of which is about this person's conditions, the main definition first and its others beside.
 *
 * A label is listed where one of its definitions is more than `not-met`, or where a qualifying trial failed.
 * @example labelsOf({ record, asOf, trials, courses, verdicts, knowledge })[0]?.standing //=> 'pseudo'
 */
export function labelsOf(input: LabelInput): LabelAssessment[] {
  const { record, asOf, knowledge } = input;
  const judged = input.trials.flatMap((trial, place): JudgedTrial[] => {
    const [course, verdict] = [input.courses[place], input.verdicts[place]];
    return course && verdict ? [{ trial, course, verdict }] : [];
  });
  if (judged.length === 0) return [];
  const context: LabelContext = {
    record,
    asOfDay: asOf.day,
    knowledge,
    judged,
    readings: readingsOf(record, knowledge),
  };
  const conditionLine = (id: string): string[] => [id, ...knowledge.conditions.lineage(id)];
  const byLabel = new Map<string, Evaluated[]>();
  const treated = new Set(
    judged.flatMap(({ trial }) => {
      const own = trial.indication?.condition ?? null;
      return own === null ? [] : conditionLine(own);
    }),
  );
  for (const definition of knowledge.labels.definitions) {
    for (const condition of conditionsFor(definition, context)) {
      if (!treated.has(condition)) continue;
      const trials = definition.paths.flatMap((path) => qualifying(path.count, condition, context));
      if (trials.length === 0) continue;
      const key = `${definition.label}|${condition}`;
      const outcome = evaluate(definition, condition, context);
      const hasFailure = trials.some(({ course }) => course.failure === true);
      byLabel.set(key, [...(byLabel.get(key) ?? []), { definition, condition, outcome, hasFailure }]);
    }
  }
  return [...byLabel.values()].flatMap((found): LabelAssessment[] => {
    const [main, ...others] = found;
    const isTold = found.some(({ outcome, hasFailure }) => outcome.standing !== 'not-met' || hasFailure);
    if (!main || !isTold) return [];
    return [
      {
        term: main.definition.label,
        condition: main.condition,
        ...main.outcome,
        otherDefinitions: others.map(({ outcome }) => outcome),
        opens: found.some(({ outcome }) => OPENING.includes(outcome.standing))
          ? stepsOf(main.definition.label, main.condition, knowledge)
          : [],
        codes: [...knowledge.codes.codesFor(main.definition.label, { conditions: conditionLine(main.condition) })],
      },
    ];
  });
}

/** A label that is no more than a count opens nothing. */
const OPENING: readonly Standing[] = ['confirmed', 'apparent'];

/** What guidelines and approvals name for a label. */
function stepsOf(label: LabelTerm, condition: string, { labels }: Knowledge): LabelStep[] {
  return labels.opens(label, condition).map(({ step, kind, text, date, checked, source }) => ({
    step,
    kind,
    text,
    date,
    checked: checked === 'yes',
    sources: sourceIds(source),
  }));
}

/** The conditions a definition is asked for: its own, or for the general form every other one with a criterion. */
function conditionsFor(definition: Definition, context: LabelContext): string[] {
  const { conditions, labels } = context.knowledge;
  if (definition.condition !== '*') return [definition.condition];
  const named = new Set(labels.definitions.map((each) => each.condition));
  const own = new Set(context.judged.flatMap(({ trial }) => trial.indication?.condition ?? []));
  return [...own].filter((condition) => {
    const kind = conditions.facts(condition)?.kind;
    if (kind === undefined || (definition.kinds && !definition.kinds.includes(kind))) return false;
    if (conditions.lineage(condition).some((each) => named.has(each))) return false;
    return conditions.criteria(condition, []).length > 0;
  });
}
