/** What simulated patients are made of: kinds of patient, drugs, rates, genes, and what can be told from what. */
import type { AlleleShare, ExposureRatio, Inseparable, Rate, Scenario, SimulatedDrug, TermNeed } from './schema.ts';

export type { Scenario, SimulatedDrug } from './schema.ts';

export interface SimulationFacts {
  scenarios: readonly Scenario[];
  /** drugs of a scenario in the order they are tried, then its interacting drugs */
  drugsOf(scenario: string, role: SimulatedDrug['role']): readonly SimulatedDrug[];
  /** a number of the simulation for a scenario, else the general one; throws where there is none */
  rate(scenario: string, id: string): number;
  alleles: readonly AlleleShare[];
  /** what a diplotype or another drug does to the exposure of an ingredient; null: nothing */
  exposure(drug: string, kind: ExposureRatio['kind'], by: string): ExposureRatio | null;
  /** genes on which the exposure of an ingredient depends */
  genesOf(drug: string): readonly string[];
  /** kinds of observation without which a term cannot be told */
  needs(scenario: string, term: string): readonly string[];
  inseparable: readonly Inseparable[];
}

/** The look-up of the pack's rows. */
export function simulationFrom(files: Readonly<Record<string, readonly unknown[]>>): SimulationFacts {
  const table = <Row>(file: string): readonly Row[] => (files[file] ?? []) as readonly Row[];
  const drugs = table<SimulatedDrug>('drugs.csv');
  const rates = new Map(table<Rate>('rates.csv').map((row) => [`${row.scenario} ${row.id}`, row.value]));
  const exposures = new Map(
    table<ExposureRatio>('exposures.csv').map((row) => [`${row.drug}|${row.kind}|${row.by}`, row]),
  );
  const genes = new Map<string, string[]>();
  for (const row of exposures.values()) {
    const gene = row.by.split(' ')[0] ?? '';
    const known = genes.get(row.drug) ?? [];
    if (row.kind === 'genotype' && !known.includes(gene)) genes.set(row.drug, [...known, gene]);
  }
  const needs = new Map(table<TermNeed>('needs.csv').map((row) => [`${row.scenario} ${row.term}`, row.needs]));
  return {
    scenarios: table<Scenario>('scenarios.json'),
    drugsOf: (scenario, role) => drugs.filter((row) => row.scenario === scenario && row.role === role),
    rate(scenario, id) {
      const value = rates.get(`${scenario} ${id}`) ?? rates.get(`* ${id}`);
      if (value === undefined) throw new Error(`simulation pack: rate \`${id}\` is missing`);
      return value;
    },
    alleles: table<AlleleShare>('alleles.csv'),
    exposure: (drug, kind, by) => exposures.get(`${drug}|${kind}|${by}`) ?? null,
    genesOf: (drug) => genes.get(drug) ?? [],
    needs: (scenario, term) => needs.get(`${scenario} ${term}`) ?? needs.get(`* ${term}`) ?? [],
    inseparable: table<Inseparable>('inseparable.csv'),
  };
}
