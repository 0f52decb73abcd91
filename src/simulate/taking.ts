/** How a person takes a drug, and what of that the pharmacy sees. */
import type { Random } from './random.ts';

/** How someone takes what is prescribed. */
export type Habit = 'full' | 'partial' | 'stops';

/** The taking of one drug: days of dispensing, the share of doses taken, and the day supply ends for good. */
export interface Taking {
  fillDays: number[];
  /** share of prescribed doses taken while there is supply */
  share: number;
  /** first day without supply for good; null: supply never ends */
  endDay: number | null;
}

export interface TakingNumbers {
  /** days' supply of a dispensing */
  fillDays: number;
  /** days a full taker may be late */
  latestRefill: number;
  stopAfterFills: number;
  takenLow: number;
  takenHigh: number;
  lastVisitLead: number;
}

/** A person's habit: who takes part of the doses, who stops early, and who takes all. */
export function habitOf(chance: Random, partial: number, stops: number): Habit {
  const drawn = chance.next();
  if (drawn < partial) return 'partial';
  return drawn < partial + stops ? 'stops' : 'full';
}

/**
 * Dispensings from `start` up to, not including, `end`. A partial taker comes later for each refill, so that the days
 * with supply show the share taken; someone who stops comes a few times and no more.
 */
export function takingOf(chance: Random, habit: Habit, start: number, end: number, numbers: TakingNumbers): Taking {
  const share = habit === 'partial' ? chance.between(numbers.takenLow, numbers.takenHigh) : 1;
  const fillDays: number[] = [];
  let day = start;
  let late = 0;
  while (day < end && !(habit === 'stops' && fillDays.length === numbers.stopAfterFills)) {
    fillDays.push(day);
    const delay = habit === 'partial' ? 0 : chance.whole(0, numbers.latestRefill);
    late += delay;
    day += Math.round(numbers.fillDays / share) + delay;
  }
  // Without this visit nobody could tell a long gap from a stop.
  const last = fillDays.at(-1) ?? start;
  const lastVisit = end - numbers.lastVisitLead;
  if (habit === 'partial' && last + numbers.fillDays < lastVisit) fillDays.push(lastVisit);
  const supplied = fillDays.length * numbers.fillDays;
  return {
    fillDays,
    share: habit === 'partial' ? share : supplied / (supplied + late),
    endDay: habit === 'stops' ? (fillDays.at(-1) ?? start) + numbers.fillDays : null,
  };
}
