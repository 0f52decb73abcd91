/** Elements to steps: what is taken together, what is taken after it. */
import type { Amount, Element } from './elements.ts';
import { hasContent, hasFrequency, type Joint, newPart, newStep, type Part, type Step } from './parts.ts';

export type Assembly = { steps: Step[]; refusedBecause: Refusal | null; unknownWords: number };
export type Refusal = 'language' | 'number' | 'word' | 'condition' | 'conflict' | 'rate' | 'nothing' | 'partial';

const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];
const BEFORE_BARE = new Set<Element['kind'] | undefined>([
  undefined,
  'verb',
  'then',
  'and',
  'separator',
  'sentence',
  'dayRange',
  'duration',
  'after',
]);
const AFTER_BARE = new Set<Element['kind'] | undefined>([
  undefined,
  'frequency',
  'slot',
  'meals',
  'route',
  'asNeeded',
  'weekdays',
  'duration',
  'dayRange',
  'then',
  'separator',
  'sentence',
  'single',
  'divided',
  'otherDays',
]);

type Walk = {
  steps: Step[];
  joint: Joint;
  last: Element['kind'] | null;
  refusal: Refusal | null;
  unknownWords: number;
};

/** Groups elements into steps and parts, or says why it will not. */
export function assemble(elements: readonly Element[], formUnit: string | null): Assembly {
  const walk: Walk = { steps: [newStep(0)], joint: null, last: null, refusal: null, unknownWords: 0 };
  const telling = elements.filter((element) => element.kind !== 'noise' && element.kind !== 'timing');
  let position = 0;
  for (const element of elements) {
    if (element.kind === 'noise') continue;
    if (element.kind !== 'timing') position += 1;
    if (element.kind === 'bare') {
      const fits = BEFORE_BARE.has(telling[position - 2]?.kind) && AFTER_BARE.has(telling[position]?.kind);
      if (fits) addDose(walk, { ...element.amount, unit: unitBefore(walk) ?? formUnit }, false, element.start);
      else walk.refusal ??= 'number';
    } else add(walk, element);
    currentStep(walk).end = Math.max(currentStep(walk).end, element.end);
    if (!['and', 'separator', 'sentence', 'verb', 'unknown', 'timing'].includes(element.kind)) walk.last = element.kind;
  }
  // "after 4 weeks" with no dose behind it bounds nothing that is known
  if (walk.steps.length > 1 && !hasContent(currentStep(walk)) && elements.some((e) => e.kind === 'after'))
    walk.refusal ??= 'partial';
  return { steps: walk.steps.filter(hasContent), refusedBecause: walk.refusal, unknownWords: walk.unknownWords };
}

function currentStep(walk: Walk): Step {
  return walk.steps[walk.steps.length - 1] ?? newStep(0);
}

function currentPart(walk: Walk): Part {
  const { parts } = currentStep(walk);
  return parts[parts.length - 1] ?? newPart(null);
}

function unitBefore(walk: Walk): string | null {
  for (const step of [...walk.steps].reverse()) {
    for (const part of [...step.parts].reverse()) if (part.dose?.unit) return part.dose.unit;
  }
  return null;
}

function openStep(walk: Walk, start: number): void {
  walk.steps.push(newStep(start));
  walk.joint = null;
}

function add(walk: Walk, element: Element): void {
  const step = currentStep(walk);
  const part = currentPart(walk);
  switch (element.kind) {
    case 'dose':
      addDose(walk, element.amount, element.restates, element.start);
      return;
    case 'frequency':
    case 'slot':
    case 'meals':
    case 'weekdays':
    case 'otherDays':
      addFrequency(walk, element);
      return;
    case 'duration':
      if (step.durationDays !== null && step.durationDays !== element.days) {
        if (part.dose && walk.joint) openStep(walk, element.start);
        else walk.refusal ??= 'conflict';
      }
      currentStep(walk).durationDays = element.days;
      return;
    case 'after':
      startAfter(walk, element.days, element.end);
      return;
    case 'dayRange':
      if (step.dayRange && part.dose) openStep(walk, element.start);
      if (element.from !== daysBefore(walk)) walk.refusal ??= 'conflict';
      currentStep(walk).dayRange = true;
      currentStep(walk).durationDays = element.to - element.from;
      return;
    case 'courseDoses':
      step.courseDoses = element.doses;
      return;
    case 'divided':
      part.divided = { into: element.into };
      return;
    case 'route':
      step.route ??= element.route;
      return;
    case 'timing':
      step.timing.push({ start: element.start, end: element.end });
      return;
    case 'asNeeded':
      // "twice daily and as needed" is two ways of taking it
      if (walk.joint === 'and' && hasFrequency(part)) walk.refusal ??= 'conflict';
      part.asNeeded = true;
      return;
    case 'single':
      step.single = true;
      return;
    case 'rate':
      step.rate = true;
      return;
    case 'then':
      if (hasContent(step)) openStep(walk, element.end);
      return;
    case 'and':
      walk.joint = 'and';
      return;
    case 'separator':
    case 'sentence':
      if (walk.joint !== 'and') walk.joint = element.kind;
      return;
    case 'refused':
      walk.refusal ??= element.why;
      return;
    case 'otherLanguage':
      walk.refusal = 'language';
      return;
    case 'unknown':
      walk.unknownWords += 1;
      return;
    default:
      return;
  }
}

/** "20 mg daily; after 2 weeks 40 mg" and "20 mg daily, then 40 mg after 2 weeks" both bound the step before. */
function startAfter(walk: Walk, days: number, end: number): void {
  const step = currentStep(walk);
  const previous = walk.steps[walk.steps.length - 2];
  if (previous && previous.durationDays === null && hasContent(step)) previous.durationDays = days;
  else if (hasContent(step) && step.durationDays === null) {
    step.durationDays = days;
    openStep(walk, end);
  } else walk.refusal ??= 'conflict';
}

/** Days of the steps before the current one; NaN where one of them has no length. */
function daysBefore(walk: Walk): number {
  return walk.steps.slice(0, -1).reduce((sum, step) => sum + (step.durationDays ?? Number.NaN), 0);
}

const isCount = (unit: string | null): boolean => unit?.startsWith('{') ?? false;
const isVolume = (unit: string | null): boolean =>
  unit === 'mL' || unit === 'L' || unit === '[tsp_m]' || unit === '[tbs_m]';

function addDose(walk: Walk, amount: Amount, restates: boolean, start: number): void {
  const step = currentStep(walk);
  const part = currentPart(walk);
  if (!part.dose) {
    if (restates && hasFrequency(part)) return;
    part.dose = amount;
    part.joint ??= walk.joint;
  } else if (restates) {
    // "5 mL (250 mg)": the mass says more than the volume; for tablets the product's strength decides.
    if (isVolume(part.dose.unit) && !isVolume(amount.unit) && !isCount(amount.unit)) part.dose = amount;
  } else if (step.durationDays !== null) {
    openStep(walk, start);
    currentPart(walk).dose = amount;
  } else if (hasFrequency(part) || part.asNeeded || step.single) {
    if (step.single && !hasFrequency(part)) {
      openStep(walk, start);
      currentPart(walk).dose = amount;
    } else step.parts.push({ ...newPart(walk.joint), dose: amount });
  } else if (
    walk.joint !== 'and' &&
    part.dose.unit &&
    amount.unit &&
    isCount(part.dose.unit) !== isCount(amount.unit)
  ) {
    if (isCount(amount.unit)) part.dose = amount;
  } else walk.refusal ??= 'conflict';
  walk.joint = null;
}

function addFrequency(walk: Walk, element: Element): void {
  const before = currentStep(walk);
  const was = currentPart(walk);
  const startsAgain =
    before.durationDays !== null && !before.dayRange && hasFrequency(was) && was.dose !== null && walk.joint !== null;
  if (startsAgain && element.kind === 'frequency') openStep(walk, element.start);
  const part = currentPart(walk);
  if (element.kind === 'frequency') part.frequencies.push(element);
  else if (element.kind === 'meals') part.meals = true;
  else if (element.kind === 'otherDays') part.otherDays = true;
  else if (element.kind === 'weekdays') {
    const days = element.except ? ALL_DAYS.filter((day) => !element.days.includes(day)) : element.days;
    part.days = [...new Set([...(part.days ?? []), ...days])];
  } else if (element.kind === 'slot') {
    const known = part.slots.some((group) => group.includes(element.slot));
    const beside = walk.joint === null && part.slots.length > 0 && walk.last === 'slot';
    const countBefore = walk.joint === 'and' && (walk.last === 'frequency' || walk.last === 'meals');
    if (countBefore && !known) part.slotsBesideCount += 1;
    else if (beside) part.slots[part.slots.length - 1]?.push(element.slot);
    else if (!known) part.slots.push([element.slot]);
  }
  walk.joint = null;
}
