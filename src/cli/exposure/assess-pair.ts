/** One victim with its perpetrators and genotypes: names resolved, exposure predicted, everything doubtful said. */
import type { AbsorptionKnowledge } from '../../knowledge/absorption-and-antagonism/index.ts';
import type { EnzymeKnowledge } from '../../knowledge/enzymes/index.ts';
import type { GeneKnowledge } from '../../knowledge/genes/index.ts';
import {
  absorptionRatio,
  type ExposurePrediction,
  type GeneState,
  type MoietyRatio,
  predictExposure,
} from '../../methods/clearance/index.ts';
import {
  INDETERMINATE,
  type Interpretation,
  interpretGenotype,
  readScore,
  standardPhenotype,
} from '../../methods/genotype/index.ts';
import { shiftedPhenotypes } from './phenoconversion.ts';

export type ExposureKnowledge = { genes: GeneKnowledge; enzymes: EnzymeKnowledge; absorption: AbsorptionKnowledge };
export type ExposureNeeds = { resolveDrug: (name: string) => string | null; knowledge: ExposureKnowledge };
export type PairInput = { victim: string; perpetrators: readonly string[]; genotypes: readonly string[] };

type Range = { value: number | null; low: number | null; high: number | null };
export type PairAnswer = {
  ratio: Range;
  moiety: MoietyRatio['moiety'];
  active: Range & { moiety: string };
  prediction: ExposurePrediction;
  absorbed: Range | null;
  phenoconversion: string;
  problems: readonly string[];
  /** neither perpetrators nor genotypes were given */
  reference: boolean;
};

/** The name without what a source database appended to it, as the packs write names. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\s*-\s*not approved in usa?$/, '')
    .trim();

/** The packs' name of a drug: as written where a pack knows it, else through the drug look-up. */
export const packName = (name: string, needs: ExposureNeeds): string => {
  const { enzymes, absorption } = needs.knowledge;
  const known = (id: string): boolean =>
    enzymes.victims.has(id) ||
    enzymes.perpetrators.has(id) ||
    absorption.byVictim.has(id) ||
    absorption.classesOfIngredient.has(id);
  const written = plain(name);
  if (known(written)) return written;
  return (needs.resolveDrug(name) ?? needs.resolveDrug(written) ?? written).toLowerCase();
};

const readGenotype = (text: string, genes: GeneKnowledge): { found: Interpretation; problems: string[] } => {
  const at = text.indexOf('=');
  const gene = text.slice(0, Math.max(at, 0)).trim();
  const call = text.slice(at + 1).trim();
  const score =
    /^AS\s*/i.test(call) || (readScore(call) !== null && !call.includes('*')) ? call.replace(/^AS\s*/i, '') : '';
  const phenotype = score === '' && standardPhenotype(call) !== null ? call : '';
  const diplotype = score === '' && phenotype === '' ? call : '';
  const found = interpretGenotype({ gene, diplotype, phenotype, activityScore: score }, genes);
  const problems = found.reasons.map((reason) => `${gene}: ${reason}`);
  return { found, problems: at < 0 ? [`genotype "${text}" is not GENE=CALL`] : problems };
};

const geneState = (found: Interpretation): GeneState => ({
  gene: found.gene,
  phenotypes: found.phenotypes.filter((p) => p !== INDETERMINATE),
  scores: found.scores,
});

const times = (range: Range, factor: Range | null): Range => {
  if (factor === null) return range;
  const product = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);
  return {
    value: product(range.value, factor.value),
    low: product(range.low, factor.low),
    high: product(range.high, factor.high),
  };
};

const KNOWN_ONE: Range = { value: 1, low: 1, high: 1 };

/**
 * Predicts one pair. `ratio` is the AUC ratio of what exposure studies of the victim report (the swallowed drug; the
 * metabolite of a pure prodrug), with what is lost in absorption; `active` the active moiety's.
 */
export const assessPair = (input: PairInput, needs: ExposureNeeds): PairAnswer => {
  const { genes, enzymes, absorption } = needs.knowledge;
  const victim = packName(input.victim, needs);
  const perpetrators = input.perpetrators.map((name) => packName(name, needs));
  const readings = input.genotypes.map((text) => readGenotype(text, genes));
  const prediction = predictExposure(
    { victim, perpetrators: perpetrators.map((drug) => ({ drug })), genes: readings.map((r) => geneState(r.found)) },
    enzymes,
  );
  const absorbed = absorptionRatio(
    { name: victim },
    perpetrators.map((name) => ({ name })),
    absorption,
  );
  // A drug the enzymes pack does not know may still be known to bind or to raise the gastric pH, and the reverse.
  const onlyAbsorption = absorbed !== null && prediction.ratio.value === null && prediction.unknown.length > 0;
  const base: Range = onlyAbsorption ? KNOWN_ONE : prediction.ratio;
  const ratio = times(base, absorbed);
  const active = times(onlyAbsorption ? KNOWN_ONE : prediction.active, absorbed);
  const analyte = enzymes.metabolites.get(victim)?.row.analyte ?? 'parent';
  const problems = readings.flatMap((r) => r.problems);
  if (!onlyAbsorption)
    for (const name of prediction.unknown) problems.push(`nothing is known about ${name}: not assessed`);
  if (perpetrators.includes(victim)) problems.push(`${victim} does not act on itself`);
  if (absorbed?.askTiming) problems.push('apart in time this would not happen: the times are not stated');
  return {
    ratio: analyte === 'metabolite' ? active : ratio,
    moiety: analyte === 'metabolite' ? 'metabolite' : 'parent',
    active: {
      ...active,
      moiety:
        prediction.active.moiety === 'parent' ? 'parent' : `${prediction.active.moiety} (${prediction.active.name})`,
    },
    prediction,
    absorbed,
    phenoconversion: shiftedPhenotypes(
      victim,
      perpetrators,
      readings.map((r) => r.found),
      needs.knowledge,
    ),
    problems,
    reference: input.perpetrators.length === 0 && input.genotypes.length === 0,
  };
};
