import { addPeriod, type Period } from './period.ts';

/** Where a window begins: a period after its anchor, a fixed day, or a value per patient (NaN = not known). */
export type StartRule =
  | { readonly kind: 'after'; readonly period: Period }
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'day-per-patient'; readonly values: Float64Array }
  | { readonly kind: 'after-per-patient'; readonly values: Float64Array; readonly unit: Period['unit'] }
  | { readonly kind: 'given'; readonly given: GivenStart };

/** The start of the patient now at hand, for input that is read patient by patient; set before each patient. */
export interface GivenStart {
  /** A day number, or days after the anchor; NaN = not known. */
  value: number;
  isDay: boolean;
}

/** Follow-up window (anchor: the patient's first event) and observation window (anchor: the follow-up start). */
export interface WindowRules {
  readonly followUpStart: StartRule;
  readonly followUp: Period;
  readonly windowStart: StartRule;
  /** `rest`: the window runs to the end of the follow-up. */
  readonly window: Period | 'rest';
}

/** One patient's windows in day numbers; `start` and `end` lie `length` days apart. */
export interface Windows {
  followUpStart: number;
  followUpEnd: number;
  start: number;
  end: number;
}

export const noWindows = (): Windows => ({ followUpStart: 0, followUpEnd: 0, start: 0, end: 0 });

export type WindowProblem =
  | 'follow-up-start-unknown'
  | 'window-start-unknown'
  | 'window-outside-follow-up'
  | 'window-empty';

/** Writes one patient's windows into `out`; returns what is wrong with them, or null. */
export function resolveWindows(
  rules: WindowRules,
  firstEvent: number,
  patient: number,
  out: Windows,
): WindowProblem | null {
  out.followUpStart = startOf(rules.followUpStart, firstEvent, patient);
  if (Number.isNaN(out.followUpStart)) return 'follow-up-start-unknown';
  out.followUpEnd = addPeriod(out.followUpStart, rules.followUp);
  out.start = startOf(rules.windowStart, out.followUpStart, patient);
  if (Number.isNaN(out.start)) return 'window-start-unknown';
  out.end = rules.window === 'rest' ? out.followUpEnd : addPeriod(out.start, rules.window);
  if (out.end <= out.start) return 'window-empty';
  return out.start < out.followUpStart || out.end > out.followUpEnd ? 'window-outside-follow-up' : null;
}

function startOf(rule: StartRule, anchor: number, patient: number): number {
  switch (rule.kind) {
    case 'after':
      return addPeriod(anchor, rule.period);
    case 'day':
      return rule.day;
    case 'day-per-patient':
      return rule.values[patient] ?? Number.NaN;
    case 'after-per-patient': {
      const amount = rule.values[patient] ?? Number.NaN;
      return Number.isNaN(amount) ? amount : addPeriod(anchor, { amount, unit: rule.unit });
    }
    case 'given': {
      const { value, isDay } = rule.given;
      return isDay || Number.isNaN(value) ? value : addPeriod(anchor, { amount: value, unit: 'days' });
    }
  }
}
