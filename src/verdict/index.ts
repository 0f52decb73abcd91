/** Sixth room: asks every family that applies, and orders, combines and rules out. Knows the contract, never a cause. */
import type { CauseContext, CauseFamily, FirstPass } from '../causes/contract.ts';
import type { Course } from '../domain/course.ts';
import type { Finding, Gate } from '../domain/finding.ts';
import type { CauseTerm } from '../domain/terms.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type Attributed, combine } from './combine.ts';
import { allGates, fairChance } from './gates.ts';
import { nextChecks } from './next-checks.ts';
import { type Explanations, ranked } from './order.ts';

/** What the verdict needs beside the trial: the registry of families and the vocabulary's parents. */
export interface VerdictSetup {
  families: readonly CauseFamily[];
  explanations: Explanations;
  parents: (term: CauseTerm) => readonly CauseTerm[];
}

/** The set-up for a registry; explanations of all families are merged once. */
export function verdictSetup(families: readonly CauseFamily[], parents: VerdictSetup['parents']): VerdictSetup {
  const explanations = new Map<CauseTerm, CauseTerm[]>();
  for (const family of families) {
    for (const [term, roots] of Object.entries(family.explainedBy)) {
      const known = explanations.get(term as CauseTerm) ?? [];
      explanations.set(term as CauseTerm, [...known, ...(roots ?? [])]);
    }
  }
  return {
    families: [...families].sort((a, b) => a.step - b.step || (a.family < b.family ? -1 : 1)),
    explanations,
    parents,
  };
}

/** What every family that applies answered about one trial: plain data, the families by name. */
export interface Asked {
  parts: { family: string; finding: Finding }[];
  gates: Gate[];
}

/** Asks the families in two passes: those that conclude from others see the whole first pass. */
export function askFamilies(context: CauseContext, setup: VerdictSetup): Asked {
  const asked = setup.families.filter((family) => family.appliesTo(context));
  const parts: Asked['parts'] = [];
  const gates: Gate[] = [];
  for (const family of asked) {
    const result = family.assess(context);
    for (const finding of result.findings) parts.push({ family: family.family, finding });
    gates.push(...result.gates);
  }
  const concluding = asked.filter((family) => family.conclude !== undefined);
  // Families that read all others conclude last, so that what the others conclude is before them.
  concluding.sort((a, b) => Number(a.requires.includes('*')) - Number(b.requires.includes('*')));
  for (const family of concluding) {
    const first: FirstPass = { findings: parts.map((part) => part.finding), gates };
    for (const finding of family.conclude?.(context, first) ?? []) parts.push({ family: family.family, finding });
  }
  return { parts, gates };
}

/** The verdict on one trial: causes where it failed or cannot be judged, risks where it responds or it is too early. */
export function verdictOf(asked: Asked, trial: string, course: Course, setup: VerdictSetup): Verdict {
  const byName = new Map(setup.families.map((family) => [family.family, family]));
  const parts = asked.parts.flatMap(({ family: name, finding }): Attributed[] => {
    const family = byName.get(name);
    return family ? [{ family, finding }] : [];
  });
  const combined = combine(parts, setup.parents);
  const closed = combined.supported.flatMap(({ family, term, certainty }) => {
    const gate = byName.get(family)?.closes[term];
    return gate ? [{ gate, term, certainty }] : [];
  });
  const gates = allGates(asked.gates, closed);
  const supported = ranked(combined.supported, setup.explanations);
  const explains = course.failure === true || (course.failure === null && course.term !== 'too-early-to-judge');
  const first = explains ? (supported[0] ?? null) : null;
  return {
    trial,
    headline: first ? { term: first.term, kind: 'cause' } : { term: course.term, kind: 'course' },
    fairChance: fairChance(gates),
    gates,
    causes: explains ? supported : [],
    risks: explains ? [] : supported,
    excluded: combined.excluded,
    notAssessed: [...combined.open].sort((a, b) => a.step - b.step || (a.term < b.term ? -1 : 1)),
    checks: course.failure === false ? [] : nextChecks(parts, gates, first),
  };
}
