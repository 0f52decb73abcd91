import type { PersonRequirement } from '../../knowledge/labels/index.ts';
import { type Answered, answered, type PersonContext } from '../context.ts';

const REFUTED = new Set(['refuted', 'entered-in-error']);

/** Is the diagnosis recorded, as a problem or as the stated reason of a counted drug? An inferred one is unknown. */
export function diagnosis(asked: Extract<PersonRequirement, { kind: 'diagnosis' }>, context: PersonContext): Answered {
  const { conditions } = context.knowledge;
  const rows = context.record.conditions.filter((row) => {
    const found = conditions.match(row.what);
    return found !== null && (found === asked.condition || conditions.lineage(found).includes(asked.condition));
  });
  const standing = rows.find((row) => !REFUTED.has(row.verification ?? ''));
  if (standing) return answered('met', { diagnosis: standing.what.text }, standing.what.text);
  if (rows.length > 0) return answered('failed', { diagnosis: rows[0]?.what.text ?? null, refuted: true }, 'refuted');
  const stated = context.counted.find(({ trial }) => trial.indication?.basis === 'recorded')?.trial.indication;
  return stated ? answered('met', { indication: stated.text }, stated.text) : answered('unknown', {});
}
