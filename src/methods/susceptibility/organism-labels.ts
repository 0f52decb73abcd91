/** What the isolates of a person are called: multidrug-resistant and its relatives. They describe germs, no cause. */
import type { DefinitionOutcome, LabelAssessment, LabelRequirement, Standing } from '../../domain/assessment.ts';
import type { Culture, Susceptibility } from '../../domain/record.ts';
import type { LabelTerm } from '../../domain/terms.ts';
import type { Germs, Organism } from '../../knowledge/germs/index.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { isolateAnswers } from './isolate.ts';
import {
  type Antibiogram,
  type MultidrugResult,
  multidrugResistance,
  type TuberculosisResult,
  tuberculosisResistance,
} from './multidrug.ts';

/** True where a report's guideline is EUCAST of the year from which I means susceptible, increased exposure. */
export function isNewEucast(guideline: string | null, germs: Germs): boolean {
  if (guideline === null || !/eucast/i.test(guideline)) return false;
  const year = /\b(20\d\d)\b/.exec(guideline)?.[1];
  return year === undefined || Number(year) >= germs.thresholds.eucastNewIYear;
}

/** The label of one isolate of a known germ: by the tuberculosis definitions, or by those for other bacteria. */
export type IsolateLabel =
  | { kind: 'tuberculosis'; result: TuberculosisResult }
  | { kind: 'multidrug'; result: MultidrugResult };

/** Results by agent as reported, stated by the organism's code, or told by a surrogate; expected resistance left out. */
function antibiogramOf(culture: Culture, organism: Organism, germs: Germs): Antibiogram {
  const answer = isolateAnswers(culture, organism, germs);
  const results: Record<string, string> = {};
  for (const agent of germs.rows.agents) {
    const found = answer(agent);
    if (found && found.basis !== 'expected') results[agent.code] = found.category;
  }
  return results;
}

/** The label of one isolate; null where the germ is not known. */
export function isolateLabel(culture: Culture, organism: Organism, germs: Germs): IsolateLabel | null {
  const { taxon } = organism;
  if (!taxon) return null;
  const results = antibiogramOf(culture, organism, germs);
  if (germs.isWithin(taxon.id, 'mycobacterium-tuberculosis-complex'))
    return { kind: 'tuberculosis', result: tuberculosisResistance(results, germs) };
  const isNew = ({ guideline }: Susceptibility): boolean => isNewEucast(guideline, germs);
  const nonSusceptible = culture.results.some(isNew) ? 'R' : 'IR';
  return { kind: 'multidrug', result: multidrugResistance(taxon.id, results, germs, { nonSusceptible }) };
}

interface Told {
  term: LabelTerm;
  outcome: DefinitionOutcome;
}

const RANK: readonly Standing[] = ['confirmed', 'apparent', 'pseudo', 'not-met'];
const STEPS: readonly { term: LabelTerm; label: string }[] = [
  { term: 'multidrug-resistant-organism', label: 'MDR' },
  { term: 'extensively-drug-resistant-organism', label: 'XDR' },
  { term: 'pandrug-resistant-organism', label: 'PDR' },
];
const TUBERCULOSIS: readonly { term: LabelTerm; label: string }[] = [
  { term: 'multidrug-resistant-organism', label: 'MDR-TB' },
  { term: 'extensively-drug-resistant-organism', label: 'XDR-TB' },
];

/** Standing of one label of the interim definitions. */
function standingOf(label: string, { label: found, possible }: MultidrugResult): Standing {
  const order = STEPS.map((step) => step.label);
  if (order.includes(found) && order.indexOf(found) >= order.indexOf(label)) return 'confirmed';
  return possible.some((each) => each === label) ? 'apparent' : 'not-met';
}

/** Standing of one label of tuberculosis: a stronger label includes the weaker. */
function tuberculosisStanding(label: string, { label: found, possible }: TuberculosisResult, germs: Germs): Standing {
  const order = germs.rows.tuberculosis.map((row) => row.label);
  if (found !== null && order.indexOf(found) >= order.indexOf(label)) return 'confirmed';
  return possible.includes(label) ? 'apparent' : 'not-met';
}

function toldOf(culture: Culture, organism: Organism, germs: Germs): Told[] {
  const found = isolateLabel(culture, organism, germs);
  if (!found) return [];
  const about = { isolate: culture.id, day: culture.collected?.iso ?? culture.reported?.iso ?? null };
  if (found.kind === 'tuberculosis') {
    const sources = [...new Set(germs.rows.tuberculosis.flatMap((row) => sourceIds(row.source)))];
    return TUBERCULOSIS.map(({ term, label }) => {
      const standing = tuberculosisStanding(label, found.result, germs);
      const values = { ...about, label: found.result.label, open: found.result.possible.join(', ') };
      return { term, outcome: outcome('who-2021', standing, values, sources) };
    });
  }
  const { result } = found;
  const sources = [...new Set(result.sources.flatMap(sourceIds))];
  return STEPS.map(({ term, label }) => {
    const values = {
      found: result.categoriesNonSusceptible,
      least: germs.thresholds.mdrCategories,
      tested: result.categoriesTested,
      considered: result.categoriesConsidered,
      withstood: result.nonSusceptible.join(', '),
      ...about,
    };
    return { term, outcome: outcome('magiorakos-2012', standingOf(label, result), values, sources) };
  });
}

function outcome(
  definition: string,
  standing: Standing,
  values: LabelRequirement['values'],
  sources: string[],
): DefinitionOutcome {
  const answer = standing === 'confirmed' ? 'met' : standing === 'apparent' ? 'unknown' : 'failed';
  const code = definition === 'who-2021' ? 'resistant-agents' : 'categories-not-susceptible';
  return { definition, standing, requirements: [{ code, answer, values }], counted: [], refused: [], sources };
}

/** A germ's label before anything is said of codes. */
export type OrganismLabel = Omit<LabelAssessment, 'opens' | 'codes'>;

/**
 * The labels of a person's germs up to a day: for each germ and label its strongest isolate, `condition` the germ's id.
 *
 * Carriage counts as well: the label describes the germ. `apparent`: agents that were not tested leave it open; that is
 * told only of germs that withstand at least one category.
 * @source magiorakos-2012 definitions | who-2021-xdr definitions
 */
export function organismLabels(cultures: readonly Culture[], germs: Germs, untilDay: number): OrganismLabel[] {
  const best = new Map<string, OrganismLabel>();
  for (const culture of cultures) {
    const at = culture.collected ?? culture.reported;
    if (culture.organism === null || culture.results.length === 0 || at === null || at.day > untilDay) continue;
    const organism = germs.organism(culture.organism);
    for (const { term, outcome: found } of toldOf(culture, organism, germs)) {
      if (found.standing === 'not-met') continue;
      const condition = organism.taxon?.id ?? '';
      const key = `${condition}|${term}`;
      const known = best.get(key);
      if (known && RANK.indexOf(known.standing) <= RANK.indexOf(found.standing)) continue;
      best.set(key, { term, condition, ...found, otherDefinitions: [] });
    }
  }
  return [...best.values()];
}
