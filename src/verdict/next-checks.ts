/** What to ask next, ordered by how much the answer could change the headline. */
import type { CauseFamily } from '../causes/contract.ts';
import type { Finding, Gate } from '../domain/finding.ts';
import type { WeighedCause } from '../domain/verdict.ts';
import type { Attributed } from './combine.ts';

/**
 * The checks the findings ask for, each once.
 *
 * A family whose required gate is unknown comes first, since its answer decides whether there was a failure at all; then
 * the order of questions; questions that rank behind a confirmed headline come last.
 */
export function nextChecks(
  parts: readonly Attributed[],
  gates: readonly Gate[],
  headline: WeighedCause | null,
): { family: string; finding: Finding }[] {
  const closes = (family: CauseFamily): boolean =>
    family.gates.some((name) => gates.find((gate) => gate.gate === name)?.answer === 'unknown');
  const weight = (part: Attributed): number => {
    const isBehind = headline !== null && headline.certainty === 'confirmed' && part.family.step > headline.step;
    return (isBehind ? 200 : 0) + (closes(part.family) ? 0 : 100) + part.family.step;
  };
  const asking = parts.filter((part) => part.finding.check !== null).sort((a, b) => weight(a) - weight(b));
  const seen = new Set<string>();
  const checks: { family: string; finding: Finding }[] = [];
  for (const part of asking) {
    const key = `${part.family.family}/${part.finding.check}`;
    if (seen.has(key)) continue;
    seen.add(key);
    checks.push({ family: part.family.family, finding: part.finding });
  }
  return checks;
}
