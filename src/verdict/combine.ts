/** From single findings to one weighed cause per term (judgement 10). */
import type { CauseFamily } from '../causes/contract.ts';
import type { Finding } from '../domain/finding.ts';
import { type CauseTerm, type Certainty, certaintyRank, isSupported, oneStepDown, weaker } from '../domain/terms.ts';
import type { OpenQuestion, Told, WeighedCause } from '../domain/verdict.ts';

/** A finding with the family it came from. */
export interface Attributed {
  family: CauseFamily;
  finding: Finding;
}

const tell = ({ family, finding }: Attributed): Told => ({ family: family.family, finding });

/**
 * What a finding may claim: an unchecked fact neither raises above possible nor excludes, and only what was measured in
 * the window is probable. Confirmed has rules of its own in the families and is left as it is.
 */
function held(finding: Finding): Certainty {
  const isTold = finding.bearing === 'supports' && finding.basis !== 'measured';
  if (isTold && finding.certainty === 'probable') return 'possible';
  if (finding.checked) return finding.certainty;
  if (finding.bearing === 'supports') return weaker(finding.certainty, 'possible');
  return finding.certainty === 'excluded' ? 'unlikely' : finding.certainty;
}

const strongest = (certainties: readonly Certainty[]): Certainty =>
  certainties.reduce((best, next) => (certaintyRank(next) < certaintyRank(best) ? next : best), 'unlikely');

const BASIS_STRENGTH = { measured: 3, recorded: 2, inferred: 1, assumed: 0 } as const;

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
  if (supporting.length === 0) {
    const excluded = opposing.some((part) => held(part.finding) === 'excluded');
    return { ...base, certainty: excluded ? 'excluded' : 'unlikely' };
  }
  const certainty = strongest(supporting.map((part) => held(part.finding)));
  const basisOf = (list: readonly Attributed[]): number =>
    Math.max(...list.map((part) => BASIS_STRENGTH[part.finding.basis]));
  const isOpposed = opposing.length > 0 && basisOf(opposing) >= basisOf(supporting);
  return { ...base, certainty: isOpposed ? oneStepDown(certainty) : certainty };
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
