import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figuresLine, figuresOf, judgeHeldOut } from '../../../tools/fit-clearance/cross-validate.ts';
import { loadEnzymeRows } from '../../../tools/fit-clearance/load-packs.ts';
import { plainName, readPairs } from '../../../tools/fit-clearance/pairs.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { predictExposure } from './index.ts';

const oracle = new URL('../../../../shared/oracle/interactions/auc_ratios_train.csv', import.meta.url);

describe.skipIf(!existsSync(oracle))('observed pairs (oracle folder)', () => {
  const pairs = existsSync(oracle) ? readPairs(readFileSync(oracle, 'utf8')) : [];
  const rows = loadEnzymeRows();

  it('a quarter held out, shares from its studies dropped: within the limits the method is judged by', () => {
    const test = pairs.filter((_, i) => i % 4 === 0);
    const train = pairs.filter((_, i) => i % 4 !== 0);
    const knowledge = buildEnzymes(rows);
    const figures = figuresOf(judgeHeldOut(rows, train, test, knowledge.interval, true));
    expect(figures.withinTwoFold, figuresLine(figures)).toBeGreaterThanOrEqual(0.8);
    expect(figures.meanFoldError, figuresLine(figures)).toBeLessThanOrEqual(1.5);
    expect(figures.covered, figuresLine(figures)).toBeGreaterThanOrEqual(0.85);
    expect(figures.covered, figuresLine(figures)).toBeLessThanOrEqual(0.95);
  });

  it('every pair gets a value and an interval from the shipped pack', () => {
    const knowledge = buildEnzymes(rows);
    const missing = pairs.filter(({ victim, perpetrator }) => {
      const { ratio } = predictExposure({ victim, perpetrators: [{ drug: perpetrator }] }, knowledge);
      return ratio.value === null || ratio.low === null || ratio.high === null;
    });
    expect(missing).toEqual([]);
  });

  it('names are read without the register remark of the source', () => {
    expect(plainName('Bilastine -not approved in usa')).toBe('bilastine');
    expect(plainName('mirodenafil-not approved in us')).toBe('mirodenafil');
  });
});
