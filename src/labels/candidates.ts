/** Which trials a definition counts, and which of them are one drug, one schedule or one class. */
import { trialEnd } from '../domain/trial.ts';
import type { Count } from '../knowledge/labels/index.ts';
import type { JudgedTrial, LabelContext } from './context.ts';

/** The trials that count as one. */
export interface Group {
  key: string;
  trials: JudgedTrial[];
}

export interface Candidates {
  groups: Group[];
  /** the last day the definition looks at */
  until: number;
}

/** True where a trial is for a condition or a narrower one. */
export function isFor(each: JudgedTrial, condition: string, { knowledge }: LabelContext): boolean {
  const own = each.trial.indication?.condition ?? null;
  return own !== null && (own === condition || knowledge.conditions.lineage(own).includes(condition));
}

/** The class of a set a trial's drug belongs to. */
export function classIn(set: string, { trial }: JudgedTrial, { knowledge }: LabelContext): string | null {
  return knowledge.labels.classOf(set, { id: trial.ingredient.id, atc: trial.atc });
}

/** Trials of qualifying drugs for the condition, whatever became of them. */
export function qualifying(count: Count, condition: string, context: LabelContext): JudgedTrial[] {
  const counts = INDICATED[count.set === undefined ? 'condition' : count.indication];
  const found = context.judged.filter((each) => {
    const { trial } = each;
    if (!isFor(each, condition, context) && !counts(each)) return false;
    if (trial.asNeeded) return false;
    if (count.routes !== undefined && trial.route !== null && !count.routes.includes(trial.route)) return false;
    if (count.set === undefined) return true;
    const own = classIn(count.set, each, context);
    return own !== null && (count.classes === undefined || count.classes.includes(own));
  });
  const isTreated = count.indication !== 'any' || found.some((each) => isFor(each, condition, context));
  return isTreated ? found : [];
}

/** Whether a drug of the set counts that is not known to be for the condition. */
const INDICATED: Readonly<Record<Count['indication'], (each: JudgedTrial) => boolean>> = {
  condition: () => false,
  unrecorded: ({ trial }) => trial.indication === null || trial.indication.basis === 'inferred',
  any: () => true,
};

/** Running, and not yet for the time it needs. */
const runsTooEarly = ({ course }: JudgedTrial): boolean =>
  course.term === 'too-early-to-judge' && course.failure === null;

const COUNTS: Readonly<Record<Count['of'], (each: JudgedTrial) => boolean>> = {
  tried: (each) => each.course.failure !== false && !runsTooEarly(each),
  used: (each) => !runsTooEarly(each),
  started: ({ trial }) => trial.initiation.answer !== 'no',
};

/** The candidates of a path in its window, grouped; groups and their trials are in order of time. */
export function candidatesOf(count: Count, condition: string, context: LabelContext): Candidates {
  const all = qualifying(count, condition, context)
    .filter(COUNTS[count.of])
    .sort((a, b) => a.trial.start - b.trial.start || (a.trial.id < b.trial.id ? -1 : 1));
  const groupsOf = (trials: readonly JudgedTrial[]): Group[] => grouped(count, trials, context);
  const { within } = count;
  switch (within.kind) {
    case 'ever':
      return { groups: groupsOf(all), until: context.asOfDay };
    case 'episode': {
      const from = episodeStart(condition, within, context);
      return { groups: groupsOf(all.filter(({ trial }) => trial.start >= from)), until: context.asOfDay };
    }
    case 'days':
      return { groups: fullestWindow(all, within.days, groupsOf), until: context.asOfDay };
    case 'together': {
      const ongoing = all.filter(({ trial }) => trial.endReason !== 'unknown-stop');
      const lastDays = ongoing.map(({ trial }) => Math.min(trialEnd(trial, context.asOfDay) - 1, context.asOfDay));
      const day = Math.max(Number.NEGATIVE_INFINITY, ...lastDays);
      const then = ongoing.filter(({ trial }) => trial.start <= day && trialEnd(trial, context.asOfDay) > day);
      return { groups: groupsOf(then), until: Number.isFinite(day) ? day : context.asOfDay };
    }
  }
}

type Episode = Extract<Count['within'], { kind: 'episode' }>;

/** First day of the current episode: after the last gap, and not before the drug that last brought recovery. */
function episodeStart(condition: string, episode: Episode, context: LabelContext): number {
  const treated = context.judged
    .filter((each) => isFor(each, condition, context))
    .sort((a, b) => a.trial.start - b.trial.start);
  let start = Number.NEGATIVE_INFINITY;
  let until = Number.NEGATIVE_INFINITY;
  for (const each of treated) {
    if (each.trial.start - until > episode.gapDays) start = each.trial.start;
    until = Math.max(until, trialEnd(each.trial, context.asOfDay));
    if (broughtRecovery(each, episode, context)) start = each.trial.start;
  }
  return start;
}

/** Did the drug bring a response that held long enough to end the episode, lost or not since? */
function broughtRecovery({ trial, course }: JudgedTrial, episode: Episode, context: LabelContext): boolean {
  if (episode.recoveryDays === undefined) return false;
  const lostOn = course.term === 'secondary-non-response' ? (course.lost?.day ?? null) : null;
  const wellUntil = course.term === 'responding' ? trialEnd(trial, context.asOfDay) : lostOn;
  return wellUntil !== null && wellUntil - trial.start >= (course.adequateDays ?? 0) + episode.recoveryDays;
}

/** The groups of the window of start days that holds most of them; the latest of equals. */
function fullestWindow(
  all: readonly JudgedTrial[],
  days: number,
  groupsOf: (trials: readonly JudgedTrial[]) => Group[],
): Group[] {
  let best: Group[] = [];
  for (const first of all) {
    const from = first.trial.start;
    const groups = groupsOf(all.filter(({ trial }) => trial.start >= from && trial.start - from <= days));
    if (groups.length >= best.length) best = groups;
  }
  return best;
}

function grouped(count: Count, trials: readonly JudgedTrial[], context: LabelContext): Group[] {
  const groups: Group[] = [];
  for (const each of trials) {
    const key = count.distinct === 'class' ? (classIn(count.set ?? '', each, context) ?? '') : each.trial.ingredient.id;
    const known = groups.find(
      (group) => group.key === key || (count.distinct === 'schedule' && begunTogether(group, each, context)),
    );
    if (known) known.trials.push(each);
    else groups.push({ key, trials: [each] });
  }
  return groups;
}

/** Two drugs begun within the regimen's time are one schedule; a drug added later makes a new one. */
function begunTogether(group: Group, { trial }: JudgedTrial, { knowledge }: LabelContext): boolean {
  return group.trials.some(
    (other) =>
      other.trial.regimen !== null &&
      other.trial.regimen === trial.regimen &&
      Math.abs(other.trial.start - trial.start) <= knowledge.conventions.regimenStartDays,
  );
}
