/** What counts as enough for this drug, and what the timeline says of the window. */

import type { Gate } from '../../domain/finding.ts';
import { type Taken, takenIn } from '../../domain/taking.ts';
import type { Answer } from '../../domain/terms.ts';
import type { Trial } from '../../domain/trial.ts';
import { wordedRows } from '../../domain/worded-rows.ts';
import type { CauseContext } from '../contract.ts';

export interface Threshold {
  share: number;
  sources: readonly string[];
}

/** The share of doses from which taking counts as enough: a class may ask for more. */
export function thresholdFor(context: CauseContext): Threshold {
  const { knowledge, trial } = context;
  const isAntiretroviral = knowledge.drugs.facts(trial.ingredient.id)?.classes.includes('antiretroviral') ?? false;
  const id = isAntiretroviral ? 'takenThresholdAntiretroviral' : 'takenThreshold';
  return { share: knowledge.conventions[id], sources: knowledge.conventionSources[id] };
}

/** True where the trial's own words admit missed doses without a number. */
export function admitsMissing(context: CauseContext): boolean {
  const meanings = context.knowledge.phrases.readAll('taking', takingTexts(context)).map((match) => match.meaning);
  return meanings.includes('missed');
}

// The words of a trial are asked for by several questions, and a record may hold a thousand fills.
const told = new WeakMap<Trial, readonly string[]>();

/** Notes and reasons of the trial's statements, fills and doses: where people write how a drug is taken. */
export function takingTexts({ trial, record }: CauseContext): readonly string[] {
  const known = told.get(trial);
  if (known) return known;
  const own = new Set([...trial.statements, ...trial.orders, ...trial.supplies, ...trial.intakes]);
  const { statements, orders, supplies, intakes } = wordedRows(record);
  const texts = [...statements, ...orders, ...supplies, ...intakes]
    .filter((row) => own.has(row.id))
    .flatMap((row) => row.words);
  told.set(trial, texts);
  return texts;
}

/** Answers the gate: yes or no only where the unknown days cannot change it. */
export function takenAnswer(taken: Taken, threshold: number, admits: boolean): Answer {
  if (taken.days === 0 || taken.share === null) return 'unknown';
  if (taken.high < threshold) return 'no';
  if (taken.low >= threshold) return admits ? 'unknown' : 'yes';
  return 'unknown';
}

/** The gate `taken` over the judgement window, with its numbers. */
export function takenGate(context: CauseContext): { gate: Gate; taken: Taken; threshold: Threshold } {
  const threshold = thresholdFor(context);
  const taken = takenIn(context.trial.taking, context.course.window);
  const never = context.trial.initiation.answer === 'no';
  const answer = never ? 'no' : takenAnswer(taken, threshold.share, admitsMissing(context));
  return {
    gate: {
      gate: 'taken',
      answer,
      values: {
        share: never ? 0 : taken.share,
        low: taken.low,
        high: taken.high,
        days: taken.days,
        daysKnown: taken.daysKnown,
        threshold: threshold.share,
        sources: taken.sources.join(', '),
      },
    },
    taken,
    threshold,
  };
}
