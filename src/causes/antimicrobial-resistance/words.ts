/** The values every sentence of this family is filled with, and what stands beside a resistant isolate as context. */
import type { Values } from '../../domain/finding.ts';
import { isoDay } from '../../domain/time.ts';
import type { Agent } from '../../knowledge/germs/index.ts';
import { isolateLabel } from '../../methods/susceptibility/index.ts';
import type { CauseContext } from '../contract.ts';
import type { Isolate } from './isolates.ts';
import { DAYS_PER_MONTH } from './span.ts';
import { agentOf, type TreatmentCourse } from './treatment.ts';

/** Germ, agent, day and specimen of an isolate. */
export function isolateValues(isolate: Isolate, agent: Agent): Values {
  const answer = isolate.answer(agent);
  const mic = answer?.mic ? ` (MIC ${answer.mic.comparator ?? ''}${answer.mic.value} mg/L)` : '';
  return {
    organism: isolate.name,
    agent: agent.name.toLowerCase(),
    day: isolate.at.day,
    specimen: isolate.culture.specimen?.text.toLowerCase() ?? 'a specimen without a site',
    mic,
  };
}

/** MDR or tuberculosis label of an isolate, as a clause; '' where none holds. It describes the germ, it is no cause. */
export function labelClause(isolate: Isolate, context: CauseContext): string {
  const found = isolateLabel(isolate.culture, isolate.organism, context.knowledge.germs);
  if (found?.kind === 'tuberculosis')
    return found.result.label === null ? '' : `; by the WHO definitions it is ${found.result.label}`;
  const label = found?.result.label;
  return label === 'MDR' || label === 'XDR' || label === 'PDR'
    ? `; it withstands so many classes that it is ${label}`
    : '';
}

/** Earlier courses of the same class: the selective pressure under which resistance spreads; '' where there were none. */
export function pressureClause(course: TreatmentCourse, agent: Agent, context: CauseContext): string {
  const { knowledge, trials, trial } = context;
  const own = new Set(knowledge.drugs.facts(trial.ingredient.id)?.classes.slice(0, 1) ?? []);
  const since = course.start.day - knowledge.germs.thresholds.contextMonths * DAYS_PER_MONTH;
  const earlier = trials.filter((other) => {
    if (other.id === trial.id || other.initiation.answer !== 'yes') return false;
    if (other.start >= course.start.day || other.start < since) return false;
    const classes = knowledge.drugs.facts(other.ingredient.id)?.classes.slice(0, 1) ?? [];
    return agentOf(other, context)?.code === agent.code || classes.some((each) => own.has(each));
  });
  if (earlier.length === 0) return '';
  return `; the same class was given before (${earlier.map((other) => `${other.ingredient.name} from ${isoDay(other.start)}`).join(', ')})`;
}
