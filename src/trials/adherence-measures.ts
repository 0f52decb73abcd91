/** Measured or stated adherence in per cent ("MEMS taking adherence 52%"), as runs of taking. */
import type { Observation, PatientRecord } from '../domain/record.ts';
import type { TakingRun, TakingSource } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { holdsPhrase } from '../knowledge/phrases/index.ts';
import type { Mentions } from './mentions.ts';
import { observationTexts, type ToldObservation } from './observation-texts.ts';
import { statedShareIn } from './stated-share.ts';

/** Which voice a kind of measure is: a counter or monitor, or the person's own account. */
const SOURCE_OF: Readonly<Record<string, (share: number) => TakingSource>> = {
  monitor: () => 'monitor',
  supply: () => 'supply',
  stated: (share) => (share < 1 ? 'stated-not-taken' : 'stated-taken'),
};

const textOf = ({ observation, name }: ToldObservation): string =>
  [name, observation.method ?? '', ...observation.notes].join(' | ').toLowerCase();

interface Measure {
  told: ToldObservation;
  text: string;
  /** null where the answer is in words, which each trial's order gives a share */
  share: number | null;
  kind: string;
}

const measures = new WeakMap<PatientRecord, readonly Measure[]>();

/** The adherence measures of a record, read once. */
function measuresOf(record: PatientRecord, knowledge: Knowledge): readonly Measure[] {
  const known = measures.get(record);
  if (known) return known;
  const found = observationTexts(record).flatMap((told): Measure[] => {
    const share = shareOf(told.observation);
    if ((share === null && told.observation.coded === null) || !told.observation.at) return [];
    const text = textOf(told);
    const kind = knowledge.phrases.read('adherence-measure', [text]);
    return kind && (share !== null || kind.meaning === 'stated') ? [{ told, text, share, kind: kind.meaning }] : [];
  });
  measures.set(record, found);
  return found;
}

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
  { told: { observation }, text }: Measure,
  mentions: Mentions,
  names: readonly string[],
  route: string | null,
  isOnlyDrug: boolean,
): boolean {
  const ids = new Set([...mentions.orders, ...mentions.supplies, ...mentions.statements].map((row) => row.id));
  if (observation.about.some((id) => ids.has(id))) return true;
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
  /** intakes asked for per day on a day; null where the order does not say */
  askedOn: (day: number) => number | null;
  knowledge: Knowledge;
}

/** The runs of a trial's adherence measures; a measure without a period speaks for the recall time before it. */
export function adherenceMeasureRuns(input: AdherenceMeasureInput): TakingRun[] {
  return measuresOf(input.record, input.knowledge).flatMap((measure): TakingRun[] => {
    const { observation } = measure.told;
    if (!observation.at) return [];
    const asked = input.askedOn(observation.at.day);
    const words = { asked, names: input.names, byRelative: observation.by === 'related' };
    const share = measure.share ?? statedShareIn(observation.coded?.text ?? '', words);
    const source = share === null ? undefined : SOURCE_OF[measure.kind]?.(share);
    if (share === null || source === undefined) return [];
    if (!isAbout(measure, input.mentions, input.names, input.route, input.isOnlyDrug)) return [];
    const hasPeriod = observation.issued !== null && observation.issued.day < observation.at.day;
    const from = hasPeriod && observation.issued ? observation.issued.day : observation.at.day - input.recallDays;
    return [{ from, to: observation.at.day + 1, share, source, records: [observation.id] }];
  });
}
