import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

/**
 * Do enough kinds of evidence say that the drug was taken?
 *
 * Kinds: observed doses, electronic monitor, dispensing, somebody's statement, a measured level. Too few are unknown,
 * never failed: what was not written down is not a missed dose.
 */
export function sources(asked: Extract<TrialRequirement, { kind: 'sources' }>, context: TrialContext): Answered {
  const { trial } = context.each;
  const { record, knowledge } = context;
  const threshold = knowledge.conventions.takenThreshold;
  const kinds = new Set<string>();
  if (trial.supplies.length > 0) kinds.add('dispensing');
  if (trial.levels.some(({ verdict }) => verdict !== 'absent' && verdict !== 'unknown')) kinds.add('level');
  const intakes = new Set(trial.intakes);
  for (const intake of record.intakes) {
    if (!intakes.has(intake.id) || intake.status !== 'taken') continue;
    kinds.add(intake.source === 'own' ? 'statement' : intake.source);
  }
  const statements = new Set(trial.statements);
  for (const statement of record.statements) {
    if (!statements.has(statement.id) || statement.status === 'not-taking' || statement.status === 'planned') continue;
    if (statement.share === null || statement.share >= threshold) kinds.add('statement');
  }
  const list = [...kinds].sort().join(', ');
  const values = { sources: kinds.size, atLeast: asked.atLeast, which: list };
  return answered(kinds.size >= asked.atLeast ? 'met' : 'unknown', values, list);
}
