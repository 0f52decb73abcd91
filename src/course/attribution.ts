/** Which trial a stated effect speaks for. */
import type { Trial } from '../domain/trial.ts';
import { holdsPhrase } from '../knowledge/phrases/index.ts';
import type { Frame } from './frame.ts';

const rowsOf = (trial: Trial): string[] => [
  ...trial.orders,
  ...trial.statements,
  ...trial.supplies,
  ...trial.intakes,
  ...(trial.indication?.records ?? []),
];

/** True where a text names the trial's ingredient or product as whole words. */
export function namesDrug(trial: Trial, lowerText: string): boolean {
  if (holdsPhrase(lowerText, trial.ingredient.name.toLowerCase())) return true;
  const brand = trial.product?.toLowerCase().split(' ', 1)[0] ?? '';
  return brand.length > 3 && holdsPhrase(lowerText, brand);
}

/**
 * True where a statement about an effect, of a day, speaks for this trial.
 *
 * In this order: it points to a row of the trial; it points to another trial's; it names the drug, or another's; it
 * names the condition; every drug taken that day is for the same purpose. A statement none of this settles is left
 * out: an effect is not credited to a drug by guess.
 */
export function speaksFor(frame: Frame, statement: { about: readonly string[]; text: string; day: number }): boolean {
  const { trial, trials, knowledge } = frame.context;
  const own = rowsOf(trial);
  if (statement.about.some((id) => own.includes(id))) return true;
  const others = trials.filter((other) => other !== trial);
  if (statement.about.length > 0 && others.some((other) => rowsOf(other).some((id) => statement.about.includes(id)))) {
    return false;
  }
  const lower = statement.text.toLowerCase();
  if (lower !== '') {
    if (namesDrug(trial, lower)) return true;
    if (others.some((other) => namesDrug(other, lower))) return false;
    const named = knowledge.conditions.match({ text: statement.text, codings: [] });
    if (named !== null && frame.condition !== null) {
      const { lineage } = knowledge.conditions;
      return lineage(named).includes(frame.condition) || lineage(frame.condition).includes(named);
    }
  }
  const active = others.filter(
    (other) => other.start <= statement.day && (other.end ?? statement.day) >= statement.day,
  );
  return active.every(
    (other) =>
      other.ingredient.id === trial.ingredient.id ||
      frame.samePurpose.includes(other) ||
      frame.sameRegimen.includes(other),
  );
}
