import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadAbsorptionRows, loadEnzymeRows } from '../../../tools/fit-clearance/load-packs.ts';
import { buildAbsorption } from '../../knowledge/absorption-and-antagonism/index.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { absorptionRatio, jointAucRatio, predictExposure, presenceInWindow } from './index.ts';

const knowledge = buildEnzymes(loadEnzymeRows());
const absorption = buildAbsorption(loadAbsorptionRows());
const gene = (name: string, ...phenotypes: string[]) => ({ gene: name, phenotypes });
const poor2d6 = gene('CYP2D6', 'Poor Metabolizer');
const predict = (victim: string, drugs: string[] = [], genes: ReturnType<typeof gene>[] = []) =>
  predictExposure({ victim, perpetrators: drugs.map((drug) => ({ drug })), genes }, knowledge);
const value = (...request: Parameters<typeof predict>): number => predict(...request).ratio.value ?? Number.NaN;

describe('the joint AUC ratio', () => {
  const route = { contribution: 0.9, activity: 1, inhibition: 0, induction: 0 };
  it.each([
    ['nothing acts', [route], 0, 1],
    ['full inhibition of 90%', [{ ...route, inhibition: 1 }], 0, 10],
    ['six-fold induction of 90%', [{ ...route, induction: 6 }], 0, 1 / 6.4],
    ['no activity left: an inhibitor does nothing more', [{ ...route, activity: 0, inhibition: 0.9 }], 0, 10],
    ['induction of what no row names', [], 0.5, 1 / 1.5],
  ])('%s', (_, routes, rest, expected) => expect(jointAucRatio(routes, rest)).toBeCloseTo(expected, 10));

  const share = fc.double({ min: 0, max: 0.5, noNaN: true });
  const part = fc.record({
    contribution: share,
    activity: fc.double({ min: 0, max: 3, noNaN: true }),
    inhibition: fc.double({ min: 0, max: 0.99, noNaN: true }),
    induction: fc.double({ min: 0, max: 10, noNaN: true }),
  });
  it('inhibition never lowers exposure and induction never raises it', () => {
    fc.assert(
      fc.property(part, part, (one, two) => {
        const base = jointAucRatio([one, two]);
        expect(jointAucRatio([{ ...one, inhibition: 1 }, two])).toBeGreaterThanOrEqual(base * (1 - 1e-9));
        expect(jointAucRatio([{ ...one, induction: one.induction + 1 }, two])).toBeLessThanOrEqual(base * (1 + 1e-9));
      }),
    );
  });
});

describe('predictions', () => {
  it('an inhibitor raises, an inducer lowers, and both carry an interval', () => {
    const up = predict('midazolam', ['ketoconazole']).ratio;
    const down = predict('midazolam', ['rifampin']).ratio;
    expect(up.value).toBeGreaterThan(4);
    expect(down.value).toBeLessThan(0.2);
    for (const ratio of [up, down]) {
      expect(ratio.low ?? 1).toBeLessThan(ratio.value ?? 0);
      expect(ratio.high ?? 0).toBeGreaterThan(ratio.value ?? 1);
    }
  });
  it('a drug never acts on itself', () => {
    expect(predict('paroxetine', ['paroxetine']).ratio).toEqual({ value: 1, low: 1, high: 1 });
    expect(value('carbamazepine', ['carbamazepine'])).toBe(1);
  });
  it('an autoinducer gains less from another inducer of the same strength', () => {
    const rows = loadEnzymeRows();
    const withoutOwn = buildEnzymes({ ...rows, perpetrators: rows.perpetrators.filter((r) => r.drug !== 'efavirenz') });
    const request = { victim: 'efavirenz', perpetrators: [{ drug: 'nevirapine' }] };
    expect(predictExposure(request, knowledge).ratio.value ?? 0).toBeGreaterThan(
      predictExposure(request, withoutOwn).ratio.value ?? 1,
    );
  });
  it('an inhibitor of CYP2D6 does nothing in people without CYP2D6', () => {
    const poor = value('desipramine', [], [poor2d6]);
    expect(value('desipramine', ['quinidine'], [poor2d6]) / poor).toBeCloseTo(1, 6);
    expect(value('desipramine', ['quinidine'], [gene('CYP2D6', 'Normal Metabolizer')])).toBeGreaterThan(2);
  });
  it('gene and drug together: joint is what neither explains alone', () => {
    const both = predict('escitalopram', ['carbamazepine'], [gene('CYP2C19', 'Ultrarapid Metabolizer')]);
    expect(both.genotype.value).toBeLessThan(1);
    expect(both.drugs.value).toBeLessThan(1);
    expect(both.genotype.value * both.drugs.value * both.joint).toBeCloseTo(both.ratio.value ?? 0, 10);
  });
  it('an ambiguous genotype widens the interval', () => {
    const sure = predict('escitalopram', [], [gene('CYP2C19', 'Intermediate Metabolizer')]).ratio;
    const either = predict(
      'escitalopram',
      [],
      [gene('CYP2C19', 'Intermediate Metabolizer', 'Rapid Metabolizer')],
    ).ratio;
    const width = (r: typeof sure): number => Math.log((r.high ?? 1) / (r.low ?? 1));
    expect(width(either)).toBeGreaterThan(width(sure));
  });
  it('tacrolimus: the reference is the non-expresser', () => {
    expect(value('tacrolimus', [], [gene('CYP3A5', 'Poor Metabolizer')])).toBeCloseTo(1, 10);
    expect(value('tacrolimus', [], [gene('CYP3A5', 'Normal Metabolizer')])).toBeLessThan(0.7);
    expect(value('midazolam', [], [gene('CYP3A5', 'Normal Metabolizer')])).toBe(1);
  });
  it('an unknown victim has a range, an unknown perpetrator has none', () => {
    const victim = predict('unheardofine', ['carbamazepine']).ratio;
    expect([victim.value, (victim.low ?? 1) < 0.2, victim.high]).toEqual([null, true, 1]);
    expect(predict('midazolam', ['unheardofine'])).toMatchObject({
      ratio: { value: null, low: null },
      unknown: ['unheardofine'],
    });
    expect(predict('midazolam', ['rifampin', 'unheardofine'])).toMatchObject({ unknown: ['unheardofine'] });
    expect(value('midazolam', ['rifampin', 'unheardofine'])).toBe(value('midazolam', ['rifampin']));
  });
});

describe('the active moiety', () => {
  it('a prodrug loses its metabolite by genotype or inhibitor', () => {
    const byGene = predict('codeine', [], [poor2d6]).active;
    const byDrug = predict('codeine', ['paroxetine']).active;
    expect([byGene.moiety, byGene.name]).toEqual(['metabolite', 'morphine']);
    expect(byGene.value).toBeLessThan(0.15);
    expect(byDrug.value).toBeLessThan(0.4);
    expect(byDrug.value ?? 0).toBeGreaterThan(byGene.value ?? 1);
  });
  it('in people without the activating enzyme an inhibitor changes nothing', () => {
    const poor = predict('codeine', [], [poor2d6]).active.value ?? 0;
    expect(predict('codeine', ['paroxetine'], [poor2d6]).active.value ?? 1).toBeCloseTo(poor, 2);
  });
  it('an observed ratio of the metabolite outranks the formula', () => {
    expect(predict('clopidogrel', ['omeprazole']).active.value).toBe(0.55);
  });
  it('parent and metabolite together change less than the parent', () => {
    const found = predict('risperidone', ['fluoxetine']);
    expect(found.active.moiety).toBe('sum');
    expect(found.ratio.value).toBeGreaterThan(3);
    expect(found.active.value).toBeLessThan(2.1);
  });
  it('ester prodrugs do not hang on a CYP', () => {
    const found = predict('enalapril', ['ketoconazole']);
    expect(found.active.value ?? 1).toBe(found.ratio.value ?? 1);
  });
});

describe('time', () => {
  const inducer = { onsetDays: 3, maxDays: 14, offsetDays: 21 };
  const inWindow = (startDay: number, endDay: number | null, from: number, to: number) =>
    presenceInWindow(inducer, [{ startDay, endDay }], { startDay: from, endDay: to });
  it.each([
    ['taken throughout, long before the window', 0, null, 30, 59, 1, 1],
    ['began with the window: nothing for 3 days, then a rise of 11', 0, 27, 0, 27, (0 + 5.5 + 14) / 28, 1],
    ['ended the day before: fades over 21 days', -60, -1, 0, 20, 0.5, 0],
    ['ended two months before', -120, -60, 0, 20, 0, 0],
    ['begins after the window', 40, null, 0, 20, 0, 0],
  ])('%s', (_, start, end, from, to, strength, daysShare) => {
    const found = inWindow(start, end, from, to);
    expect(found.strength).toBeCloseTo(strength, 10);
    expect(found.daysShare).toBeCloseTo(daysShare, 10);
  });
  it('used on fewer than a quarter of the days it is context', () => {
    expect(inWindow(0, 19, 0, 99).context).toBe(true);
    expect(inWindow(0, 24, 0, 99).context).toBe(false);
  });
  it('a second period starts from what the first left', () => {
    const refilled = [
      { startDay: -60, endDay: -8 },
      { startDay: 0, endDay: 20 },
    ];
    const found = presenceInWindow(inducer, refilled, { startDay: 0, endDay: 20 });
    expect(found.strength).toBeGreaterThan(inWindow(0, 20, 0, 20).strength);
  });
  it('strength and share of days stay between 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.nat(300), fc.nat(300), (start, length, window) => {
        const found = inWindow(start, start + length, 0, window);
        return found.strength >= 0 && found.strength <= 1 + 1e-12 && found.daysShare >= 0 && found.daysShare <= 1;
      }),
    );
  });
  it('an inducer stopped two months before explains nothing', () => {
    const window = { startDay: 0, endDay: 60 };
    const use = (startDay: number, endDay: number | null) => ({
      drug: 'rifampin',
      use: { periods: [{ startDay, endDay }], window },
    });
    const ratio = (perpetrator: ReturnType<typeof use>) =>
      predictExposure({ victim: 'midazolam', perpetrators: [perpetrator] }, knowledge).ratio.value;
    expect(ratio(use(-200, -60))).toBe(1);
    expect(ratio(use(-30, null))).toBeLessThan(0.2);
  });
});

describe('absorption', () => {
  const ratio = (victim: string, name: string, hoursApart?: number) =>
    absorptionRatio({ name: victim }, [hoursApart === undefined ? { name } : { name, hoursApart }], absorption);
  it('the times decide where separation helps, and are asked for where absent', () => {
    expect(ratio('levothyroxine', 'calcium carbonate')).toMatchObject({ value: null, askTiming: true });
    expect(ratio('levothyroxine', 'calcium carbonate', -4)).toMatchObject({ value: 1, askTiming: false });
    expect(ratio('levothyroxine', 'calcium carbonate', -3.9)).toMatchObject({ value: null });
    expect(ratio('ciprofloxacin', 'calcium carbonate', 6)).toMatchObject({ value: 1 });
    expect(ratio('ciprofloxacin', 'calcium carbonate', -1)).toMatchObject({ value: 0.6 });
  });
  it('classes by name and by ATC code', () => {
    expect(ratio('levothyroxine', 'ferrous fumarate')?.rows[0]?.perpetrator).toBe('oral-iron');
    const byCode = absorptionRatio({ name: 'rilpivirine' }, [{ name: 'someprazole', atc: ['A02BC99'] }], absorption);
    expect(byCode?.value).toBe(0.6);
  });
  it('nothing named is null, not 1', () => expect(ratio('midazolam', 'metformin')).toBeNull());
});
