import { describe, expect, it } from 'vitest';
import { loadDispositionRows, loadEnzymeRows } from '../../../tools/fit-clearance/load-packs.ts';
import type { BodilyState } from '../../domain/exposure.ts';
import { buildDisposition } from '../../knowledge/disposition/index.ts';
import { buildEnzymes } from '../../knowledge/enzymes/index.ts';
import { dispositionEffects, dispositionRowsFor } from './disposition.ts';

const disposition = buildDisposition(loadDispositionRows());
const enzymes = buildEnzymes(loadEnzymeRows());
const window = { from: 100, to: 160 };

const state = (name: string, stage: string, from: number, to: number | null): BodilyState => ({
  state: name,
  stage,
  from,
  to,
  records: ['c1'],
});

const rowsFor = (name: string, states: readonly BodilyState[], route: string | null = 'oral', atc: string[] = []) =>
  dispositionRowsFor({ name, atc, route }, states, window, disposition, enzymes).map(({ row }) => row);

const effect = (name: string, states: readonly BodilyState[]) => {
  const [found] = dispositionEffects({ name, atc: [], route: 'oral' }, states, window, disposition, enzymes);
  if (!found) throw new Error('no effect');
  const { value, low, high } = found;
  return { value, low, high };
};

describe('which rows hold', () => {
  it('an enzyme row only where the enzyme clears the drug', () => {
    expect(rowsFor('lamotrigine', [state('pregnancy', 'trimester-3', 90, 200)]).map((row) => row.target)).toContain(
      'UGT1A4',
    );
    expect(rowsFor('gabapentin', [state('pregnancy', 'trimester-3', 90, 200)]).map((row) => row.scope)).toEqual([
      'renal',
    ]);
  });

  it('of several stages the last that fills a quarter of the window', () => {
    const stages = (border: number) => [
      state('pregnancy', 'trimester-2', 0, border),
      state('pregnancy', 'trimester-3', border, 240),
    ];
    const stageAt = (border: number) => new Set(rowsFor('lamotrigine', stages(border)).map((row) => row.stage));
    expect(stageAt(146)).toEqual(new Set(['trimester-2']));
    expect(stageAt(145)).toEqual(new Set(['trimester-3']));
  });

  it('a state that ended counts until it has recovered: 21 days for glucuronidation', () => {
    expect(rowsFor('lamotrigine', [state('pregnancy', 'trimester-3', 0, 80)])).toHaveLength(1);
    expect(rowsFor('lamotrigine', [state('pregnancy', 'trimester-3', 0, 79)])).toHaveLength(0);
  });

  it('a state of the gut leaves a drug given into a vein alone', () => {
    const coeliac = [state('malabsorption', '', 0, null)];
    expect(rowsFor('levothyroxine', coeliac).map((row) => row.scope)).toEqual(['drug', 'route']);
    expect(rowsFor('levothyroxine', coeliac, 'intravenous')).toEqual([]);
  });

  it('a state without a stage: the widest range of its stages, no value, unchecked', () => {
    const [row, ...others] = rowsFor('lamotrigine', [state('pregnancy', '', 90, null)]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ target: 'UGT1A4', stage: 'any', value: null, low: 1.1, high: 3.3, checked: 'no' });
  });
});

describe('what is left of the exposure', () => {
  it('more activity works through the share it concerns', () => {
    const { value, low, high } = effect('lamotrigine', [state('pregnancy', 'trimester-3', 90, 200)]);
    const share = enzymes.victims.get('lamotrigine')?.find((path) => path.enzyme === 'UGT1A4')?.share ?? 0;
    expect(value).toBeCloseTo(1 / (share * 1.94 + 1 - share), 10);
    expect(low).toBeLessThan(value ?? 0);
    expect(high).toBeGreaterThan(value ?? 1);
  });

  it('several enzymes act together: theophylline loses CYP1A2 and gains a little CYP3A', () => {
    expect(effect('theophylline', [state('pregnancy', 'trimester-3', 90, 200)]).value).toBeGreaterThan(1);
  });

  it('a session removes a part of the body pool', () => {
    const { value } = effect('gabapentin', [state('dialysis', 'session', 90, null)]);
    expect(value).toBeCloseTo(0.65, 10);
  });

  it('an exposure is taken as it is', () => {
    expect(effect('levothyroxine', [state('malabsorption', '', 0, null)])).toEqual({
      value: 0.5,
      low: 0.37,
      high: 0.67,
    });
  });
});
