import { describe, expect, it } from 'vitest';
import { parseMoment } from '../../domain/time.ts';
import { type DrugFill, type PdcRules, proportionOfDaysCovered, type StayRule } from './pdc.ts';
import { supplyTimeline } from './supply-timeline.ts';

const day = (iso: string): number => parseMoment(iso)?.day ?? Number.NaN;
const fill = (at: number, daysSupply: number, drug = 'a'): DrugFill => ({
  day: at,
  daysSupply,
  drug,
  id: `${drug}${at}`,
});
const rules = (changes: Partial<PdcRules> = {}): PdcRules => ({
  threshold: 0.8,
  minimumFillDays: 1,
  minimumPeriodDays: 0,
  minimumDrugs: 1,
  stayRule: 'shift',
  ...changes,
});

describe('proportion of days covered', () => {
  // 180 days, 90 days supplied, 12 days in hospital while without supply: 50.0, 53.5 and 56.7 in the paper's table 1
  // (PMC3160417), which cuts 90/168 off after the first decimal and rounds 102/180.
  it.each([
    ['ignore', 90 / 180, 50.0],
    ['subtract', 90 / 168, 53.5],
    ['covered', 102 / 180, 56.7],
  ] as [StayRule, number, number][])('counts hospital days by the rule %s', (stayRule, share, printed) => {
    const period = { from: 0, to: 180, stays: [{ from: 100, to: 112 }] };
    const result = proportionOfDaysCovered([fill(0, 30), fill(30, 60)], period, rules({ stayRule }));
    expect(result.pdc).toBeCloseTo(share, 12);
    expect(Math.abs(100 * (result.pdc ?? 0) - printed)).toBeLessThan(0.1);
  });
  it('holds supply during a stay and shifts the refills after it', () => {
    const period = { from: 0, to: 100, stays: [{ from: 20, to: 30 }] };
    expect(proportionOfDaysCovered([fill(0, 30), fill(30, 30)], period, rules())).toMatchObject({
      coveredDays: 60,
      periodDays: 90,
    });
  });
  it('starts a refill of the same drug the day after the supply before ends', () => {
    const fills = [fill(day('2018-07-05'), 90), fill(day('2018-09-25'), 90)];
    const line = supplyTimeline(fills, { until: day('2019-01-01') });
    expect(line).toEqual([{ from: day('2018-07-05'), to: day('2019-01-01'), fills: fills.map((f) => f.id) }]);
    expect(fills[0] && fills[0].day + 90).toBe(day('2018-10-03'));
  });
  it('does not shift a different drug', () => {
    const start = day('2018-01-01');
    const fills = [fill(start, 90, 'statin one'), fill(start, 90, 'statin two')];
    const result = proportionOfDaysCovered(fills, { from: start, to: day('2019-01-01') }, rules());
    expect(result).toMatchObject({ coveredDays: day('2018-04-01') - start });
  });
  it('cuts supply off at the end of the period, of enrolment or of life', () => {
    const fills = [fill(0, 90), fill(90, 90)];
    expect(proportionOfDaysCovered(fills, { from: 0, to: 120 }, rules())).toMatchObject({ pdc: 1, periodDays: 120 });
    expect(proportionOfDaysCovered(fills, { from: 0, to: 365, observedUntil: 200 }, rules())).toMatchObject({
      coveredDays: 180,
      periodDays: 200,
    });
  });
  it('counts antiretrovirals only where enough drugs are supplied together, from 90 percent on', () => {
    const fills = [fill(0, 100, 'x'), fill(0, 90, 'y')];
    const antiretroviral = rules({ threshold: 0.9, minimumDrugs: 2 });
    expect(proportionOfDaysCovered(fills, { from: 0, to: 100 }, antiretroviral)).toMatchObject({
      pdc: 0.9,
      adherent: true,
    });
    expect(proportionOfDaysCovered(fills, { from: 0, to: 101 }, antiretroviral)).toMatchObject({ adherent: false });
  });
  it('says why a patient is not measured', () => {
    const period = { from: 0, to: 365 };
    const strict = rules({ minimumFillDays: 2, minimumPeriodDays: 91 });
    expect(proportionOfDaysCovered([], period, strict)).toEqual({ pdc: null, reason: 'no-fill-in-period' });
    expect(proportionOfDaysCovered([fill(5, 30), fill(5, 30, 'b')], period, strict)).toEqual({
      pdc: null,
      reason: 'too-few-fills',
    });
    expect(proportionOfDaysCovered([fill(300, 30), fill(330, 30)], period, strict)).toEqual({
      pdc: null,
      reason: 'period-too-short',
    });
    expect(proportionOfDaysCovered([fill(5, 30)], { ...period, inHospice: true }, strict)).toEqual({
      pdc: null,
      reason: 'hospice',
    });
  });
});
