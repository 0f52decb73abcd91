import { concentrationIn } from '../../domain/quantity.ts';
import type { DrugLevel } from '../../domain/trial.ts';
import type { TrialRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type TrialContext } from '../context.ts';

type LevelsRequirement = Extract<TrialRequirement, { kind: 'levels' }>;

/** True, false, or null where the level cannot be compared with the bound. */
function isEnough(level: DrugLevel, above: LevelsRequirement['above']): boolean | null {
  if (above === undefined) return level.verdict !== 'absent' && level.verdict !== 'below';
  if (level.verdict === 'absent') return false;
  const value =
    level.value === null || level.unit === null ? null : concentrationIn(level.value, level.unit, above.unit);
  return value === null ? null : value > above.value;
}

/** Are there enough measured levels, none of them too low where only their presence is asked? */
export function levels(asked: LevelsRequirement, { each }: TrialContext): Answered {
  const found = each.trial.levels.map((level) => isEnough(level, asked.above));
  const enough = found.filter((one) => one === true).length;
  const values = { levels: found.length, enough, atLeast: asked.atLeast, above: asked.above?.value ?? null };
  const shows = each.trial.levels
    .map(({ value, unit, verdict }) => `${value ?? verdict} ${unit ?? ''}`.trim())
    .join(', ');
  const checked = each.trial.levels.every((level) => level.checked || asked.above !== undefined);
  if (enough >= asked.atLeast) return answered('met', values, shows, checked);
  return answered(
    found.length > 0 && found.every((one) => one === false) ? 'failed' : 'unknown',
    values,
    shows,
    checked,
  );
}
