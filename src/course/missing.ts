/** What a course would need to be judged, as codes of text.json. */
import type { Frame } from './frame.ts';
import type { RecordOutcomes } from './outcomes.ts';

/** The codes of what is missing, each once, in the order a reader should ask for them. */
export function missingOf(frame: Frame, found: readonly string[], outcomes: RecordOutcomes): string[] {
  const { knowledge, trial } = frame.context;
  const missing: string[] = [];
  if (trial.indication === null) missing.push('indication');
  else if (frame.condition === null) missing.push('condition');
  const criteria = frame.condition === null ? [] : knowledge.conditions.criteria(frame.condition, trial.atc);
  if (criteria.some((row) => outcomes.refused.has(row.measure))) missing.push('readable-unit');
  if (frame.endUnknown) missing.push('stop-day');
  if (found.includes('baseline')) missing.push('baseline');
  if (frame.kind === 'event-prevention') missing.push('surrogate');
  else if (frame.kind === 'fixed-course') missing.push('test-of-cure');
  else missing.push(found.includes('baseline') ? 'follow-up' : 'outcome');
  if (frame.adequate === null && frame.kind === 'ordinary') missing.push('adequate-time');
  return missing;
}
