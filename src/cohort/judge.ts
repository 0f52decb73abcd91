/** One record judged by the core, without words: those are made only where they were asked for. */
import type { LabelAssessment, PatientAssessment } from '../domain/assessment.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { Moment } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { labelsOf } from '../labels/index.ts';
import { explained, type Walk, walk } from '../rxwhy.ts';

export interface Judged {
  walked: Walk;
  labels: readonly LabelAssessment[];
  /** in words; null unless asked for */
  words: PatientAssessment | null;
}

/**
 * Walks one record to its verdicts and labels.
 *
 * With a data cut-off nobody is judged after it, nor after the end of their own observation, whichever comes first.
 */
export function judge(
  record: PatientRecord,
  options: { knowledge: Knowledge; cutOff: Moment | null; explain: boolean },
): Judged {
  const { knowledge, cutOff, explain } = options;
  const walked = walk({ record, asOf: null }, { knowledge, asOf: asOfUnder(cutOff, record) });
  if (explain) {
    const words = explained(walked, knowledge);
    return { walked, labels: words.labels, words };
  }
  const { asOf, trials = [], courses = [], verdicts = [] } = walked;
  const labels = asOf
    ? labelsOf({ record: walked.record, asOf: asOf.moment, trials, courses, verdicts, knowledge })
    : [];
  return { walked, labels, words: null };
}

function asOfUnder(cutOff: Moment | null, record: PatientRecord): Moment | null {
  const until = record.observedUntil;
  return cutOff !== null && until !== null && until.day < cutOff.day ? until : cutOff;
}
