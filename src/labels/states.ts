/** What a definition calls the condition beside its standing: drug-responsive, white-coat, controlled on four. */
import type { LabelRequirement, Standing } from '../domain/assessment.ts';
import type { Definition, Path } from '../knowledge/labels/index.ts';
import { isFor } from './candidates.ts';
import type { LabelContext } from './context.ts';

const ANSWERS: Readonly<Record<Standing, LabelRequirement['answer']>> = {
  confirmed: 'met',
  apparent: 'unknown',
  pseudo: 'failed',
  'not-met': 'failed',
};

/** The name of a path's standing; a requirement outside the trials that failed may have a name of its own. */
export function pathState({ states }: Path, standing: Standing, failed: readonly string[]): LabelRequirement[] {
  if (states === undefined || standing === 'not-met') return [];
  const named = failed.flatMap((code) => states.failed[code] ?? [])[0];
  const state = standing === 'pseudo' ? (named ?? states.pseudo) : states[standing];
  return [{ code: 'state', answer: ANSWERS[standing], values: { state } }];
}

/** What the definition calls the condition, where it has names for it: resistant, responsive, undefined. */
export function stateOf(
  { states }: Definition,
  condition: string,
  standing: Standing,
  context: LabelContext,
): LabelRequirement | null {
  if (!states) return null;
  const responds = context.judged.some(
    (each) => each.course.term === 'responding' && each.trial.end === null && isFor(each, condition, context),
  );
  const state = standing === 'confirmed' ? states.confirmed : responds ? states.responding : states.else;
  return { code: 'state', answer: state === states.else ? 'unknown' : 'met', values: { state } };
}
