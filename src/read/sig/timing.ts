/** Structured timing to intakes a day. */
import { normaliseUnit } from '../units/index.ts';
import codes from './timing-codes.json' with { type: 'json' };

/** Timing in plain form, named as FHIR names it; UCUM time units. */
export type StructuredTiming = {
  frequency?: number | null;
  frequencyMax?: number | null;
  period?: number | null;
  periodMax?: number | null;
  periodUnit?: string | null;
  /** "mon" to "sun" */
  dayOfWeek?: readonly string[];
  /** "08:00:00" */
  timeOfDay?: readonly string[];
  /** event codes: MORN, HS, AC, CM ... */
  when?: readonly string[];
  /** "BID", "Q8H", "QD" */
  timingCode?: string | null;
  /** total number of intakes, 1 for a single dose */
  count?: number | null;
};

const DAYS = new Map<string, number>(Object.entries(codes.daysPerUnit));
const PER_DAY = new Map<string, number>(Object.entries(codes.intakesPerDay));
const MOMENTS = new Map<string, number>(Object.entries(codes.eventsPerDay));
const HOUR = 1 / 24;

/**
 * Length of a unit of time in days; null where it is none.
 * @example timeUnitInDays('wk') //=> 7
 */
export function timeUnitInDays(unit: string): number | null {
  return DAYS.get(normaliseUnit(unit) ?? unit) ?? null;
}

/**
 * Intakes a day; null where the timing does not say. The lower frequency and the longer period of a range are used.
 *
 * Without `frequency`, times of the day, events and the code are asked in that order; days of the week thin a daily
 * rhythm out. Periods under an hour repeat within an episode and give null.
 * @example intakesFromTiming({ frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' }) //=> 4
 */
export function intakesFromTiming(timing: StructuredTiming): number | null {
  const days = new Set((timing.dayOfWeek ?? []).map((day) => day.slice(0, 3).toLowerCase())).size;
  const period = periodDays(timing);
  if (period !== null) {
    if (period < HOUR * 0.999) return null;
    const moments = momentsPerDay(timing);
    const frequency = timing.frequency ?? (period === 1 && moments !== null ? moments : 1);
    const perDay = frequency / period;
    return tidy(days > 0 && period <= 1 ? (perDay * days) / 7 : perDay);
  }
  const coded = timing.timingCode ? codedIntakes(timing.timingCode) : null;
  const daily = momentsPerDay(timing) ?? coded ?? (timing.frequency && days > 0 ? timing.frequency : null);
  if (daily === null) return days > 0 ? tidy(days / 7) : null;
  return tidy(days > 0 ? (daily * days) / 7 : daily);
}

function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function periodDays(timing: StructuredTiming): number | null {
  const length = timing.periodMax ?? timing.period ?? null;
  if (length === null || !(length > 0) || !timing.periodUnit) return null;
  const unit = timeUnitInDays(timing.periodUnit);
  return unit === null ? null : length * unit;
}

function momentsPerDay(timing: StructuredTiming): number | null {
  const clock = new Set(timing.timeOfDay ?? []).size;
  if (clock > 0) return clock;
  let events = 0;
  for (const when of new Set(timing.when ?? [])) events += MOMENTS.get(when.toUpperCase()) ?? 0;
  return events > 0 ? events : null;
}

/** Timing codes of HL7 and their spellings; "Q8H" and "Q2W" by their number. */
function codedIntakes(code: string): number | null {
  const tight = code.toUpperCase().replaceAll('.', '').replaceAll(' ', '');
  const known = PER_DAY.get(tight);
  if (known !== undefined) return known;
  if (!tight.startsWith('Q')) return null;
  const days = DAYS.get(
    { H: 'h', D: 'd', W: 'wk', WK: 'wk', M: 'mo', MO: 'mo' }[tight.replace(/[^A-Z]/g, '').slice(1)] ?? '',
  );
  const number = Number(tight.replace(/[^0-9]/g, ''));
  return days === undefined || !(number > 0) || number > 1000 ? null : tidy(1 / (number * days));
}
