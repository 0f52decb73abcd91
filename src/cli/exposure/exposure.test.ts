import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadAbsorptionRows, loadEnzymeRows, loadGeneRows } from '../../../tools/fit-clearance/load-packs.ts';
import { buildAbsorption } from '../../knowledge/absorption-and-antagonism/index.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { buildGenes } from '../../knowledge/genes/index.ts';
import { genotypeTable } from '../genotype/index.ts';
import { parseTable } from '../genotype/table.ts';
import { assessPair } from './assess-pair.ts';
import { dipsOf } from './dips.ts';
import { pairFigure } from './figure.ts';
import { exposureTable } from './index.ts';

const needs = {
  resolveDrug: (name: string) => (name.toLowerCase() === 'rifadin' ? 'rifampin' : null),
  knowledge: {
    genes: buildGenes(loadGeneRows()),
    enzymes: buildEnzymes(loadEnzymeRows()),
    absorption: buildAbsorption(loadAbsorptionRows()),
  },
};
const pair = (victim: string, perpetrators: string[] = [], genotypes: string[] = []) =>
  assessPair({ victim, perpetrators, genotypes }, needs);

describe('one pair', () => {
  it('resolves brand names through the look-up it is given', () => {
    expect(pair('midazolam', ['Rifadin']).ratio.value).toBe(pair('midazolam', ['rifampin']).ratio.value);
  });
  it('a genotype and an inhibitor of the same enzyme: phenoconversion is shown', () => {
    const found = pair('atomoxetine', ['paroxetine'], ['CYP2D6=*1/*1']);
    expect(found.phenoconversion).toBe('CYP2D6: Normal Metabolizer, shown as Poor Metabolizer (paroxetine)');
    expect(found.ratio.value).toBeGreaterThan(3);
  });
  it('reads phenotype words and scores as genotypes', () => {
    const poor = pair('atomoxetine', [], ['CYP2D6=PM']).ratio.value;
    expect(pair('atomoxetine', [], ['CYP2D6=AS0']).ratio.value).toBeCloseTo(poor ?? 0, 6);
    expect(pair('atomoxetine', [], ['CYP2D6=*4/*4']).ratio.value).toBeCloseTo(poor ?? 0, 6);
  });
  it('absorption joins the clearance ratio, also where the pair shares no enzyme', () => {
    expect(pair('nelfinavir', ['omeprazole']).ratio.value).toBeLessThan(0.4);
    expect(pair('levothyroxine', ['calcium carbonate']).ratio.value).toBeNull();
    expect(pair('levothyroxine', ['calcium carbonate']).problems.join()).toMatch(/times are not stated/);
  });
  it('an unknown drug is not assessed, never "no interaction"', () => {
    const found = pair('midazolam', ['unheardofine']);
    expect(found.ratio.value).toBeNull();
    expect(found.problems).toEqual(['nothing is known about unheardofine: not assessed']);
  });
});

describe('tables', () => {
  it('exposure keeps the columns of its input and names empty rows', () => {
    const rows = [
      { cells: ['p1', 'midazolam'], input: { victim: 'midazolam', perpetrators: ['ketoconazole'], genotypes: [] } },
      { cells: ['p2', ''], input: { victim: '', perpetrators: [], genotypes: [] } },
    ];
    const { text, refused } = exposureTable({ header: ['id', 'victim'], rows }, needs);
    const [header, first, second] = text.split('\n');
    expect(header).toMatch(/^id,victim,auc_ratio,low,high,moiety,basis,problem,/);
    expect(Number(first?.split(',')[2])).toBeGreaterThan(4);
    expect(second).toMatch(/no victim/);
    expect(refused).toBe(1);
  });
  it('genotype adds its columns and keeps what the laboratory stated', () => {
    const table = parseTable('gene,diplotype,phenotype\nCYP2D6,*4/*4,EM\n"CYP2D6",,\n');
    const { text, refused } = genotypeTable(table, needs.knowledge.genes, 'cpic');
    expect(text.split('\n')[0]).toBe('gene,diplotype,stated_phenotype,activity_score,phenotype,problem');
    expect(text.split('\n')[1]).toMatch(
      /^CYP2D6,\*4\/\*4,EM,0\.0,Poor Metabolizer,laboratory states Normal Metabolizer; /,
    );
    expect(refused).toBe(1);
  });
});

const ratios = new URL('../../../../shared/oracle/interactions/gene_drug_ratios.csv', import.meta.url);
describe.skipIf(!existsSync(ratios))('gene-drug ratios (oracle folder)', () => {
  it('every row within two-fold', () => {
    const genotypeOf = (gene: string, text: string): string =>
      `${gene}=${text
        .replace('Null/*17', '*2/*17')
        .replace('Null/*1', '*1/*2')
        .replace(/^(Null\/Null|def\/def)$/, '*2/*2')}`;
    const table = parseTable(readFileSync(ratios, 'utf8'));
    const wrong = table.rows.flatMap((row) => {
      const [pairText = '', gene = '', genotype = '', ratio = ''] = row;
      const [victim = '', perpetrator] = pairText.replace(' (S)', '').split('+');
      const [mine = '', other] = genotype.split(' vs ');
      const state = [genotypeOf(gene, mine)];
      const value = (perpetrators: string[], genotypes: string[]) =>
        pair(victim, perpetrators, genotypes).prediction.ratio.value ?? 0;
      // With a perpetrator the sources compare with the same person without it.
      const reference = other ? value([], [genotypeOf(gene, other)]) : perpetrator ? value([], state) : 1;
      const predicted = value(perpetrator ? [perpetrator] : [], state) / reference;
      return Math.abs(Math.log(predicted / Number(ratio))) > Math.LN2 ? [{ pairText, genotype, ratio, predicted }] : [];
    });
    expect(wrong).toEqual([]);
  });
});

describe('worksheet and figure', () => {
  it('one worksheet per perpetrator; what only a record could answer stays open', () => {
    const input = { victim: 'apixaban', perpetrators: ['Rifadin', 'ketoconazole'], genotypes: [] };
    const sheets = dipsOf(input, needs);
    expect(sheets.map((sheet) => [sheet.precipitant, sheet.answered, sheet.score])).toEqual([
      ['rifampin', 2, 2],
      ['ketoconazole', 2, 2],
    ]);
  });

  it('draws genes, drugs and what only both explain', () => {
    const svg = pairFigure(pair('escitalopram', ['carbamazepine'], ['CYP2C19=*17/*17']), 'escitalopram');
    expect(svg).toMatch(/^<svg/);
    for (const name of ['genotype', 'interactions', 'joint', 'arrived']) expect(svg).toContain(`>${name}<`);
  });

  it('draws an unknown drug as unknown', () => {
    expect(pairFigure(pair('escitalopram', ['moondust']), 'escitalopram')).toContain('unknown');
  });
});
