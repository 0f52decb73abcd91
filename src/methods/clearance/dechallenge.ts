/** Whether the effect came back when a precipitant was stopped, and went again when it was given again. */
import type { Said } from '../../domain/worksheet.ts';
import type { Period, Timing } from './time-course.ts';

/** One reading of the object's effect or level: enough or too little; `value` with its gain where it is a number. */
export type Effect = { day: number; enough: boolean; value: number | null; record: string };

/**
 * `readings` in order of time; `doses` of the object over half-open days. `settleDays`: how long after the fading of the
 * precipitant an effect still lacking says that it did not come back (the object's adequate time; 0 for a level).
 */
export type ChallengeFacts = {
  timing: Timing;
  periods: readonly Period[];
  readings: readonly Effect[];
  doses: readonly { from: number; to: number; dailyDose: number | null }[];
  settleDays: number;
};

export type Challenge = { passed: Said | null; cameBack: Said | null };

const NOTHING: Challenge = { passed: null, cameBack: null };

/** Was the object's dose the same from one day to another? An unknown dose is not the same. */
const isUnchanged = (doses: ChallengeFacts['doses'], from: number, to: number): boolean => {
  const held = doses.filter((step) => step.from <= to && step.to > from);
  const [first] = held;
  return first !== undefined && held.every((step) => step.dailyDose !== null && step.dailyDose === first.dailyDose);
};

/** The reading that settles whether the effect came back between the stop and the next start. */
const afterStop = (facts: ChallengeFacts, stopped: number, until: number): Effect | null => {
  const after = facts.readings.filter(({ day }) => day > stopped && day < until);
  const settled = stopped + facts.timing.offsetDays + facts.settleDays;
  return after.find(({ enough }) => enough) ?? after.find(({ day }) => day >= settled) ?? null;
};

const comeBack = (facts: ChallengeFacts, again: Period, before: Effect): Said | null => {
  const during = facts.readings.filter(
    ({ day }) => day >= again.startDay + facts.timing.onsetDays && (again.endDay === null || day <= again.endDay),
  );
  const lost = during.find(({ enough }) => !enough);
  const settling = lost ?? during.find(({ day }) => day >= again.startDay + facts.timing.maxDays);
  if (settling === undefined || !isUnchanged(facts.doses, before.day, settling.day)) return null;
  const because = lost
    ? 'the effect went again once it was in use again'
    : 'the effect stayed although it was in use again';
  return { yes: lost !== undefined, because, records: [before.record, settling.record] };
};

/**
 * The last stop of the precipitant that the record can answer, and the use after it.
 *
 * Open where nothing was measured under the precipitant or after it, where the effect was not lacking under it, where
 * the object's dose changed in between, or where the effect still lacked before it could have come back.
 */
export const challengeOf = (facts: ChallengeFacts): Challenge => {
  const { periods, readings, timing } = facts;
  for (let place = periods.length - 1; place >= 0; place -= 1) {
    const period = periods[place];
    if (period === undefined || period.endDay === null) continue;
    const stopped = period.endDay;
    const under = readings.filter(({ day }) => day >= period.startDay + timing.onsetDays && day <= stopped).at(-1);
    if (under === undefined || under.enough) continue;
    const again = periods[place + 1];
    const after = afterStop(facts, stopped, again?.startDay ?? Number.POSITIVE_INFINITY);
    if (after === null || !isUnchanged(facts.doses, under.day, after.day)) continue;
    const because = after.enough
      ? 'the effect came back after it was stopped'
      : 'the effect stayed away after it was stopped';
    const passed: Said = { yes: after.enough, because, records: [under.record, after.record] };
    return { passed, cameBack: after.enough && again ? comeBack(facts, again, after) : null };
  }
  return NOTHING;
};

/** Doses of the precipitant over half-open days, and how much more effect counts as more. */
export type DoseResponseFacts = Pick<ChallengeFacts, 'timing' | 'readings' | 'doses'> & {
  precipitantDoses: readonly { from: number; to: number; dailyDose: number | null }[];
  /** larger values are more effect */
  smallestChange: number;
};

/**
 * Whether the loss was greater with more of the precipitant, or smaller with less: the last readings on two doses that
 * follow each other, with the object's dose unchanged. A difference below the smallest change leaves it open.
 */
export const doseResponseOf = (facts: DoseResponseFacts): Said | null => {
  const { precipitantDoses, readings, timing, smallestChange } = facts;
  for (let place = precipitantDoses.length - 1; place > 0; place -= 1) {
    const [before, after] = [precipitantDoses[place - 1], precipitantDoses[place]];
    if (!before || !after || before.dailyDose === null || after.dailyDose === null) continue;
    if (before.dailyDose === after.dailyDose || after.from > before.to) continue;
    const on = (step: { from: number; to: number }): Effect | undefined =>
      readings
        .filter(({ day, value }) => value !== null && day >= step.from + timing.onsetDays && day < step.to)
        .at(-1);
    const [first, second] = [on(before), on(after)];
    if (first?.value == null || second?.value == null || !isUnchanged(facts.doses, first.day, second.day)) continue;
    const gained = second.value - first.value;
    if (Math.abs(gained) < smallestChange) continue;
    const yes = gained < 0 === after.dailyDose > before.dailyDose;
    const because = `${before.dailyDose} to ${after.dailyDose} a day of it: ${gained < 0 ? 'less' : 'more'} effect`;
    return { yes, because, records: [first.record, second.record] };
  }
  return null;
};
