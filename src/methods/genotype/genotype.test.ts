import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../tools/fit-clearance/csv.ts';
import { loadGeneRows } from '../../../tools/fit-clearance/load-packs.ts';
import { buildGenes } from '../../knowledge/genes/index.ts';
import { interpretGenotype, phenoconvert, standardPhenotype } from './index.ts';

const genes = buildGenes(loadGeneRows());
const oracle = new URL('../../../../shared/oracle/genes/', import.meta.url);
const oracleThere = existsSync(oracle);
const rows = (file: string) => (oracleThere ? parseCsv(readFileSync(new URL(file, oracle), 'utf8')) : []);
const call = (gene: string, diplotype: string) => interpretGenotype({ gene, diplotype }, genes);

describe.skipIf(!oracleThere)('CPIC tables (oracle folder)', () => {
  it.each(['diplotype_phenotype_sample.csv', 'cyp2d6_copy_number_sample.csv'])(
    '%s: every score and phenotype',
    (file) => {
      const wrong = rows(file).filter((r) => {
        const got = call(r.gene ?? '', `${r.allele1}/${r.allele2}`);
        return got.activityScore !== r.activity_score || got.phenotype !== r.phenotype;
      });
      expect(rows(file).length).toBeGreaterThan(300);
      expect(wrong).toEqual([]);
    },
  );

  const short = new Map([
    ['PM', 'Poor'],
    ['IM', 'Intermediate'],
    ['NM', 'Normal'],
    ['RM', 'Rapid'],
    ['UM', 'Ultrarapid'],
  ]);
  const long = (abbreviation: string | undefined) => `${short.get(abbreviation ?? '')} Metabolizer`;

  it('phenoconversion_cyp2d6.csv: clinical score and phenotype under the CPIC cuts', () => {
    for (const r of rows('phenoconversion_cyp2d6.csv')) {
      const score = Number(r.genetic_as);
      const modulators =
        r.inhibitor === 'none' ? [] : [{ drug: 'x', effect: 'inhibitor' as const, strength: r.inhibitor as 'strong' }];
      const got = phenoconvert(
        'CYP2D6',
        { score: { low: score, high: score }, phenotype: long(r.genetic_phenotype_cpic) },
        modulators,
        genes,
      );
      expect([r, got.score?.low, got.phenotype]).toEqual([
        r,
        Number(r.clinical_as),
        long(r.clinical_phenotype_cpic_cuts),
      ]);
    }
  });

  it('phenoconversion_cyp2c19.csv: the step model', () => {
    for (const r of rows('phenoconversion_cyp2c19.csv')) {
      const modulator = r.modulator ?? '';
      const modulators = [
        ...(modulator.includes('inhibitor')
          ? [
              {
                drug: 'x',
                effect: 'inhibitor' as const,
                strength: (modulator.includes('-') ? modulator.split('-')[0] : 'moderate') as 'weak',
              },
            ]
          : []),
        ...(modulator.includes('inducer')
          ? [{ drug: 'y', effect: 'inducer' as const, strength: 'moderate' as const }]
          : []),
      ];
      const got = phenoconvert('CYP2C19', { score: null, phenotype: long(r.genetic) }, modulators, genes);
      expect([r, got.phenotype]).toEqual([r, long(r.clinical_aou)]);
    }
  });
});

describe('diplotypes outside the table', () => {
  it.each([
    ['CYP2D6', '*1x2/*4', '2.0', 'Normal Metabolizer'],
    ['CYP2D6', '*1xN/*4', '2.0 or ≥3.0', 'Normal Metabolizer or Ultrarapid Metabolizer'],
    ['CYP2D6', '*4xN/*1', '1.0', 'Intermediate Metabolizer'],
    ['CYP2D6', '*17x3/*1', '2.5', 'Ultrarapid Metabolizer'],
    ['CYP2D6', '*1/*36+*10', '1.25', 'Normal Metabolizer'],
    ['CYP2D6', '*10x2/*36 + *10', '0.75', 'Intermediate Metabolizer'],
    ['CYP2D6', '*68+*4/*1', '1.0', 'Intermediate Metabolizer'],
    ['CYP2D6', '*36x2+*10x2/*41', '0.75', 'Intermediate Metabolizer'],
    ['CYP2D6', '*4.024/*1', '1.0', 'Intermediate Metabolizer'],
    ['CYP2D6', 'CYP2D6*1/CYP2D6*4', '1.0', 'Intermediate Metabolizer'],
    ['CYP2D6', '*1x>=3/*41x3', '≥3.75', 'Ultrarapid Metabolizer'],
    ['CYP2D6', '*1/*199', 'n/a', 'Indeterminate'],
    ['CYP2D6', '*28x2/*1', 'n/a', 'Indeterminate'],
    ['CYP2D6', '*28xN/*1', 'n/a', 'Indeterminate'],
    ['CYP2D6', '(*1/*4)x3', '2.0 or 1.0', 'Normal Metabolizer or Intermediate Metabolizer'],
    ['CYP2D6', '*4', 'n/a', 'Indeterminate'],
    ['CYP2C19', '*4.001/*17', '', 'Intermediate Metabolizer'],
    ['CYP2C19', '*1/*4 or *1/*17', '', 'Intermediate Metabolizer or Rapid Metabolizer'],
    ['CYP2C19', '*1/*17x2', '', 'Indeterminate'],
    ['CYP2C9', '*2/*2', '1.0', 'Intermediate Metabolizer'],
    ['UGT1A1', '*28/*80+*28', '', 'Poor Metabolizer'],
    ['DPYD', 'Reference/[c.498G>A + c.2582A>G]', '2.0', 'Normal Metabolizer'],
    ['DPYD', 'Reference/c.1129-5923C>G, c.1236G>A (HapB3)', '1.5', 'Intermediate Metabolizer'],
    ['DPYD', '*2A/c.2846A>T', '0.5', 'Poor Metabolizer'],
    ['VKORC1', 'rs9923231C/rs9923231T', '', '-1639 AG'],
    ['MT-RNR1', 'm.1555A>G', '', 'increased risk of aminoglycoside-induced hearing loss'],
    ['IFNL3', 'rs12979860 reference (C)/rs12979860 variant (T)', '', 'rs12979860 C/T'],
  ])('%s %s', (gene, diplotype, score, phenotype) => {
    const got = call(gene, diplotype);
    expect([got.activityScore, got.phenotype]).toEqual([score, phenotype]);
    if (phenotype === 'Indeterminate') expect(got.reasons.length).toBeGreaterThan(0);
  });

  it('names the unknown allele and the table version', () => {
    expect(call('CYP2D6', '*1/*199').reasons).toEqual(['allele *199 is not in the CYP2D6 table 2024-08-27']);
    expect(call('CYP9Z9', '*1/*1').reasons).toEqual(['no table for gene CYP9Z9']);
  });

  it('DPWG puts ultrarapid above 2.5', () => {
    const under = (diplotype: string) =>
      interpretGenotype({ gene: 'CYP2D6', diplotype }, genes, { scheme: 'dpwg' }).phenotype;
    expect(under('*1x2/*17')).toBe('Normal Metabolizer');
    expect(under('*1x2/*41x3')).toBe('Ultrarapid Metabolizer');
    expect(call('CYP2D6', '*1x2/*17').phenotype).toBe('Ultrarapid Metabolizer');
  });
});

describe('what the laboratory says', () => {
  it.each([
    ['EM', 'Normal Metabolizer'],
    ['extensive metaboliser', 'Normal Metabolizer'],
    ['Ultra-rapid metabolizer', 'Ultrarapid Metabolizer'],
    ['UM', 'Ultrarapid Metabolizer'],
    ['RM', 'Rapid Metabolizer'],
    ['likely cyp2c19 poor metaboliser', 'Likely Poor Metabolizer'],
    ['LPM', 'Likely Poor Metabolizer'],
    ['Possible Intermediate Metabolizer', 'Possible Intermediate Metabolizer'],
    ['decreased function', 'Decreased Function'],
    ['CYP2D6 Poor Metabolizer', 'Poor Metabolizer'],
    ['slow acetylator', 'Poor Metabolizer'],
    ['*57:01 positive', null],
    ['hello', null],
  ])('%s', (text, term) => expect(standardPhenotype(text)).toBe(term));

  it('flags a phenotype the table does not reproduce, with the version', () => {
    const got = interpretGenotype(
      { gene: 'CYP2D6', diplotype: '*41/*41', phenotype: 'EM', activityScore: '1.0' },
      genes,
    );
    expect(got.phenotype).toBe('Intermediate Metabolizer');
    expect(got.disagreements).toEqual([
      'laboratory states Normal Metabolizer; CYP2D6 table 2024-08-27 gives Intermediate Metabolizer',
      'laboratory states activity score 1.0; CYP2D6 table 2024-08-27 gives 0.5',
    ]);
  });

  it('reads a score alone, and a phenotype alone', () => {
    expect(interpretGenotype({ gene: 'CYP2D6', activityScore: '7.0' }, genes).phenotype).toBe('Ultrarapid Metabolizer');
    expect(
      interpretGenotype({ gene: 'CYP2D6', activityScore: 'CYP2D6 Activity Score >= 3.0' }, genes).activityScore,
    ).toBe('≥3.0');
    expect(interpretGenotype({ gene: 'CYP2C19', phenotype: 'RM' }, genes).phenotype).toBe('Rapid Metabolizer');
  });
});

describe('properties', () => {
  const alleles = [...(genes.genes.get('CYP2D6')?.alleles.keys() ?? [])];
  it('the order of the two alleles never matters, and more copies never lower the score', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...alleles),
        fc.constantFrom(...alleles),
        fc.integer({ min: 1, max: 5 }),
        (a, b, n) => {
          expect(call('CYP2D6', `${a}/${b}`).activityScore).toBe(call('CYP2D6', `${b}/${a}`).activityScore);
          const fewer = call('CYP2D6', `*1x${n}/${b}`).scores[0]?.low ?? 0;
          expect(call('CYP2D6', `*1x${n + 1}/${b}`).scores[0]?.low ?? 0).toBeGreaterThanOrEqual(fewer);
        },
      ),
    );
  });
  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => call('CYP2D6', text).phenotypes.length > 0));
  });
});
