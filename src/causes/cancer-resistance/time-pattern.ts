/** Primary or acquired by the published time thresholds: how long the drug held the tumour before it failed. */
import { sourceIds } from '../../knowledge/pack.ts';
import type { TumourThresholdId } from '../../knowledge/tumours/index.ts';
import type { CauseContext } from '../contract.ts';

export interface TimePattern {
  /** null where the thresholds leave it between the two */
  kind: 'primary' | 'acquired' | null;
  days: number;
  threshold: number;
  name: string;
  sources: string[];
}

/** Drugs a definition is made for, by ATC. */
const DEFINITIONS: readonly { atc: RegExp; threshold: TumourThresholdId; name: string }[] = [
  { atc: /^L01FF/, threshold: 'checkpointSecondaryDays', name: 'SITC 2020' },
  { atc: /^L01E/, threshold: 'kinaseBenefitDays', name: 'Jackman 2010' },
];

/**
 * The pattern of a failed course of a checkpoint or kinase inhibitor; null for other drugs and courses.
 *
 * Checkpoint: secondary where six months or more passed, primary where less did without a response; a response lost
 * sooner is neither. Kinase: acquired after a response, or after disease held for six months.
 * @source sitc-2020 Table 1 | jackman-2010 criteria
 */
export function timePattern({ trial, course, knowledge }: CauseContext): TimePattern | null {
  const definition = DEFINITIONS.find(({ atc }) => trial.atc.some((code) => atc.test(code)));
  if (!definition || course.judgedOn === null) return null;
  const isSecondary = course.term === 'secondary-non-response';
  if (!isSecondary && course.term !== 'primary-non-response') return null;
  const { tumours } = knowledge;
  const threshold = tumours.thresholds[definition.threshold];
  const days = course.judgedOn - trial.start;
  const isLong = days >= threshold;
  const isCheckpoint = definition.threshold === 'checkpointSecondaryDays';
  const kind = isLong ? 'acquired' : !isSecondary ? 'primary' : isCheckpoint ? null : 'acquired';
  const sources = sourceIds(tumours.thresholdSource(definition.threshold));
  return { kind, days, threshold, name: definition.name, sources };
}

/** The pattern as a clause; '' where there is none. */
export function timeClause(pattern: TimePattern | null): string {
  if (!pattern) return '';
  const { kind, days, threshold, name } = pattern;
  if (kind === null)
    return `; a response lost after ${days} days, before ${threshold}, is neither primary nor secondary by ${name}`;
  return `; it failed on day ${days} (threshold ${threshold}${kind === 'acquired' && days < threshold ? ', after a response' : ''}): ${kind} resistance by ${name}`;
}
