/** Measured or stated adherence in per cent ("MEMS taking adherence 52%"), as runs of taking. */
import type { Observation, PatientRecord } from '../domain/record.ts';
import type { TakingRun, TakingSource } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { holdsPhrase } from '../knowledge/phrases/index.ts';
import type { Mentions } from './mentions.ts';

/** Which voice a kind of measure is: a counter or monitor, or the person's own account. */
const SOURCE_OF: Readonly<Record<string, (share: number) => TakingSource>> = {
  monitor: () => 'monitor',
  supply: () => 'supply',
  stated: (share) => (share < 1 ? 'stated-not-taken' : 'stated-taken'),
};

const textOf = (observation: Observation): string =>
  [
    observation.panel ?? '',
    observation.what.text,
    ...observation.what.codings.map((coding) => coding.display ?? ''),
    observation.method ?? '',
    ...observation.notes,
  ]
    .join(' | ')
    .toLowerCase();

/** The share a value means: per cent or a plain fraction; null for anything else. */
function shareOf(observation: Observation): number | null {
  const value = observation.value;
  if (!value) return null;
  if (value.unit === '%') return value.value >= 0 && value.value <= 100 ? value.value / 100 : null;
  if (value.unit === null || value.unit === '1') return value.value >= 0 && value.value <= 1 ? value.value : null;
  return null;
}

/** True where the measure is about this drug: it refers to it, names it or its kind of device, or there is no other drug. */
function isAbout(
  observation: Observation,
  mentions: Mentions,
  names: readonly string[],
  route: string | null,
  isOnlyDrug: boolean,
): boolean {
  const ids = new Set([...mentions.orders, ...mentions.supplies, ...mentions.statements].map((row) => row.id));
  if (observation.about.some((id) => ids.has(id))) return true;
  const text = textOf(observation);
  if (names.some((name) => holdsPhrase(text, name))) return true;
  if (holdsPhrase(text, 'inhaler') || holdsPhrase(text, 'inhalers')) return route === 'inhaled';
  return isOnlyDrug;
}

export interface AdherenceMeasureInput {
  record: PatientRecord;
  mentions: Mentions;
  names: readonly string[];
  route: string | null;
  /** no other drug of the record is taken on a schedule, so that an unnamed measure can only mean this one */
  isOnlyDrug: boolean;
  recallDays: number;
  knowledge: Knowledge;
}

/** The runs of a trial's adherence measures; a measure without a period speaks for the recall time before it. */
export function adherenceMeasureRuns(input: AdherenceMeasureInput): TakingRun[] {
  return input.record.observations.flatMap((observation): TakingRun[] => {
    const share = shareOf(observation);
    if (share === null || !observation.at) return [];
    const kind = input.knowledge.phrases.read('adherence-measure', [textOf(observation)]);
    const source = kind ? SOURCE_OF[kind.meaning]?.(share) : undefined;
    if (!source || !isAbout(observation, input.mentions, input.names, input.route, input.isOnlyDrug)) return [];
    const from =
      observation.issued && observation.issued.day < observation.at.day
        ? observation.issued.day
        : observation.at.day - input.recallDays;
    return [{ from, to: observation.at.day + 1, share, source, records: [observation.id] }];
  });
}
