/** Doses as they were taken: administrations recorded one by one, or openings of an electronic monitor. */
export interface TakenDoses {
  /** Minutes since the epoch, in any order. */
  readonly minutes: readonly number[];
}

/** What was prescribed over `[from, to)` minutes, whole days. */
export interface DosingRegimen {
  readonly from: number;
  readonly to: number;
  readonly dosesPerDay: number;
}

export interface TakingRules {
  /** Share of the dosing interval by which a dose may come early or late. */
  readonly timingTolerance: number;
  /** Consecutive days without a dose that make a drug holiday. */
  readonly drugHolidayDays: number;
  /** Days before a visit in which taking is compared with the rest. */
  readonly whiteCoatDays: number;
}

/** Taking dose by dose. Shares are of prescribed doses, of intervals, and of days; null where there is none to count. */
export interface DiscreteAdherence {
  readonly prescribedDoses: number;
  readonly takenDoses: number;
  /** Doses taken over doses prescribed, at most 1: extra doses do not make up for missed ones on other days. */
  readonly takenShare: number | null;
  readonly missedDoses: number;
  readonly extraDoses: number;
  /** Days with exactly the prescribed number of doses, over all days. */
  readonly correctDaysShare: number | null;
  /** Intervals between doses within tolerance of the prescribed one, over the intervals prescribed. */
  readonly onTimeShare: number | null;
  /** Runs of days without any dose at least as long as a drug holiday; days counted from the regimen's start. */
  readonly drugHolidays: readonly { readonly day: number; readonly days: number }[];
}

const MINUTES_PER_DAY = 1440;

/**
 * Adherence dose by dose over the days of a regimen. A day's missed doses are those it falls short of, its extra doses
 * those beyond; both are summed over days.
 *
 * @source vrijens-2012-taxonomy implementation
 * @example
 * discreteAdherence({ minutes: [480, 1920] }, { from: 0, to: 4320, dosesPerDay: 1 }, rules).missedDoses; //=> 1
 */
export function discreteAdherence(taken: TakenDoses, regimen: DosingRegimen, rules: TakingRules): DiscreteAdherence {
  const perDay = dosesByDay(taken, regimen);
  const days = perDay.length;
  const prescribedDoses = days * regimen.dosesPerDay;
  let missedDoses = 0;
  let extraDoses = 0;
  let correct = 0;
  for (const doses of perDay) {
    missedDoses += Math.max(0, regimen.dosesPerDay - doses);
    extraDoses += Math.max(0, doses - regimen.dosesPerDay);
    if (doses === regimen.dosesPerDay) correct++;
  }
  return {
    prescribedDoses,
    takenDoses: perDay.reduce((sum, doses) => sum + doses, 0),
    takenShare: prescribedDoses > 0 ? (prescribedDoses - missedDoses) / prescribedDoses : null,
    missedDoses,
    extraDoses,
    correctDaysShare: days > 0 ? correct / days : null,
    onTimeShare: onTimeShare(taken, regimen, rules.timingTolerance),
    drugHolidays: holidays(perDay, rules.drugHolidayDays),
  };
}

/** Doses on each day of the regimen. */
function dosesByDay(taken: TakenDoses, regimen: DosingRegimen): number[] {
  const days = Math.max(0, Math.floor((regimen.to - regimen.from) / MINUTES_PER_DAY));
  const perDay = new Array<number>(days).fill(0);
  for (const minute of taken.minutes) {
    const day = Math.floor((minute - regimen.from) / MINUTES_PER_DAY);
    if (day >= 0 && day < days) perDay[day] = (perDay[day] ?? 0) + 1;
  }
  return perDay;
}

function onTimeShare(taken: TakenDoses, regimen: DosingRegimen, tolerance: number): number | null {
  const interval = MINUTES_PER_DAY / regimen.dosesPerDay;
  const prescribed = Math.floor((regimen.to - regimen.from) / interval) - 1;
  if (!(prescribed > 0)) return null;
  const inside = taken.minutes.filter((m) => m >= regimen.from && m < regimen.to).sort((a, b) => a - b);
  const onTime = inside.filter((minute, i) => {
    const before = inside[i - 1];
    return before !== undefined && Math.abs(minute - before - interval) <= tolerance * interval;
  }).length;
  return Math.min(1, onTime / prescribed);
}

function holidays(perDay: readonly number[], atLeast: number): { day: number; days: number }[] {
  const found: { day: number; days: number }[] = [];
  let run = 0;
  for (let day = 0; day <= perDay.length; day++) {
    if (perDay[day] === 0) {
      run++;
      continue;
    }
    if (run >= atLeast) found.push({ day: day - run, days: run });
    run = 0;
  }
  return found;
}

/** Taking shortly before visits against the rest of the time; null where either has no day. */
export interface WhiteCoatAdherence {
  readonly beforeVisits: number;
  readonly otherwise: number;
  /** Positive: taken better before visits. */
  readonly difference: number;
}

/**
 * White-coat adherence: the share of prescribed doses taken in the days before visits, and in all other days. The day of
 * the visit itself counts as before it. `visits` in minutes since the epoch.
 */
export function whiteCoatAdherence(
  taken: TakenDoses,
  regimen: DosingRegimen,
  visits: readonly number[],
  rules: TakingRules,
): WhiteCoatAdherence | null {
  const perDay = dosesByDay(taken, regimen);
  const visitDays = visits.map((minute) => Math.floor((minute - regimen.from) / MINUTES_PER_DAY));
  const shares = { before: { taken: 0, days: 0 }, other: { taken: 0, days: 0 } };
  perDay.forEach((doses, day) => {
    const isBefore = visitDays.some((visit) => visit - day >= 0 && visit - day <= rules.whiteCoatDays);
    const share = isBefore ? shares.before : shares.other;
    share.days += 1;
    share.taken += Math.min(doses, regimen.dosesPerDay);
  });
  if (shares.before.days === 0 || shares.other.days === 0) return null;
  const beforeVisits = shares.before.taken / (shares.before.days * regimen.dosesPerDay);
  const otherwise = shares.other.taken / (shares.other.days * regimen.dosesPerDay);
  return { beforeVisits, otherwise, difference: beforeVisits - otherwise };
}
