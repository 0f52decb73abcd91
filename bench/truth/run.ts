/**
 * What the core finds of what is true: sensitivity and specificity per term with Wilson intervals, calibration of its
 * certainties, at several levels of noise and missing data. `tsx bench/truth/run.ts [patients] [seed]`.
 */
import { assess } from '../../src/rxwhy.ts';
import { emptyScores, type Scores, score, simulatedPatients, wilson } from '../../src/simulate/index.ts';
import { knowledge } from '../../test/knowledge.ts';

const [patients = 2000, seed = 1] = process.argv.slice(2).map(Number);
const facts = await knowledge();

/** Terms a scenario can show, learned from its own truth. */
function possibleTerms(): Map<string, string[]> {
  const terms = new Map<string, Set<string>>();
  for (const { scenario, truth } of simulatedPatients(3000, { knowledge: facts, seed: 99 }))
    for (const { kind, term } of truth)
      if (kind !== 'label') terms.set(scenario, (terms.get(scenario) ?? new Set()).add(term));
  return new Map([...terms].map(([scenario, set]) => [scenario, [...set]]));
}

const possible = possibleTerms();

function run(noise: number, missing: number): Scores {
  const scores = emptyScores();
  for (const { record, truth, scenario } of simulatedPatients(patients, { knowledge: facts, seed, noise, missing }))
    score(scores, truth, assess(record, { knowledge: facts }), possible.get(scenario) ?? [], facts.simulation);
  return scores;
}

const shown = (hits: number, of: number): string => {
  const found = wilson(hits, of);
  if (!found) return '-'.padEnd(30);
  const text = `${found.share.toFixed(3)} (${found.low.toFixed(3)}-${found.high.toFixed(3)}) ${hits}/${of}`;
  return text.padEnd(30);
};

function print(scores: Scores, noise: number, missing: number): void {
  console.log(
    `\nnoise ${noise * 100} %, missing ${missing * 100} %: ${scores.patients} patients, ${scores.trials} trials`,
  );
  console.log(`${'term'.padEnd(34)}${'sensitivity'.padEnd(31)}${'of what was in sight'.padEnd(31)}specificity`);
  for (const [term, at] of [...scores.terms].sort(([one], [other]) => (one < other ? -1 : 1)))
    console.log(
      `${term.padEnd(34)}${shown(at.found, at.found + at.missed)} ${shown(at.found, at.found + at.missedInSight)} ${shown(at.rightlyNotNamed, at.rightlyNotNamed + at.falselyNamed)}`,
    );
  for (const [label, at] of [...scores.labels].sort(([one], [other]) => (one < other ? -1 : 1)))
    console.log(`label ${label.padEnd(44)} right ${shown(at.found, at.found + at.missed)}`);
  for (const [certainty, at] of scores.certainties)
    console.log(
      `named ${certainty.padEnd(10)} at work ${shown(at.atWork, at.named)} alone decisive ${shown(at.decisive, at.named)}`,
    );
}

for (const { term, other, because } of facts.simulation.inseparable)
  console.log(`counted as one: ${term} and ${other} (${because})`);
for (const [noise, missing] of [
  [0, 0],
  [0.1, 0],
  [0.2, 0],
  [0, 0.1],
  [0, 0.3],
  [0.1, 0.3],
] as const) {
  const scores = run(noise, missing);
  print(scores, noise, missing);
  if (noise === 0 && missing === 0)
    for (const error of scores.errors.slice(0, 20)) console.log('ERROR', JSON.stringify(error));
}
