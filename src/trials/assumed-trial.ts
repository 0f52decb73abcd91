/** One trial under what the caller assumes of its taking and dose. */
import { momentOfDay, parseMoment } from '../domain/time.ts';
import { type Trial, trialEnd } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Assumption } from './assumptions.ts';

const dayOn = (day: string | undefined): number | undefined => (day === undefined ? undefined : parseMoment(day)?.day);

/** True where the assumption is about this trial. */
function concerns(assumption: Assumption, trial: Trial, knowledge: Knowledge): boolean {
  if (assumption.trial !== undefined) return assumption.trial === trial.id;
  if (assumption.drug === undefined) return false;
  return knowledge.drugs.byName(assumption.drug).some((ingredient) => ingredient.id === trial.ingredient.id);
}

/** One trial with its assumed taking and dose in place of the recorded ones, and the sentences that say so. */
export function assumedTrial(
  trial: Trial,
  assumptions: readonly Assumption[],
  asOfDay: number,
  knowledge: Knowledge,
): { trial: Trial; said: string[] } {
  let changed = trial;
  const said: string[] = [];
  for (const [place, assumption] of assumptions.entries()) {
    if (!concerns(assumption, trial, knowledge)) continue;
    const id = `assumed/${place + 1}`;
    const from = dayOn(assumption.from) ?? trial.start;
    const to = (dayOn(assumption.to) ?? trialEnd(trial, asOfDay) - 1) + 1;
    if (assumption.taken !== undefined) {
      const outside = changed.taking
        .flatMap((run) => [
          { ...run, to: Math.min(run.to, from) },
          { ...run, from: Math.max(run.from, to) },
        ])
        .filter((run) => run.to > run.from);
      const taking = [
        ...outside,
        { from, to, share: assumption.taken, source: 'assumed' as const, records: [id] },
      ].sort((a, b) => a.from - b.from);
      changed = {
        ...changed,
        taking,
        initiation: {
          ...changed.initiation,
          answer: assumption.taken > 0 ? 'yes' : 'no',
          because: 'assumed',
          records: [id],
        },
      };
      said.push(`${Math.round(assumption.taken * 100)}% of the doses taken`);
    }
    if (assumption.dose) {
      const { value, unit } = assumption.dose;
      changed = {
        ...changed,
        doses: [
          {
            from,
            to,
            dailyDose: value,
            unit,
            perIntake: null,
            intakesPerDay: null,
            route: trial.route,
            timing: null,
            records: [id],
          },
        ],
      };
      said.push(`${value} ${unit} a day prescribed from ${momentOfDay(from).iso}`);
    }
    if (assumption.genotype)
      said.push(
        `${assumption.genotype.gene} ${assumption.genotype.diplotype ?? assumption.genotype.phenotype ?? ''}`.trim(),
      );
    if (assumption.perpetrator !== undefined) said.push(`${assumption.perpetrator} used beside it`);
    if (assumption.culture)
      said.push(`${assumption.culture.organism} ${assumption.culture.sir} to ${assumption.culture.agent}`);
    if (assumption.level)
      said.push(`a level of ${assumption.level.value} ${assumption.level.unit} on ${assumption.level.on}`);
    if (assumption.outcome)
      said.push(`${assumption.outcome.measure} ${assumption.outcome.value} on ${assumption.outcome.on}`);
  }
  return { trial: changed, said };
}
