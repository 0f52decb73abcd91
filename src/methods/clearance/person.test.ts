import { describe, expect, it } from 'vitest';
import { loadEnzymeRows } from '../../../tools/fit-clearance/load-packs.ts';
import type { CoMedication, GeneFact } from '../../domain/exposure.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { geneStates, perpetratorsIn, predictionsFor } from './person.ts';

const knowledge = buildEnzymes(loadEnzymeRows());
const window = { from: 100, to: 200 };

const beside = (name: string, startDay: number, endDay: number | null): CoMedication => ({
  id: name,
  name,
  atc: [],
  periods: [{ startDay, endDay }],
  daysShare: 1,
  hoursApart: null,
  records: [],
});

const fact = (gene: string, phenotype: string, scores: GeneFact['scores'] = []): GeneFact => ({
  gene,
  diplotype: null,
  phenotypes: [phenotype],
  phenotype,
  activityScore: '',
  scores,
  disagreements: [],
  tableVersion: '',
  records: [],
});

describe('a person’s predictions', () => {
  it('reads an open score as one without an upper end', () => {
    expect(geneStates([fact('CYP2D6', 'Ultrarapid Metabolizer', [{ low: 3, high: null }])])).toEqual([
      { gene: 'CYP2D6', phenotypes: ['Ultrarapid Metabolizer'], scores: [{ low: 3, high: Number.POSITIVE_INFINITY }] },
    ]);
  });

  it('keeps only drugs the pack knows to act on enzymes, over the days of the half-open window', () => {
    const found = perpetratorsIn([beside('rifampin', 0, null), beside('water', 0, null)], window, knowledge);
    expect(found.map(({ drug, use }) => [drug, use?.window])).toEqual([['rifampin', { startDay: 100, endDay: 199 }]]);
  });

  it('gives genes alone, drugs alone and both; without genes the first is 1', () => {
    const { genes, drugs, both } = predictionsFor('escitalopram', [], [beside('rifampin', 0, null)], window, knowledge);
    expect(genes.active.value).toBe(1);
    expect(drugs.active.value).toBeLessThan(0.5);
    expect(both.active.value).toBe(drugs.active.value);
  });

  it('an inducer that had faded by the window changes nothing', () => {
    const faded = predictionsFor('apixaban', [], [beside('rifampin', 0, 78)], window, knowledge);
    expect(faded.drugs.active.value).toBe(1);
    const fading = predictionsFor('apixaban', [], [beside('rifampin', 0, 99)], { from: 100, to: 120 }, knowledge);
    expect(fading.drugs.active.value).toBeLessThan(0.8);
  });

  it('an inhibitor does nothing where the genotype has left no activity', () => {
    const poor = [fact('CYP2D6', 'Poor Metabolizer', [{ low: 0, high: 0 }])];
    const { genes, both } = predictionsFor('codeine', poor, [beside('paroxetine', 0, null)], window, knowledge);
    expect(both.active.value).toBeCloseTo(genes.active.value ?? -1, 6);
  });

  it('a drug never acts on itself', () => {
    const itself = predictionsFor('carbamazepine', [], [beside('carbamazepine', 0, null)], window, knowledge);
    expect(itself.drugs.active.value ?? 1).toBe(1);
  });
});
