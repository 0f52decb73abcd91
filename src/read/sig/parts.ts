/** The shape of directions once grouped: steps after each other, parts within one step. */
import type { Amount, Element } from './elements.ts';

export type Joint = 'and' | 'separator' | 'sentence' | null;

/** One amount with its own frequency; "1 in the morning and 2 at night" has two parts. */
export type Part = {
  dose: Amount | null;
  frequencies: Extract<Element, { kind: 'frequency' }>[];
  /** groups of slots; words side by side name one moment ("in the morning with breakfast") */
  slots: string[][];
  meals: boolean;
  /** a slot that "and" adds to a count: "three times a day and at bedtime" */
  slotsBesideCount: number;
  days: readonly number[] | null;
  otherDays: boolean;
  divided: { into: number | null } | null;
  asNeeded: boolean;
  joint: Joint;
};

export type Step = {
  parts: Part[];
  durationDays: number | null;
  dayRange: boolean;
  courseDoses: number | null;
  single: boolean;
  rate: boolean;
  route: string | null;
  timing: { start: number; end: number }[];
  start: number;
  end: number;
};

/** A part with nothing in it; `joint` is what connects it to the one before. */
export function newPart(joint: Joint): Part {
  return {
    dose: null,
    frequencies: [],
    slots: [],
    meals: false,
    slotsBesideCount: 0,
    days: null,
    otherDays: false,
    divided: null,
    asNeeded: false,
    joint,
  };
}

/** A step with one empty part, beginning at an offset of the text. */
export function newStep(start: number): Step {
  return {
    parts: [newPart(null)],
    durationDays: null,
    dayRange: false,
    courseDoses: null,
    single: false,
    rate: false,
    route: null,
    timing: [],
    start,
    end: start,
  };
}

/** True where the step says anything about dose, frequency or need. */
export function hasContent(step: Step): boolean {
  return step.parts.some((part) => part.dose || hasFrequency(part) || part.asNeeded) || step.single || step.rate;
}

/** True where the part says how often. */
export function hasFrequency(part: Part): boolean {
  return part.frequencies.length > 0 || part.slots.length > 0 || part.meals || part.days !== null || part.otherDays;
}
