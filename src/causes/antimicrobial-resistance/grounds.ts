/** What the findings of one course share: the course with its isolates, and what a resistant isolate says. */
import type { Finding } from '../../domain/finding.ts';
import { type Certainty, oneStepDown } from '../../domain/terms.ts';
import type { Agent } from '../../knowledge/germs/index.ts';
import type { IsolateAnswer } from '../../methods/susceptibility/index.ts';
import type { CauseContext } from '../contract.ts';
import type { Isolate, Sorted } from './isolates.ts';
import type { Roles } from './roles.ts';
import { partnersIn, type TreatmentCourse, windowForGerm, windowOf } from './treatment.ts';
import { isolateValues, labelClause, pressureClause } from './words.ts';

export interface Judged {
  course: TreatmentCourse;
  roles: Roles;
  sorted: Sorted;
  agent: Agent;
  context: CauseContext;
}

type Basis = Pick<Finding, 'facts' | 'sources' | 'records' | 'checked' | 'basis'>;

/** What a finding owes to an isolate's answer. */
export function grounds(answer: IsolateAnswer, isolate: Isolate): Basis {
  return {
    basis: 'measured',
    checked: answer.checked,
    facts: answer.fact === null ? [] : [answer.fact],
    sources: answer.sources,
    records: [...new Set([isolate.culture.id, ...answer.records])],
  };
}

/** Drugs beside this one that the isolate does not withstand, where each alone is an adequate treatment. */
export function activePartners(isolate: Isolate, judged: Judged): string[] {
  const usual = windowOf(judged.context);
  const window = usual && windowForGerm(isolate.organism.taxon?.id ?? null, usual, judged.context);
  if (!window || window.partners === 'each-required') return [];
  const active = partnersIn(judged.course, judged.context).filter(
    ({ agent }) => isolate.answer(agent)?.category === 'S',
  );
  return [...new Set(active.map(({ trial }) => trial.ingredient.name))];
}

/** Certainty and clauses of a resistant isolate. */
export function resistantParts(
  isolate: Isolate,
  answer: IsolateAnswer,
  judged: Judged,
  usual: Certainty,
): { certainty: Certainty; values: Finding['values'] } {
  const partners = activePartners(isolate, judged);
  const clause = partners.length === 0 ? '' : `; ${partners.join(' and ')}, given beside it, was active`;
  const conflict =
    answer.against === null ? '' : `; the report says ${answer.against.category}, which this species does not allow`;
  const how = {
    expected: '',
    reported: '',
    phenotype: ' (so its name says)',
    surrogate: ' (told by another agent tested)',
  }[answer.basis];
  return {
    certainty: partners.length > 0 ? oneStepDown(usual) : usual,
    values: {
      ...isolateValues(isolate, judged.agent),
      how,
      context: `${clause}${conflict}${labelClause(isolate, judged.context)}${pressureClause(judged.course, judged.agent, judged.context)}`,
      partners: partners.join(', '),
    },
  };
}
