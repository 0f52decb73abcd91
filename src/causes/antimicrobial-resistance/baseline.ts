/** Isolates at the start of a course: resistant by nature, resistant already, susceptible, or in between. */
import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { type Certainty, weaker } from '../../domain/terms.ts';
import { MINUTES_PER_DAY } from '../../domain/time.ts';
import type { IsolateAnswer } from '../../methods/susceptibility/index.ts';
import { grounds, type Judged, resistantParts } from './grounds.ts';
import { increasedExposure } from './increased-exposure.ts';
import type { Isolate } from './isolates.ts';
import { spanOf } from './span.ts';
import { partnersIn } from './treatment.ts';
import { isolateValues } from './words.ts';

/** Did the germ go only once another, active drug replaced this one? The effect back by a bypass. */
function clearedAfterSwitch(isolate: Isolate, judged: Judged): string[] | null {
  const { context, course, sorted, roles } = judged;
  const stillThere = roles.followUp.some((later) => later.species === isolate.species);
  if (!stillThere) return null;
  const { replacedWithinDays: days, clearingDays } = context.knowledge.germs.thresholds;
  const end = { ...course.end, day: course.end.day + days, minute: course.end.minute + days * MINUTES_PER_DAY };
  for (const { trial, agent } of partnersIn({ start: course.start, end }, context)) {
    if (trial.start <= course.start.day || isolate.answer(agent)?.category !== 'S') continue;
    const grewLater = roles.followUp.some(
      (later) => later.species === isolate.species && later.at.day > trial.start + clearingDays,
    );
    const clean = sorted.sterile.find(({ at }) => at.day > trial.start);
    if (clean && !grewLater) return [clean.culture.id, ...trial.intakes.slice(0, 1)];
  }
  return null;
}

function resistant(isolate: Isolate, answer: IsolateAnswer, judged: Judged, others: readonly Isolate[]): Finding {
  const { roles, agent, context } = judged;
  const base = grounds(answer, isolate);
  if (answer.basis === 'expected') {
    const covered = others.some((other) => other.species !== isolate.species && other.answer(agent)?.category === 'S');
    const usual: Certainty = answer.grade === 'low-level' || covered ? 'possible' : 'probable';
    const parts = resistantParts(isolate, answer, judged, usual);
    return supports({
      term: 'intrinsic-resistance',
      code: 'species-always-resistant',
      ...base,
      ...parts,
      certainty: weaker(parts.certainty, usual),
    });
  }
  const needed = context.knowledge.germs.thresholds.persistHours;
  const persisted = roles.followUp.filter(
    (later) => later.species === isolate.species && later.at.minute - spanOf(judged.course.start).from >= needed * 60,
  );
  const parts = resistantParts(isolate, answer, judged, 'probable');
  const cleared = clearedAfterSwitch(isolate, judged);
  if (cleared && answer.checked) {
    const records = [...base.records, ...persisted.map((later) => later.culture.id), ...cleared];
    return supports({
      term: 'acquired-resistance',
      code: 'cleared-after-switch',
      ...base,
      ...parts,
      certainty: 'confirmed',
      records,
    });
  }
  if (persisted.length > 0) {
    const records = [...base.records, ...persisted.map((later) => later.culture.id)];
    const values = { ...parts.values, lastDay: persisted.at(-1)?.at.day ?? isolate.at.day };
    return supports({
      term: 'acquired-resistance',
      code: 'resistant-and-persisting',
      ...base,
      ...parts,
      values,
      records,
    });
  }
  return supports({ term: 'acquired-resistance', code: 'resistant-at-start', ...base, ...parts });
}

/** Findings of the isolates that stand at the start of one course. */
export function baselineFindings(judged: Judged): Finding[] {
  const { roles, agent } = judged;
  const findings: Finding[] = [];
  const susceptible: Finding[] = [];
  for (const isolate of roles.index) {
    const answer = isolate.answer(agent);
    if (answer?.category === 'R') findings.push(resistant(isolate, answer, judged, roles.index));
    else if (answer?.category === 'I') findings.push(...increasedExposure(isolate, answer, judged));
    else if (answer?.category === 'S')
      susceptible.push(
        opposes({
          term: 'acquired-resistance',
          code: 'susceptible-at-start',
          certainty: answer.checked ? 'excluded' : 'unlikely',
          ...grounds(answer, isolate),
          values: isolateValues(isolate, agent),
          check: 'look-elsewhere',
        }),
      );
  }
  // A susceptible isolate speaks against resistance only where no other germ at the start withstands the drug.
  const any = findings.some((finding) => finding.bearing === 'supports' && finding.term !== 'dose-too-low');
  return any ? findings : [...findings, ...susceptible];
}
