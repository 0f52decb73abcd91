import { type Finding, missing, opposes, supports } from '../../domain/finding.ts';
import type { Reaction } from '../../domain/record.ts';
import { trialEnd } from '../../domain/trial.ts';
import { type CauseContext, defineCause, type FamilyResult } from '../contract.ts';
import text from './text.json' with { type: 'json' };

/** True where the reaction names this trial's drug or one of its rows as suspect. */
function suspects(reaction: Reaction, context: CauseContext): boolean {
  const { trial } = context;
  if (
    reaction.suspectIds.some(
      (id) =>
        trial.orders.includes(id) ||
        trial.statements.includes(id) ||
        trial.intakes.includes(id) ||
        trial.supplies.includes(id),
    )
  )
    return true;
  return reaction.suspects.some((drug) => drug.ingredients.some((ingredient) => ingredient.id === trial.ingredient.id));
}

/** The last reaction to this drug between its start and shortly after its end. */
function reactionBefore(context: CauseContext, end: number): Reaction | null {
  const { trial, record, knowledge } = context;
  const slack = knowledge.conventions.reactionToStopDays;
  const found = record.reactions.filter((reaction) => {
    const day = reaction.at?.day;
    return (
      suspects(reaction, context) && day !== undefined && day >= trial.start && day <= end + slack && end - day <= slack
    );
  });
  return found.at(-1) ?? null;
}

/** Ended before the adequate time; a drug without a known time counts where nothing judged it. */
function endedTooSoon(context: CauseContext, end: number): boolean {
  const { course, trial, knowledge } = context;
  if (trial.fixedCourse && trial.plannedEnd !== null) return end < trial.plannedEnd;
  if (course.adequateDays === null) return course.judgedOn === null;
  return end - trial.start < course.adequateDays * (1 - knowledge.conventions.visitTolerance);
}

function assess(context: CauseContext): FamilyResult {
  const { trial, asOf } = context;
  const end = trialEnd(trial, asOf.day);
  const days = end - trial.start;
  const isOver = trial.endReason !== null && trial.endReason !== 'unknown-stop';
  const gate = (answer: 'yes' | 'no' | 'unknown'): FamilyResult['gates'] => [
    { gate: 'tolerated', answer, values: { days } },
  ];
  const byReason = trial.stop?.kind === 'intolerance';
  const reaction = isOver ? reactionBefore(context, end) : null;
  const tooSoon = endedTooSoon(context, end);

  if ((byReason || reaction) && isOver && tooSoon) {
    const found: Finding[] = [];
    if (byReason) {
      found.push(
        supports({
          term: 'stopped-for-intolerance',
          code: 'stop-reason',
          certainty: 'probable',
          values: { day: end, days, reason: trial.stop?.reason?.text ?? 'adverse effect' },
          records: trial.stop?.records ?? [],
        }),
      );
    }
    if (reaction) {
      const certainty = byReason || trial.stop?.kind == null ? 'probable' : 'possible';
      found.push(
        supports({
          term: 'stopped-for-intolerance',
          code: 'reaction-then-stop',
          certainty,
          basis: byReason ? 'recorded' : 'inferred',
          values: { reaction: reaction.what.text, reactionDay: reaction.at?.day ?? end, day: end },
          records: [reaction.id, ...trial.orders],
        }),
      );
    }
    return { findings: found, gates: gate('no') };
  }
  // An undated stop for intolerance is still a stop for intolerance; only its day, and so the adequacy, is unknown.
  if (byReason && trial.endReason === 'unknown-stop') {
    return {
      findings: [
        supports({
          term: 'stopped-for-intolerance',
          code: 'stop-reason',
          certainty: 'possible',
          values: { day: null, days: null, reason: trial.stop?.reason?.text ?? 'adverse effect' },
          records: trial.stop?.records ?? [],
        }),
      ],
      gates: gate('unknown'),
    };
  }
  const mayBeTooSoon = trial.endReason === 'unknown-stop' || (isOver && tooSoon);
  if (mayBeTooSoon && trial.stop?.kind == null && trial.endReason !== 'planned-end' && trial.endReason !== 'death') {
    return {
      findings: [missing({ term: 'stopped-for-intolerance', code: 'stop-reason-unknown', check: 'ask-stop-reason' })],
      gates: gate('unknown'),
    };
  }
  return {
    findings: [
      opposes({
        term: 'stopped-for-intolerance',
        code: 'tolerated',
        certainty: 'excluded',
        values: { days },
        records: trial.orders,
      }),
    ],
    gates: gate('yes'),
  };
}

/** Adverse effects forced a stop before an adequate trial. */
export const intolerance = defineCause({
  family: 'intolerance',
  terms: ['stopped-for-intolerance'],
  step: 4,
  gates: ['tolerated'],
  closes: { 'stopped-for-intolerance': 'tolerated' },
  requires: [],
  explainedBy: { 'stopped-for-intolerance': ['inhibition-intolerance'] },
  appliesTo: (context) => context.trial.initiation.answer !== 'no',
  assess,
  text,
});
