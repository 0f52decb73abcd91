/** Hours between two drugs' doses, where the record states both times or the distance itself. */
import type { PatientRecord } from '../domain/record.ts';
import type { Trial } from '../domain/trial.ts';

/** Everything written about when a trial's drug is taken. */
function timingTexts(trial: Trial, record: PatientRecord): string[] {
  const ids = new Set([...trial.orders, ...trial.statements]);
  return [...record.orders, ...record.statements]
    .filter((row) => ids.has(row.id))
    .flatMap((row) => [
      ...row.directions.flatMap((direction) => [direction.text ?? '', direction.timing ?? '']),
      ...row.notes,
    ])
    .filter((text) => text !== '')
    .map((text) => text.toLowerCase());
}

const CLOCK = /\b([01]?\d|2[0-3]):([0-5]\d)\b/g;
const DISTANCE =
  /\b(\d{1,2}|one|two|three|four|five|six|seven|eight)\s*(?:h|hrs?|hours?)\s+(apart|after|before|later|earlier)/;
const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
};
const TOGETHER = ['together with', 'at the same time', 'along with', 'swallowed with', 'taken with'] as const;

/**
 * The times of day the texts give for a drug.
 *
 * Where one clause of a text names the drug beside its time ("levothyroxine at 07:00; iron at 11:00"), the other clauses
 * speak of something else.
 */
function clockTimes(texts: readonly string[], name: string): number[] {
  const first = name.toLowerCase().split(' ')[0] ?? name;
  return texts.flatMap((text) => {
    const timed = text.split(/[;.,]\s|\band\b/).filter((clause) => clause.match(CLOCK) !== null);
    const naming = timed.filter((clause) => clause.includes(first));
    return (naming.length > 0 ? naming : timed).flatMap((clause) =>
      [...clause.matchAll(CLOCK)].map((match) => Number(match[1]) + Number(match[2]) / 60),
    );
  });
}

/** The distance from the other drug's dose to this one's that a text states, where it also names the other drug. */
function statedDistance(texts: readonly string[], otherName: string): number | null {
  const first = otherName.toLowerCase().split(' ')[0] ?? otherName;
  for (const text of texts) {
    if (!text.includes(first)) continue;
    if (TOGETHER.some((phrase) => text.includes(phrase))) return 0;
    const match = DISTANCE.exec(text);
    if (!match) continue;
    const hours = WORDS[match[1] ?? ''] ?? Number(match[1]);
    return match[2] === 'before' || match[2] === 'earlier' ? -hours : hours;
  }
  return null;
}

/** The nearest signed distance from the trial's dose to the other's on a 24-hour clock; negative: the trial's comes first. */
function nearest(own: readonly number[], other: readonly number[]): number | null {
  let best: number | null = null;
  for (const a of own) {
    for (const b of other) {
      for (const day of [-24, 0, 24]) {
        const distance = a - (b + day);
        if (best === null || Math.abs(distance) < Math.abs(best)) best = distance;
      }
    }
  }
  return best;
}

/** Hours between the two doses (negative: the trial's drug first), or null where the record does not state them. */
export function hoursApart(trial: Trial, other: Trial, record: PatientRecord): number | null {
  const own = timingTexts(trial, record);
  const others = timingTexts(other, record);
  const byOther = statedDistance(others, trial.ingredient.name);
  if (byOther !== null) return byOther === 0 ? 0 : -byOther;
  const byOwn = statedDistance(own, other.ingredient.name);
  if (byOwn !== null) return byOwn;
  return nearest(clockTimes(own, trial.ingredient.name), clockTimes(others, other.ingredient.name));
}
