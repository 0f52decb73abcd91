/** The gates of all families, and whether the drug had a fair chance (judgement 6). */
import {
  type Gate,
  type GateName,
  GateName as GateNames,
  REQUIRED_GATES,
  SUPPORTING_GATES,
} from '../domain/finding.ts';
import type { Answer, CauseTerm, Certainty } from '../domain/terms.ts';

/** A cause with support, and the gate its family says it closes. */
export interface Closed {
  gate: GateName;
  term: CauseTerm;
  certainty: Certainty;
}

/** Every gate in its order: closed by a supported cause, else as its family answers, else unknown. */
export function allGates(answered: readonly Gate[], closed: readonly Closed[]): Gate[] {
  const byName = new Map<GateName, Gate>();
  for (const gate of answered) {
    const known = byName.get(gate.gate);
    // Two families may answer a supporting gate: the closed answer wins, then the unknown one.
    if (!known || rank(gate.answer) < rank(known.answer)) byName.set(gate.gate, gate);
  }
  return GateNames.options.map((gate) => {
    const known = byName.get(gate) ?? { gate, answer: 'unknown', values: {} };
    const answered = byName.has(gate) && known.answer === 'unknown';
    // A merely possible cause does not settle a gate its own family left open (two instruments that disagree).
    const by = closed.find((each) => each.gate === gate && (each.certainty !== 'possible' || !answered));
    return by && known.answer !== 'no' ? { gate, answer: 'no', values: { ...known.values, closedBy: by.term } } : known;
  });
}

const rank = (answer: Answer): number => (answer === 'no' ? 0 : answer === 'unknown' ? 1 : 2);

/** No if any gate is no; yes if every required gate is yes; else unknown. An unknown supporting gate does not prevent yes. */
export function fairChance(gates: readonly Gate[]): Answer {
  const answer = (name: GateName): Answer => gates.find((gate) => gate.gate === name)?.answer ?? 'unknown';
  if ([...REQUIRED_GATES, ...SUPPORTING_GATES].some((name) => answer(name) === 'no')) return 'no';
  return REQUIRED_GATES.every((name) => answer(name) === 'yes') ? 'yes' : 'unknown';
}
