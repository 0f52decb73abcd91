/** Puts one trial's course, exposure and verdict into the output contract, sentences filled. */
import type { CauseEntry, Evidence, ExposureEntry, Outcomes, TrialAssessment } from '../domain/assessment.ts';
import type { CodeEntry } from '../domain/codes.ts';
import type { Course } from '../domain/course.ts';
import type { Exposure } from '../domain/exposure.ts';
import { type CauseTerm, isSupported, UMBRELLA } from '../domain/terms.ts';
import { isoDay } from '../domain/time.ts';
import type { Trial } from '../domain/trial.ts';
import type { Verdict, WeighedCause } from '../domain/verdict.ts';
import {
  type Checks,
  courseEvidenceOf,
  evidenceOf,
  type MissingPhrases,
  missingPhrase,
  nextCheckOf,
  type Sentences,
} from './evidence.ts';
import { fillTemplate } from './fill-template.ts';
import { summaryOf } from './summary.ts';
import type { TermNames } from './words.ts';
import { withWorksheet } from './worksheets.ts';

/** The texts of one family, or of the course room (which has no checks). */
export interface Texts {
  findings: Sentences;
  checks: Checks;
  missing: MissingPhrases;
}

/** Everything that is words and comes from outside this folder. */
export interface ExplainSetup {
  names: TermNames;
  parents: (term: CauseTerm) => readonly CauseTerm[];
  families: ReadonlyMap<string, Texts>;
  course: { evidence: Sentences; missing: MissingPhrases };
  /** codes of public vocabularies for a term said of a drug */
  codes: (term: string, atc: readonly string[]) => readonly CodeEntry[];
  measure: (id: string) => { name: string; direction: Outcomes['direction'] } | null;
}

const NO_TEXTS: Texts = { findings: {}, checks: {}, missing: {} };

/** The last day of a half-open span, never before its first. */
const lastDay = (span: { from: number; to: number }): string => isoDay(Math.max(span.from, span.to - 1));

const spanOf = <Run extends { from: number; to: number }>(
  run: Run,
): Omit<Run, 'from' | 'to'> & { from: string; to: string } => ({
  ...run,
  from: isoDay(run.from),
  to: lastDay(run),
});

function causeEntry(cause: WeighedCause, verdict: Verdict, atc: readonly string[], setup: ExplainSetup): CauseEntry {
  return {
    term: cause.term,
    parents: [...setup.parents(cause.term)],
    certainty: cause.certainty,
    share: cause.share,
    explainedBy: cause.explainedBy,
    evidence: cause.told.map(({ family, finding }): Evidence => {
      const evidence = evidenceOf(finding, (setup.families.get(family) ?? NO_TEXTS).findings);
      return withWorksheet(evidence, cause, verdict);
    }),
    codes: isSupported(cause.certainty) ? [...setup.codes(cause.term, atc)] : [],
  };
}

const openSpan = (span: { from: number; to: number | null }): { from: string; to: string | null } => ({
  from: isoDay(span.from),
  to: span.to === null ? null : lastDay({ from: span.from, to: span.to }),
});

function exposureEntry(exposure: Exposure): ExposureEntry {
  return {
    ...exposure,
    beside: exposure.beside.map(({ periods, ...drug }) => ({
      ...drug,
      periods: periods.map(({ startDay, endDay }) => ({
        from: isoDay(startDay),
        to: endDay === null ? null : isoDay(endDay),
      })),
    })),
    states: exposure.states.map((state) => ({ ...state, ...openSpan(state) })),
  };
}

function outcomesOf(course: Course, setup: ExplainSetup): Outcomes | null {
  const { criterion } = course;
  const measure = criterion?.measure ?? null;
  if (measure === null || course.points.length === 0) return null;
  const facts = setup.measure(measure);
  return {
    measure: facts?.name ?? measure,
    unit: criterion?.unit ?? null,
    direction: facts?.direction ?? null,
    baseline: course.baseline?.value ?? null,
    target: course.target,
    points: course.points.map((point) => ({ ...point, day: isoDay(point.day) })),
  };
}

/** What is missing, each phrase once, filled from the finding that misses it. */
function missingOf(open: Verdict['notAssessed'][number], setup: ExplainSetup): string[] {
  const phrases = open.told.map(({ family, finding }) => {
    const texts = setup.families.get(family) ?? NO_TEXTS;
    return fillTemplate(missingPhrase(finding.code, texts.missing), finding.values, finding.code);
  });
  return [...new Set(phrases)];
}

/** The day of a stop, switch or death; of a finished course or supply the last day of it. */
function endOf(trial: Trial): string | null {
  if (trial.end === null) return null;
  const ranOut = trial.endReason === 'planned-end' || trial.endReason === 'last-supply';
  return ranOut ? lastDay({ from: trial.start, to: trial.end }) : isoDay(trial.end);
}

/** One trial in the form of the contract. `assumed` are the caller's assumptions about it, as sentences. */
export function trialAssessment(
  trial: Trial,
  course: Course,
  exposure: Exposure,
  verdict: Verdict,
  regimenMembers: readonly string[],
  assumed: readonly string[],
  setup: ExplainSetup,
): TrialAssessment {
  const criterion = {
    checked: course.criterion?.checked ?? true,
    facts: course.criterion ? [course.criterion.id] : [],
  };
  const said: Omit<TrialAssessment, 'summary'> = {
    id: trial.id,
    medication: {
      name: trial.ingredient.name,
      rxcui: /^\d+$/.test(trial.ingredient.id) ? trial.ingredient.id : null,
      atc: trial.atc,
      product: trial.product ?? (trial.text === trial.ingredient.name ? null : trial.text),
    },
    regimen: trial.regimen === null ? null : { id: trial.regimen, members: [...regimenMembers] },
    headline: verdict.headline,
    umbrella: course.failure === true ? UMBRELLA : null,
    indication: trial.indication
      ? { text: trial.indication.text, condition: trial.indication.condition, basis: trial.indication.basis }
      : null,
    start: isoDay(trial.start),
    end: endOf(trial),
    endReason: trial.endReason,
    failure: course.failure,
    fairChance: verdict.fairChance,
    window: { start: isoDay(course.window.from), end: lastDay(course.window) },
    gates: verdict.gates,
    course: {
      term: course.term,
      certainty: course.certainty,
      evidence: course.evidence.map((each) => courseEvidenceOf(each, setup.course.evidence, criterion)),
      missing: course.missing.map((code) => missingPhrase(code, setup.course.missing)),
      codes: [...setup.codes(course.term, trial.atc)],
    },
    exposure: exposureEntry(exposure),
    causes: verdict.causes.map((cause) => causeEntry(cause, verdict, trial.atc, setup)),
    risks: verdict.risks.map((cause) => causeEntry(cause, verdict, trial.atc, setup)),
    excluded: verdict.excluded.map((cause) => causeEntry(cause, verdict, trial.atc, setup)),
    notAssessed: verdict.notAssessed.map((open) => ({ term: open.term, missing: missingOf(open, setup) })),
    nextChecks: verdict.checks.flatMap(({ family, finding }) =>
      finding.check === null
        ? []
        : [
            nextCheckOf(
              { values: finding.values, check: finding.check },
              (setup.families.get(family) ?? NO_TEXTS).checks,
            ),
          ],
    ),
    adequateDays: course.adequateDays,
    asNeeded: trial.asNeeded,
    doses: trial.doses.map(spanOf),
    supply: trial.supply.map(spanOf),
    taking: trial.taking.map(spanOf),
    outcomes: outcomesOf(course, setup),
    assumed: [...assumed],
  };
  return { ...said, summary: summaryOf(said, setup.names) };
}
