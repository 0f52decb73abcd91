/** When a pregnancy began, from the record: gestational age, last period, week codes, or the condition's onset. */
import type { Condition, Observation, PatientRecord } from '../domain/record.ts';
import { parseMoment } from '../domain/time.ts';
import { holdsPhrase } from '../knowledge/phrases/index.ts';

const DAYS_PER_WEEK = 7;
/** "Z3A.24": weeks of gestation, as of the day it was recorded. */
const WEEKS_CODE = /^Z3A\.?(\d\d)$/i;

function observedStart(each: Observation): number | null {
  const text = [each.what.text, ...each.what.codings.map((coding) => coding.display ?? '')].join(' ').toLowerCase();
  if (holdsPhrase(text, 'last menstrual period')) {
    const said = each.coded === null ? null : parseMoment(each.coded.text);
    return said?.day ?? null;
  }
  if (!holdsPhrase(text, 'gestational age') || each.at === null || each.value === null) return null;
  const { value, unit } = each.value;
  if (unit === 'd') return Math.round(each.at.day - value);
  return unit === 'wk' || unit === null ? Math.round(each.at.day - value * DAYS_PER_WEEK) : null;
}

/** The length a pregnancy can have at most: an observation further away belongs to another one. */
const isOfThis = (start: number, condition: Condition, longest: number): boolean => {
  const known = condition.onset ?? condition.recorded;
  return known !== null && known.day >= start - DAYS_PER_WEEK && known.day <= start + longest;
};

/**
 * The first day of a pregnancy, counted from the last period, or null where nothing tells it: the day a diagnosis was
 * recorded does not. `longest` is how many days a pregnancy lasts at most.
 */
export function gestationStart(condition: Condition, record: PatientRecord, longest: number): number | null {
  for (const each of record.observations) {
    const start = observedStart(each);
    if (start !== null && isOfThis(start, condition, longest)) return start;
  }
  for (const coding of condition.what.codings) {
    const weeks = WEEKS_CODE.exec(coding.code)?.[1];
    const day = (condition.recorded ?? condition.onset)?.day;
    if (weeks !== undefined && day !== undefined) return day - Number(weeks) * DAYS_PER_WEEK;
  }
  return condition.onset?.precision === 'day' || condition.onset?.precision === 'minute' ? condition.onset.day : null;
}
