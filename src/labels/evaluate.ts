/** One definition against one person: count, remove what had no fair chance, ask what lies outside the trials. */
import type { DefinitionOutcome, LabelRequirement, Standing } from '../domain/assessment.ts';
import type { Values } from '../domain/finding.ts';
import type { Definition, Path, TrialRequirement } from '../knowledge/labels/index.ts';
import { sourceIds } from '../knowledge/pack.ts';
import { refusedBecause } from './because.ts';
import { candidatesOf, type Group } from './candidates.ts';
import { type Answered, type JudgedTrial, type LabelContext, STANDINGS } from './context.ts';
import { answerOfPerson, answerOfTrial } from './requirements/index.ts';
import { pathState, stateOf } from './states.ts';

/** One candidate trial with the answers to all requirements on it. */
interface AskedTrial {
  each: JudgedTrial;
  answers: { asked: TrialRequirement; answer: Answered }[];
}

const holds = ({ answers }: AskedTrial): boolean => answers.every(({ answer }) => answer.answer === 'met');
const remains = ({ answers }: AskedTrial): boolean => answers.every(({ answer }) => answer.answer !== 'failed');

type PathOutcome = Omit<DefinitionOutcome, 'definition' | 'sources'>;

/**
 * The outcome of a definition: that of its best path.
 *
 * `not-met`: too few distinct drugs, or what the definition is about is not there. `pseudo`: enough by number, but not
 * once the trials that failed a requirement are removed, or a requirement outside the trials failed. `apparent`: what
 * remains fits and something is unknown. `confirmed`: what remains fits and all is met.
 */
export function evaluate(definition: Definition, condition: string, context: LabelContext): DefinitionOutcome {
  const outcomes = definition.paths.map((path) => evaluatePath(path, condition, context));
  const best = outcomes.reduce((a, b) => (STANDINGS.indexOf(b.standing) < STANDINGS.indexOf(a.standing) ? b : a));
  const own = definition.paths.flatMap((path) => [...path.trial, ...path.person].map((each) => each.source));
  const sources = [definition.source, ...own].flatMap((source) => (source === undefined ? [] : sourceIds(source)));
  const state = stateOf(definition, condition, best.standing, context);
  return {
    definition: definition.id,
    ...best,
    requirements: state === null ? best.requirements : [...best.requirements, state],
    sources: [...new Set(sources)],
  };
}

function evaluatePath(path: Path, condition: string, context: LabelContext): PathOutcome {
  const { groups, until } = candidatesOf(path.count, condition, context);
  const { atLeast, set } = path.count;
  const least = atLeast === 'all' ? context.knowledge.labels.classesOf(set ?? '').length : atLeast;
  const enough: LabelRequirement = {
    code: `distinct-${path.count.distinct === 'class' ? 'classes' : `${path.count.distinct}s`}`,
    answer: groups.length >= least ? 'met' : 'failed',
    values: { found: groups.length, least, path: path.id },
  };
  if (groups.length < least) {
    const counted = groups.flatMap(({ trials }) => trials.map(({ trial }) => trial.id));
    return { standing: 'not-met', requirements: [enough], counted, refused: [] };
  }
  const asked = groups.map((group) => ({
    group,
    trials: group.trials.map((each) => ask(path, each, condition, context)),
  }));
  const everyTrial = asked.flatMap(({ trials }) => trials);
  const refused = everyTrial.filter((trial) => !remains(trial)).map((trial) => refusal(trial, context));
  const remaining = asked.filter(({ trials }) => trials.some(remains));
  const adequate = remaining.filter(({ trials }) => trials.some(holds));
  const counted = remaining.flatMap(({ trials }) => trials.filter(remains)).map(({ each }) => each);
  counted.sort((a, b) => a.trial.start - b.trial.start);

  // Outside the trials the drugs taken are looked at, fair or not, where too few remain to ask.
  const basis = remaining.length >= least ? counted : everyTrial.map(({ each }) => each);
  const person = path.person.map((requirement) => ({
    requirement,
    answer: answerOfPerson(requirement, { ...context, condition, counted: basis, least, until }),
  }));
  const isAbsent = person.some(
    ({ requirement, answer }) => 'entry' in requirement && requirement.entry && answer.answer === 'failed',
  );
  const standing = standingOf({
    isAbsent,
    unfair: remaining.length < least || person.some(({ answer }) => answer.answer === 'failed'),
    complete: adequate.length >= least && person.every(({ answer }) => answer.answer === 'met'),
  });
  return {
    standing,
    requirements: [
      enough,
      ...path.trial.map((requirement) => summary(requirement, asked, least)),
      {
        code: 'adequate-trials',
        answer: adequate.length >= least ? 'met' : remaining.length < least ? 'failed' : 'unknown',
        values: { adequate: adequate.length, remaining: remaining.length, least },
      },
      ...person.map(({ requirement, answer }) =>
        entryOf(requirement.code, answer.answer, answer.values, answer.checked),
      ),
      ...pathState(
        path,
        standing,
        person.flatMap(({ requirement, answer }) => (answer.answer === 'failed' ? [requirement.code] : [])),
      ),
    ],
    counted: counted.map(({ trial }) => trial.id),
    refused,
  };
}

function standingOf(found: { isAbsent: boolean; unfair: boolean; complete: boolean }): Standing {
  if (found.isAbsent) return 'not-met';
  if (found.unfair) return 'pseudo';
  return found.complete ? 'confirmed' : 'apparent';
}

function ask(path: Path, each: JudgedTrial, condition: string, context: LabelContext): AskedTrial {
  return {
    each,
    answers: path.trial.map((asked) => ({ asked, answer: answerOfTrial(asked, { ...context, each, condition }) })),
  };
}

function refusal({ each, answers }: AskedTrial, context: LabelContext): { trial: string; because: string } {
  const first = answers.find(({ answer }) => answer.answer === 'failed');
  return { trial: each.trial.id, because: first ? refusedBecause(first.asked, each, context) : 'unknown' };
}

/** One requirement over all groups: enough of them meet it, enough still may, or not. Each trial's number by its id. */
function summary(
  requirement: TrialRequirement,
  asked: readonly { group: Group; trials: readonly AskedTrial[] }[],
  least: number,
): LabelRequirement {
  const answersIn = (trials: readonly AskedTrial[]): { id: string; answer: Answered }[] =>
    trials.flatMap(({ each, answers }) => {
      const found = answers.find((one) => one.asked === requirement);
      return found ? [{ id: each.trial.id, answer: found.answer }] : [];
    });
  const perGroup = asked.map(({ trials }) => answersIn(trials));
  const withAnswer = (answer: Answered['answer']): number =>
    perGroup.filter((answers) => answers.some((each) => each.answer.answer === answer)).length;
  const met = withAnswer('met');
  const possible = perGroup.filter((answers) => answers.some((each) => each.answer.answer !== 'failed')).length;
  const all = perGroup.flat();
  return entryOf(
    requirement.code,
    met >= least ? 'met' : possible < least ? 'failed' : 'unknown',
    {
      met,
      least,
      ...Object.fromEntries(
        all.map(({ id, answer }) => [id, `${answer.answer}${answer.shows === '' ? '' : `: ${answer.shows}`}`]),
      ),
    },
    all.every(({ answer }) => answer.checked),
  );
}

/** `checked` is named only where a fact was not read at its source. */
function entryOf(code: string, answer: Answered['answer'], values: Values, checked: boolean): LabelRequirement {
  return { code, answer, values: checked ? values : { ...values, checked: false } };
}
