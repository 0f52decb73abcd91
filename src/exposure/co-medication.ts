/** What else was in use while the drug was judged: drugs, herbs, foods, smoke, with their days. */
import type { CoMedication } from '../domain/exposure.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { DaySpan } from '../domain/time.ts';
import { type Trial, trialEnd } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { foodsBeside } from './foods.ts';
import { hoursApart } from './hours-apart.ts';
import { smokingPeriods } from './smoking.ts';

/** Days a drug was available or taken, as inclusive periods; where nothing tells, the whole of its trial. */
function periodsOf(trial: Trial, asOfDay: number): CoMedication['periods'] {
  const end = trialEnd(trial, asOfDay);
  const taken = trial.taking.filter((run) => run.share > 0);
  if (taken.length === 0)
    return trial.taking.length > 0 ? [] : [{ startDay: trial.start, endDay: Math.max(trial.start, end - 1) }];
  const periods: { startDay: number; endDay: number | null }[] = [];
  let last: { startDay: number; endDay: number } | null = null;
  for (const run of taken) {
    if (last && run.from <= last.endDay + 1) last.endDay = Math.max(last.endDay, run.to - 1);
    else {
      last = { startDay: run.from, endDay: run.to - 1 };
      periods.push(last);
    }
  }
  // Days nobody speaks for at the end of an open trial are days of use as far as the record tells.
  if (last && trial.end === null && trial.taking.at(-1)?.to === last.endDay + 1)
    last.endDay = Math.max(last.endDay, end - 1);
  return periods;
}

function daysShare(periods: CoMedication['periods'], window: DaySpan): number {
  const days = periods.reduce((sum, period) => {
    const to = period.endDay === null ? window.to : period.endDay + 1;
    return sum + Math.max(0, Math.min(to, window.to) - Math.max(period.startDay, window.from));
  }, 0);
  const length = window.to - window.from;
  return length > 0 ? days / length : 0;
}

/**
 * Everything used beside a trial up to the end of its window, with its share of the window's days (or of the days from
 * the last good outcome to the loss, where that is more: `lossSpan`).
 *
 * A drug that ended before the window stays in the list: an inducer fades over weeks, and that one had ended is worth
 * saying. Never dispensed drugs and the trial's own ingredient are left out.
 */
export function coMedication(
  trial: Trial,
  trials: readonly Trial[],
  record: PatientRecord,
  window: DaySpan,
  lossSpan: DaySpan | null,
  asOfDay: number,
  knowledge: Knowledge,
): CoMedication[] {
  const shareIn = (periods: CoMedication['periods']): number =>
    Math.max(daysShare(periods, window), lossSpan ? daysShare(periods, lossSpan) : 0);
  const found: CoMedication[] = [];
  for (const other of trials) {
    if (other.ingredient.id === trial.ingredient.id || other.initiation.answer === 'no' || other.start >= window.to)
      continue;
    const periods = periodsOf(other, asOfDay).filter((period) => period.startDay < window.to);
    if (periods.length === 0) continue;
    found.push({
      id: other.ingredient.id,
      name: other.ingredient.name.toLowerCase(),
      atc: other.atc,
      periods,
      daysShare: shareIn(periods),
      hoursApart: hoursApart(trial, other, record),
      records: [...other.orders, ...other.supplies.slice(0, 1), ...other.statements],
    });
  }
  for (const smoke of smokingPeriods(record, knowledge)) {
    const periods = smoke.periods.filter((period) => period.startDay < window.to);
    if (periods.length > 0) found.push({ ...smoke, periods, daysShare: shareIn(periods) });
  }
  const isListed = (name: string): boolean => found.some((each) => each.name === name);
  found.push(...foodsBeside(trial, record, window, knowledge).filter((food) => !isListed(food.name)));
  return found;
}
