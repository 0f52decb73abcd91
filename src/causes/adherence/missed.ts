/** Doses missed and use that ended early: what the days without the drug say, by the source that tells them. */
import { type Finding, supports } from '../../domain/finding.ts';
import { type Taken, takenIn } from '../../domain/taking.ts';
import type { TakingRun } from '../../domain/trial.ts';
import type { CauseContext } from '../contract.ts';
import { type Threshold, takingTexts } from './taken.ts';

/** The last run without the drug, where the drug never came back in this trial and the window had not ended before. */
function finalGap(context: CauseContext): TakingRun | null {
  const { trial, course } = context;
  const last = trial.taking.at(-1);
  if (!last || last.share > 0 || last.from >= course.window.to) return null;
  return last.source === 'supply' || last.source === 'stated-not-taken' ? last : null;
}

function fixedCourseCutShort(context: CauseContext, taken: Taken): Finding[] {
  const { trial, knowledge } = context;
  if (!trial.fixedCourse || trial.plannedEnd === null) return [];
  const planned = trial.plannedEnd - trial.start;
  const lastTaken = trial.taking.filter((run) => run.share > 0).at(-1);
  const endedByPatient = trial.stop?.by === 'patient' && trial.stop.day !== null && trial.stop.day < trial.plannedEnd;
  const endsAt = endedByPatient ? (trial.stop?.day ?? trial.plannedEnd) : lastTaken?.to;
  const gapKnown = endedByPatient || finalGap(context) !== null;
  if (planned <= 0 || endsAt === undefined || !gapKnown) return [];
  const days = Math.min(endsAt, trial.plannedEnd) - trial.start;
  if (days / planned >= knowledge.conventions.fixedCourseShare) return [];
  return [
    supports({
      term: 'stopped-early',
      code: 'course-cut-short',
      certainty: 'probable',
      basis: 'measured',
      values: { days, planned },
      sources: [...knowledge.conventionSources.fixedCourseShare],
      records: endedByPatient ? (trial.stop?.records ?? []) : taken.records,
    }),
  ];
}

/** A stop by the person who takes the drug, other than for intolerance, lack of effect or a finished course. */
function patientStop(context: CauseContext): Finding[] {
  const { trial, course } = context;
  const stop = trial.stop;
  if (!stop || stop.day === null || stop.by !== 'patient' || trial.fixedCourse) return [];
  if (stop.kind === 'intolerance' || stop.kind === 'ineffective' || stop.kind === 'completed') return [];
  if (stop.day > course.window.to) return [];
  return [
    supports({
      term: 'stopped-early',
      code: 'patient-stopped',
      certainty: 'probable',
      basis: 'measured',
      values: { day: stop.day, reason: stop.reason?.text ?? 'none given' },
      records: stop.records,
    }),
  ];
}

/** Supply that ran out while the order stayed open. */
function supplyEnded(context: CauseContext, gap: TakingRun | null): Finding[] {
  const { trial, knowledge } = context;
  if (!gap || trial.fixedCourse || gap.source !== 'supply') return [];
  const until = Math.min(gap.to, trial.end ?? gap.to);
  if (until - gap.from < knowledge.conventions.finalGapDays) return [];
  return [
    supports({
      term: 'stopped-early',
      code: 'supply-ended',
      certainty: 'probable',
      basis: 'measured',
      values: { day: gap.from, gapDays: until - gap.from },
      sources: [...knowledge.conventionSources.finalGapDays],
      records: gap.records,
    }),
  ];
}

const MISSED_CODES = {
  observed: { code: 'charted-missed', basis: 'measured' },
  monitor: { code: 'monitor-missed', basis: 'measured' },
  assay: { code: 'absent-in-assay', basis: 'measured' },
  supply: { code: 'supply-gaps', basis: 'measured' },
  'stated-not-taken': { code: 'stated-missed', basis: 'recorded' },
} as const;

/** An assay that finds nothing on days the pharmacy had supplied: absent although supplied. */
function absentThoughSupplied(context: CauseContext): Finding[] {
  const { trial, course, knowledge } = context;
  // Antibodies can clear such a drug to nothing: absence does not tell missed doses.
  if (knowledge.immunogenicity.rowOf({ name: trial.ingredient.name, atc: trial.atc })) return [];
  return trial.levels
    .filter((level) => level.verdict === 'absent' && level.day >= course.window.from && level.day <= course.window.to)
    .map((level) => {
      const run = trial.supply.find((each) => each.from <= level.day && level.day < each.to);
      return supports({
        term: 'missed-doses',
        code: run ? 'absent-though-supplied' : 'absent-in-assay',
        certainty: run ? 'confirmed' : 'probable',
        basis: 'measured',
        values: { day: level.day, share: 0 },
        records: [level.record, ...(run?.records ?? [])],
      });
    });
}

/** Missed doses by the source with the most missed days, over the window before any final gap. */
function missedBefore(context: CauseContext, gapFrom: number | null, threshold: Threshold): Finding[] {
  const { trial, course } = context;
  const window = { from: course.window.from, to: Math.min(course.window.to, gapFrom ?? course.window.to) };
  const taken = takenIn(trial.taking, window);
  if (taken.share === null || taken.share >= threshold.share) return [];
  const missedDays = new Map<TakingRun['source'], number>();
  for (const run of trial.taking) {
    const shared = Math.min(run.to, window.to) - Math.max(run.from, window.from);
    if (shared > 0 && run.share < 1)
      missedDays.set(run.source, (missedDays.get(run.source) ?? 0) + shared * (1 - run.share));
  }
  const main = [...missedDays.entries()].sort((a, b) => b[1] - a[1])[0]?.[0];
  const form = main !== undefined && main in MISSED_CODES ? MISSED_CODES[main as keyof typeof MISSED_CODES] : null;
  if (!form || form.code === 'absent-in-assay') return [];
  const isMeasured = form.basis === 'measured' && taken.high < threshold.share;
  return [
    supports({
      term: 'missed-doses',
      code: form.code,
      certainty: isMeasured ? 'probable' : 'possible',
      basis: form.basis,
      values: {
        share: taken.share,
        threshold: threshold.share,
        daysMissed: Math.round(taken.daysKnown - taken.daysTaken),
        days: taken.days,
      },
      sources: [...threshold.sources],
      records: taken.records,
    }),
  ];
}

/** Words that admit missed doses, where no source with numbers has said so already. */
function admitted(context: CauseContext): Finding[] {
  const match = context.knowledge.phrases
    .readAll('taking', takingTexts(context))
    .find((each) => each.meaning === 'missed');
  if (!match) return [];
  return [
    supports({
      term: 'missed-doses',
      code: 'admitted-missed',
      certainty: 'possible',
      values: { phrase: match.phrase },
      records: context.trial.statements,
    }),
  ];
}

/** Every finding on doses missed and on use that ended early in the judgement window. */
export function missedFindings(context: CauseContext, taken: Taken, threshold: Threshold): Finding[] {
  if (context.trial.asNeeded) return fixedCourseCutShort(context, taken);
  const gap = finalGap(context);
  const ended = [...fixedCourseCutShort(context, taken), ...patientStop(context), ...supplyEnded(context, gap)];
  const absent = absentThoughSupplied(context);
  const gapFrom = ended.length > 0 ? (gap?.from ?? null) : null;
  const missed = missedBefore(context, gapFrom, threshold);
  const words = missed.length === 0 && absent.length === 0 ? admitted(context) : [];
  return [...ended, ...absent, ...missed, ...words];
}
