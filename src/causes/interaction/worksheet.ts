/** The interaction scale as far as the record answers it; other causes are answered once all families have spoken. */
import type { CoMedication } from '../../domain/exposure.ts';
import { judgedLevel } from '../../domain/judged-level.ts';
import type { Said } from '../../domain/worksheet.ts';
import { packName } from '../../knowledge/pack-name.ts';
import {
  challengeOf,
  type DipsFacts,
  type DipsWorksheet,
  dipsWorksheet,
  doseResponseOf,
  type Effect,
  presenceInWindow,
  type Timing,
} from '../../methods/clearance/index.ts';
import type { CauseContext } from '../contract.ts';

type MeasureDirection = 'lower-better' | 'higher-better';

/** The readings of the judging measure on treatment, larger values being more effect. */
function outcomes({ course, knowledge }: CauseContext): { readings: Effect[]; smallestChange: number | null } {
  const measure = course.criterion?.measure ?? null;
  const facts = measure === null ? null : knowledge.measures.facts(measure);
  const { target } = course;
  if (facts === null || target === null) return { readings: [], smallestChange: null };
  const sign: Readonly<Record<MeasureDirection, number>> = { 'lower-better': -1, 'higher-better': 1 };
  const more = sign[facts.direction as MeasureDirection];
  const readings = course.points
    .filter(({ phase }) => phase === 'on-treatment')
    .map(({ day, value, record }) => ({ day, enough: more * (value - target) >= 0, value: more * value, record }));
  return { readings, smallestChange: facts.smallestChange };
}

/** Levels against their range; a level nobody can place says nothing. */
function levels({ trial }: CauseContext): Effect[] {
  return trial.levels
    .filter(({ verdict }) => verdict !== 'unknown' && verdict !== 'detected')
    .map(({ day, verdict, record }) => ({
      day,
      enough: verdict === 'within' || verdict === 'above',
      value: null,
      record,
    }))
    .sort((a, b) => a.day - b.day);
}

function dosesOf(context: CauseContext, name: string): CauseContext['trial']['doses'] {
  const own = context.trials.find((trial) => packName(trial.ingredient, context.knowledge) === name);
  return own?.doses ?? [];
}

/** A laboratory value or a measurement of the body that judged the effect as failing. */
function confirmedBy({ course, knowledge }: CauseContext): Said | null {
  const measure = course.criterion?.measure ?? null;
  const { judging } = course;
  if (measure === null || judging === null || course.failure !== true) return null;
  if (course.criterion?.kind !== 'surrogate' && !knowledge.causality.isObjective(measure)) return null;
  return { yes: true, because: `${knowledge.measures.facts(measure)?.name ?? measure}`, records: [judging.record] };
}

/** The answers a record gives to what happened after a stop, a new start and a change of dose of the other drug. */
function challenged(context: CauseContext, beside: CoMedication, timing: Timing): Partial<DipsFacts> {
  const { trial, course } = context;
  const { readings, smallestChange } = outcomes(context);
  const shared = { timing, periods: beside.periods, doses: trial.doses };
  const byEffect =
    course.adequateDays === null ? null : challengeOf({ ...shared, readings, settleDays: course.adequateDays });
  const byLevel = challengeOf({ ...shared, readings: levels(context), settleDays: 0 });
  const found = byEffect?.passed ? byEffect : byLevel;
  const doseResponse =
    smallestChange === null
      ? null
      : doseResponseOf({ ...shared, readings, smallestChange, precipitantDoses: dosesOf(context, beside.name) });
  return {
    ...(found.passed ? { passed: found.passed } : {}),
    ...(found.cameBack ? { cameBack: found.cameBack } : {}),
    ...(doseResponse ? { doseResponse } : {}),
  };
}

/** A pair the packs name beside the enzymes: its mechanism, observed ratio and timing. */
export interface NamedPair {
  mechanism: string;
  ratio: number | null;
  onsetDays: number;
  offsetDays: number;
}

/** The timing of a drug: of its first action on enzymes, else of the pair. An effect takes a day to fade at least. */
function timingOf({ knowledge }: CauseContext, beside: CoMedication, pair: NamedPair | null): Timing | null {
  if (pair === null) return knowledge.enzymes.perpetrators.get(beside.name)?.[0]?.row ?? null;
  return { onsetDays: pair.onsetDays, maxDays: pair.onsetDays, offsetDays: Math.max(1, pair.offsetDays) };
}

/** The worksheet of one drug beside the trial; nothing the record does not say is answered. */
export function interactionWorksheet(
  context: CauseContext,
  beside: CoMedication,
  object: string,
  { event = 'too-little', pair = null }: { event?: DipsFacts['event']; pair?: NamedPair | null } = {},
): DipsWorksheet {
  const { trial, course, knowledge } = context;
  const timing = timingOf(context, beside, pair);
  const window = { startDay: course.window.from, endDay: Math.max(course.window.from, course.window.to - 1) };
  const level = judgedLevel(trial, course);
  const isLow = level?.verdict === 'below' || level?.verdict === 'absent';
  const fits = event === 'too-little' ? isLow : level?.verdict === 'above';
  // The record tells what the effect did; what an intolerance did after a stop it does not.
  const isEffect = event === 'too-little';
  const confirmed = isEffect ? confirmedBy(context) : null;
  return dipsWorksheet(
    {
      object,
      precipitant: beside.name,
      event,
      ...(pair ? { known: { because: pair.mechanism, ratio: pair.ratio } } : {}),
      ...(timing
        ? { presence: presenceInWindow(timing, beside.periods, window), presenceRecords: beside.records }
        : {}),
      ...(timing && isEffect ? challenged(context, beside, timing) : {}),
      ...(level ? { levelFits: { yes: fits, because: `level ${level.verdict}`, records: [level.record] } } : {}),
      ...(confirmed ? { confirmed } : {}),
    },
    knowledge.enzymes,
  );
}
