/** Tobacco smoke as a co-medication: it induces an enzyme, and stopping or resuming it moves levels. */
import type { CoMedication } from '../domain/exposure.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { holdsPhrase } from '../knowledge/phrases/index.ts';

const NAME = 'tobacco smoking';

/** The periods of smoking that smoking-status observations tell; none where they do not. */
export function smokingPeriods(record: PatientRecord, knowledge: Knowledge): Omit<CoMedication, 'daysShare'>[] {
  const statuses = record.observations
    .filter((each) => each.at !== null && each.coded !== null)
    .flatMap((each) => {
      const what = [each.what.text, ...each.what.codings.map((coding) => coding.display ?? '')].join(' ').toLowerCase();
      if (!holdsPhrase(what, 'smoking') && !holdsPhrase(what, 'tobacco')) return [];
      const said = [each.coded?.text ?? '', ...(each.coded?.codings ?? []).map((coding) => coding.display ?? '')];
      const match = knowledge.phrases.read('smoking', said);
      return match && each.at ? [{ day: each.at.day, smokes: match.meaning === 'smoker', record: each.id }] : [];
    })
    .sort((a, b) => a.day - b.day);
  const periods: { startDay: number; endDay: number | null }[] = [];
  for (const status of statuses) {
    const last = periods.at(-1);
    const isOpen = last !== undefined && last.endDay === null;
    if (status.smokes && !isOpen) periods.push({ startDay: status.day, endDay: null });
    else if (!status.smokes && isOpen) last.endDay = status.day;
  }
  if (periods.length === 0) return [];
  return [
    {
      id: `x:${NAME}`,
      name: NAME,
      atc: [],
      periods,
      hoursApart: null,
      records: statuses.map((status) => status.record),
    },
  ];
}
