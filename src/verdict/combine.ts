/** From single findings to one weighed cause per term (judgement 10). */
import type { CauseFamily } from '../causes/contract.ts';
import type { Finding } from '../domain/finding.ts';
import { type CauseTerm, certaintyRank, isSupported } from '../domain/terms.ts';
import type { OpenQuestion, Told, WeighedCause } from '../domain/verdict.ts';
import { heldCertainty, weighedCertainty } from '../domain/weigh.ts';

/** A finding with the family it came from. */
export interface Attributed {
  family: CauseFamily;
  finding: Finding;
}

const tell = ({ family, finding }: Attributed): Told => ({ family: family.family, finding });

/** One weighed cause: the strongest support, one step lower where a finding of equal basis or better opposes it. */
function weigh(term: CauseTerm, parts: readonly Attributed[], onParents: readonly Attributed[]): WeighedCause | null {
  const supporting = parts.filter((part) => part.finding.bearing === 'supports');
  const own = parts.filter((part) => part.finding.bearing === 'opposes');
  // What speaks against the parent speaks against its child.
  const opposing = supporting.length > 0 ? [...own, ...onParents] : own;
  const first = supporting[0] ?? opposing[0];
  if (!first) return null;
  const shares = supporting.map((part) => part.finding.share).filter((share) => share !== null);
  const base = {
    term,
    family: first.family.family,
    step: first.family.step,
    share: shares.length > 0 ? Math.max(...shares) : null,
    explainedBy: [],
    told: [...supporting, ...opposing].map(tell),
  };
  const findingsOf = (list: readonly Attributed[]): Finding[] => list.map((part) => part.finding);
  const certainty = weighedCertainty(findingsOf(supporting), findingsOf(opposing));
  if (certainty !== null) return { ...base, certainty };
  const isExcluded = opposing.some((part) => heldCertainty(part.finding) === 'excluded');
  return { ...base, certainty: isExcluded ? 'excluded' : 'unlikely' };
}

export interface Combined {
  supported: WeighedCause[];
  excluded: WeighedCause[];
  open: OpenQuestion[];
}

/**
 * Every cause the findings speak of, told apart: supported, ruled out, or open.
 *
 * A parent is not listed beside its child (judgement 11): its evidence joins the strongest child. `parents` gives each
 * term's parents.
 */
export function combine(parts: readonly Attributed[], parents: (term: CauseTerm) => readonly CauseTerm[]): Combined {
  const byTerm = new Map<CauseTerm, Attributed[]>();
  for (const part of parts) byTerm.set(part.finding.term, [...(byTerm.get(part.finding.term) ?? []), part]);

  const supported: WeighedCause[] = [];
  const excluded: WeighedCause[] = [];
  const open: OpenQuestion[] = [];
  for (const [term, group] of byTerm) {
    const onParents = parents(term)
      .flatMap((parent) => byTerm.get(parent) ?? [])
      .filter((part) => part.finding.bearing === 'opposes');
    const weighed = weigh(term, group, onParents);
    const asks = group.filter((part) => part.finding.bearing === 'missing');
    if (weighed && isSupported(weighed.certainty)) supported.push(weighed);
    else if (weighed) excluded.push(weighed);
    const first = asks[0];
    const isAnswered = weighed !== null && (isSupported(weighed.certainty) || weighed.certainty === 'excluded');
    if (first && !isAnswered) {
      open.push({ term, step: first.family.step, told: asks.map(tell) });
    }
  }
  // Ruled out beside its own supported child a parent would contradict itself; the child carries the doubt.
  const carried = new Set(supported.flatMap((cause) => parents(cause.term)));
  return {
    supported: withoutParents(supported, parents),
    excluded: excluded.filter((cause) => !carried.has(cause.term)),
    open,
  };
}

function withoutParents(
  causes: readonly WeighedCause[],
  parents: (term: CauseTerm) => readonly CauseTerm[],
): WeighedCause[] {
  const kept = causes.map((cause) => ({ ...cause, told: [...cause.told] }));
  for (const parent of causes) {
    const children = kept.filter((cause) => parents(cause.term).includes(parent.term));
    const strongestChild = children.sort((a, b) => certaintyRank(a.certainty) - certaintyRank(b.certainty))[0];
    if (!strongestChild) continue;
    // Evidence for the parent is evidence for its child, and may be the stronger.
    strongestChild.told.push(...parent.told);
    if (certaintyRank(parent.certainty) < certaintyRank(strongestChild.certainty)) {
      strongestChild.certainty = parent.certainty;
    }
    kept.splice(
      kept.findIndex((cause) => cause.term === parent.term),
      1,
    );
  }
  return kept;
}
