/** Ranking: roots before what they explain, then certainty, share, step and term (judgement 11). */
import { type CauseTerm, certaintyRank } from '../domain/terms.ts';
import type { WeighedCause } from '../domain/verdict.ts';

/** term -> terms that may stand behind it, gathered from all families' declarations */
export type Explanations = ReadonlyMap<CauseTerm, readonly CauseTerm[]>;

/** How many explanations deep a cause lies; a cycle of declarations counts once. */
function depthOf(
  term: CauseTerm,
  present: ReadonlySet<CauseTerm>,
  explanations: Explanations,
  seen: ReadonlySet<CauseTerm>,
): number {
  const behind = (explanations.get(term) ?? []).filter((root) => present.has(root) && !seen.has(root));
  if (behind.length === 0) return 0;
  const next = new Set([...seen, term]);
  return 1 + Math.max(...behind.map((root) => depthOf(root, present, explanations, next)));
}

/**
 * The causes ranked, each with the listed causes that stand behind it.
 *
 * Order: fewer explanations behind it, stronger certainty, larger share (none counts as 0), earlier step, term id.
 */
export function ranked(causes: readonly WeighedCause[], explanations: Explanations): WeighedCause[] {
  const present = new Set(causes.map((cause) => cause.term));
  const depths = new Map(causes.map((cause) => [cause.term, depthOf(cause.term, present, explanations, new Set())]));
  return causes
    .map((cause) => ({
      ...cause,
      explainedBy: (explanations.get(cause.term) ?? []).filter((root) => present.has(root)),
    }))
    .sort(
      (a, b) =>
        (depths.get(a.term) ?? 0) - (depths.get(b.term) ?? 0) ||
        certaintyRank(a.certainty) - certaintyRank(b.certainty) ||
        (b.share ?? 0) - (a.share ?? 0) ||
        a.step - b.step ||
        (a.term < b.term ? -1 : 1),
    );
}
