import { describe, expect, it } from 'vitest';
import { loadEnzymeRows, loadGeneRows } from '../../../tools/fit-clearance/load-packs.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { buildGenes } from '../../knowledge/genes/index.ts';
import { interpretGenotype, modulatorsOf, shownPhenotype } from './index.ts';

const genes = buildGenes(loadGeneRows());
const call = (gene: string, diplotype: string) => interpretGenotype({ gene, diplotype }, genes);

describe('reports with several readings', () => {
  const report = (diplotype: string, phenotype: string, activityScore = '') =>
    interpretGenotype({ gene: 'CYP2D6', diplotype, phenotype, activityScore }, genes);

  it('agree where each stated phenotype is one of ours', () => {
    expect(report('*1/*4 or *4/*4', 'Intermediate Metabolizer or PM', '1.0 or 0.0').disagreements).toEqual([]);
  });

  it('name the one that is not, with the table version', () => {
    const [phenotype, score, ...others] = report('*1/*41', 'NM or UM', '1.25 or 1.5').disagreements;
    expect(phenotype).toMatch(/Ultrarapid Metabolizer; CYP2D6 table 2024-08-27 gives Normal Metabolizer/);
    expect(score).toMatch(/1\.5; CYP2D6 table 2024-08-27 gives 1\.25/);
    expect(others).toEqual([]);
  });

  it('stay a set where only phenotypes or scores are known', () => {
    expect(interpretGenotype({ gene: 'CYP2C19', phenotype: 'IM or PM' }, genes).phenotypes).toHaveLength(2);
    expect(interpretGenotype({ gene: 'CYP2D6', activityScore: '0.0 or 2.0' }, genes).phenotype).toBe(
      'Poor Metabolizer or Normal Metabolizer',
    );
  });

  it('accept the words of the table itself', () => {
    const words = 'ivacaftor non-responsive in CF patients';
    expect(interpretGenotype({ gene: 'CFTR', phenotype: words }, genes).phenotype).toBe(words);
    expect(interpretGenotype({ gene: 'CFTR', diplotype: 'F508del/delF508', phenotype: words }, genes)).toMatchObject({
      phenotype: words,
      disagreements: [],
    });
    expect(call('CFTR', 'F508del/G551D').phenotype).toBe('ivacaftor responsive in CF patients');
  });
});

describe('the phenotype shown beside drugs', () => {
  const packs = { genes, enzymes: buildEnzymes(loadEnzymeRows()) };
  const normal = { gene: 'CYP2D6', phenotypes: ['Normal Metabolizer'], scores: [{ low: 2, high: 2 }] };

  it('is shifted by a strong inhibitor, and says by which', () => {
    expect(shownPhenotype(normal, ['paroxetine', 'rifampin'], packs)).toEqual({
      phenotype: 'Poor Metabolizer',
      drivers: ['paroxetine'],
      model: false,
    });
  });

  it('is labelled a model for an inducer', () => {
    const intermediate = { gene: 'CYP2C19', phenotypes: ['Intermediate Metabolizer'], scores: [] };
    expect(shownPhenotype(intermediate, ['rifampin'], packs)).toMatchObject({ model: true, drivers: ['rifampin'] });
  });

  it('keeps every reading of an ambiguous genotype', () => {
    const either = {
      gene: 'CYP2D6',
      phenotypes: ['Normal Metabolizer', 'Ultrarapid Metabolizer'],
      scores: [
        { low: 2, high: 2 },
        { low: 3, high: null },
      ],
    };
    expect(shownPhenotype(either, ['duloxetine'], packs)?.phenotype).toBe(
      'Intermediate Metabolizer or Normal Metabolizer',
    );
  });

  it('is nothing where no drug acts on the enzyme', () => {
    expect(shownPhenotype(normal, ['rifampin', 'water'], packs)).toBeNull();
    expect(modulatorsOf('CYP2D6', ['water'], packs.enzymes)).toEqual([]);
  });
});
