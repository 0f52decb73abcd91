/** How well an assessment finds what is true: counts per term, intervals, calibration of its certainties. */
import type { PatientAssessment } from '../domain/assessment.ts';
import type { SimulationFacts } from '../knowledge/simulation/index.ts';
import type { TruthRow } from './truth.ts';

/** Counts of one term over the trials in which it could have been named. */
export interface TermCounts {
  found: number;
  missed: number;
  /** missed although nothing it needs was hidden */
  missedInSight: number;
  falselyNamed: number;
  rightlyNotNamed: number;
}

/** How often a cause named with one certainty was at work, and how often it alone decided. */
export interface Calibration {
  named: number;
  atWork: number;
  decisive: number;
}

export interface Scores {
  patients: number;
  trials: number;
  terms: Map<string, TermCounts>;
  certainties: Map<string, Calibration>;
  labels: Map<string, TermCounts>;
  /** what was named or missed where it should not have been: term, patient, drug, how */
  errors: { term: string; patient: string; drug: string; how: 'missed' | 'falsely-named' }[];
}

export const emptyScores = (): Scores => ({
  patients: 0,
  trials: 0,
  terms: new Map(),
  certainties: new Map(),
  labels: new Map(),
  errors: [],
});

const countsOf = (of: Map<string, TermCounts>, term: string): TermCounts => {
  const known = of.get(term) ?? { found: 0, missed: 0, missedInSight: 0, falselyNamed: 0, rightlyNotNamed: 0 };
  of.set(term, known);
  return known;
};

/**
 * Adds one person to the scores. A term counts where it is true or named; the terms true of a scenario's other trials
 * are the ones it could have been (their absence is counted as rightly not named). Terms that no data separate count as
 * one: either name finds both, and the other beside it is no error.
 */
export function score(
  scores: Scores,
  truth: readonly TruthRow[],
  assessment: PatientAssessment,
  possible: readonly string[],
  facts: SimulationFacts,
): void {
  const twins = new Map<string, string[]>();
  for (const { term, other } of facts.inseparable) {
    twins.set(term, [...(twins.get(term) ?? []), other]);
    twins.set(other, [...(twins.get(other) ?? []), term]);
  }
  scores.patients += 1;
  const patient = assessment.id;
  for (const course of truth.filter(({ kind }) => kind === 'course')) {
    scores.trials += 1;
    const trial = assessment.trials.find(({ medication }) => medication.name === course.drug);
    const rows = truth.filter(({ drug }) => drug === course.drug);
    const named = new Map<string, string>(
      (trial?.causes ?? []).map(({ term, certainty }) => [term, certainty] as [string, string]),
    );
    if (trial) named.set(trial.course.term, 'course');
    const isTrue = (term: string): boolean => rows.some((row) => row.term === term);
    const isNamed = (term: string): boolean => [term, ...(twins.get(term) ?? [])].some((each) => named.has(each));
    for (const term of new Set([...possible, ...rows.map((row) => row.term), ...named.keys()])) {
      const counts = countsOf(scores.terms, term);
      const row = rows.find((each) => each.term === term);
      if (row && isNamed(term)) counts.found += 1;
      else if (row) {
        counts.missed += 1;
        if (row.hiddenBy.length === 0) counts.missedInSight += 1;
        scores.errors.push({ term, patient, drug: course.drug, how: 'missed' });
      } else if (named.has(term) && !(twins.get(term) ?? []).some(isTrue)) {
        counts.falselyNamed += 1;
        scores.errors.push({ term, patient, drug: course.drug, how: 'falsely-named' });
      } else if (!named.has(term)) counts.rightlyNotNamed += 1;
    }
    for (const [term, certainty] of named) {
      if (certainty === 'course') continue;
      const known = scores.certainties.get(certainty) ?? { named: 0, atWork: 0, decisive: 0 };
      const row = rows.find((each) => each.term === term || (twins.get(term) ?? []).includes(each.term));
      known.named += 1;
      if (row) known.atWork += 1;
      if (row?.decisive) known.decisive += 1;
      scores.certainties.set(certainty, known);
    }
  }
  for (const row of truth.filter(({ kind }) => kind === 'label')) {
    const counts = countsOf(scores.labels, `${row.term} ${row.standing}`);
    const label = assessment.labels.find(({ term }) => term === row.term);
    const isHeld = label?.standing === 'confirmed' || label?.standing === 'apparent';
    const isRight = row.standing === 'true' ? isHeld : !isHeld;
    if (isRight) counts.found += 1;
    else {
      counts.missed += 1;
      if (row.hiddenBy.length === 0) counts.missedInSight += 1;
      scores.errors.push({ term: `${row.term} ${row.standing}`, patient, drug: '', how: 'missed' });
    }
  }
}

const Z_95 = 1.959964;

/**
 * The 95 % interval of a share by Wilson's score method; null where nothing was counted.
 * @example wilson(9, 10)?.low.toFixed(3) //=> '0.596'
 */
export function wilson(hits: number, of: number): { share: number; low: number; high: number } | null {
  if (of === 0) return null;
  const share = hits / of;
  const scale = 1 + Z_95 ** 2 / of;
  const centre = (share + Z_95 ** 2 / (2 * of)) / scale;
  const half = (Z_95 / scale) * Math.sqrt((share * (1 - share)) / of + Z_95 ** 2 / (4 * of * of));
  return { share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
