/** Second room: who took what, when, how much, for what. One trial per ingredient and stretch of time. */
import type { PatientRecord } from '../domain/record.ts';
import type { Trial } from '../domain/trial.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { AsOf } from './as-of.ts';
import { trialOf } from './build-trial.ts';
import { indicationOf } from './indication.ts';
import { type Mentions, mentionsByIngredient, orderDay, splitIntoTrials, statementDay } from './mentions.ts';
import { withRegimens } from './regimens.ts';

export type { AsOf } from './as-of.ts';
export { asOfFor } from './as-of.ts';
export { assumedTrial } from './assumed-trial.ts';
export {
  type Assumption,
  assumedRecord,
  isAssumed,
  parseAssumptions,
} from './assumptions.ts';
export { purposeOf } from './regimens.ts';

/** The first day of a drug's rows, for telling a switch. */
function firstDay(mentions: Mentions): number | null {
  const days = [
    ...mentions.orders.map(orderDay),
    ...mentions.supplies.filter((supply) => supply.status === 'done').map((supply) => supply.at.day),
    ...mentions.intakes.map((intake) => intake.at.day),
    ...mentions.statements.map(statementDay),
  ].filter((day) => day !== null);
  return days.length > 0 ? Math.min(...days) : null;
}

/** True where two ingredients stand in the same rows: a combination is one product. */
function shareRows(a: Mentions, b: Mentions): boolean {
  if (a.ingredient.id === b.ingredient.id) return true;
  const ids = new Set([...a.orders, ...a.supplies, ...a.intakes, ...a.statements].map((row) => row.id));
  return [...b.orders, ...b.supplies, ...b.intakes, ...b.statements].every((row) => ids.has(row.id));
}

/**
 * Every trial of a record, in order of start, then name.
 *
 * One trial per ingredient; refills, dose changes, brand switches and gaps stay inside one trial; overlapping trials for
 * one purpose carry the same `regimen`.
 */
export function trialsOf(record: PatientRecord, asOf: AsOf, knowledge: Knowledge): Trial[] {
  const stretches = mentionsByIngredient(record).flatMap((mentions) => splitIntoTrials(mentions, knowledge));
  const purposes = stretches.map((mentions) => {
    const day = firstDay(mentions);
    const facts = knowledge.drugs.facts(mentions.ingredient.id);
    const indication = indicationOf(mentions, record, facts, day ?? 0, knowledge);
    return { mentions, day, purpose: indication ? (indication.condition ?? indication.text.toLowerCase()) : null };
  });
  const rivalsOf = (mentions: Mentions): number[] => {
    const own = purposes.find((each) => each.mentions === mentions);
    if (!own || own.purpose === null) return [];
    return purposes.flatMap((other) =>
      other.purpose === own.purpose && other.mentions.ingredient.id !== mentions.ingredient.id && other.day !== null
        ? [other.day]
        : [],
    );
  };
  const counts = new Map<string, number>();
  const trials: Trial[] = [];
  const ordered = [...purposes].sort(
    (a, b) => (a.day ?? 0) - (b.day ?? 0) || (a.mentions.ingredient.name < b.mentions.ingredient.name ? -1 : 1),
  );
  for (const { mentions } of ordered) {
    const name = mentions.ingredient.name;
    const number = (counts.get(name) ?? 0) + 1;
    const isOnlyDrug = stretches.every((other) => other === mentions || shareRows(other, mentions));
    const setting = { record, asOf, rivals: rivalsOf(mentions), isOnlyDrug, knowledge };
    const trial = trialOf(mentions, `${record.id}/${name}/${number}`, setting);
    if (!trial) continue;
    counts.set(name, number);
    trials.push(trial);
  }
  return withRegimens(trials, record.id, asOf.moment.day);
}
