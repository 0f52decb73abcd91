import { describe, expect, it } from 'vitest';
import { Assessment } from '../domain/assessment.ts';
import sample from '../emit/text/fixtures/three-trials.json' with { type: 'json' };
import { distribution } from './distribution.ts';
import { lanes } from './lanes.ts';
import { ledger } from './ledger.ts';
import { persistenceCurves } from './persistence-curve.ts';
import { dayTicks, scale, ticks } from './scale.ts';
import { slidingCurves } from './sliding-curve.ts';
import { element, escapeText } from './svg.ts';
import { trialLedger } from './trial-ledger.ts';

const trials = Assessment.parse(sample).patients.flatMap((patient) => patient.trials);

const PICTURES = {
  'trial-ledger': trials.slice(0, 1).map(trialLedger).join(''),
  lanes: lanes(
    [
      {
        name: 'patient 7',
        rows: [
          {
            name: 'metformin',
            fills: [0, 85, 190, 300],
            supplied: [
              { from: 0, to: 175 },
              { from: 190, to: 390 },
            ],
          },
          { name: 'gliclazide', fills: [200, 240], supplied: [{ from: 200, to: 260 }] },
        ],
        window: { from: 60, to: 365 },
        gaps: [{ from: 175, to: 190 }],
        result: 'CMA7 95%',
        share: 0.95,
      },
      {
        name: 'patient <8>',
        rows: [{ name: 'metformin', fills: [0], supplied: [{ from: 0, to: 30 }] }],
        window: { from: 60, to: 365 },
        gaps: [{ from: 60, to: 365 }],
        result: 'CMA7 0%',
        share: 0,
      },
    ],
    { title: 'Supply of two patients', axis: 'time since first fill (days)', days: 400 },
  ),
  sliding: slidingCurves(
    [
      {
        name: 'patient 7',
        windows: [0.4, 0.9, null, 1.2, 0.7].map((value, i) => ({ start: i * 60, end: i * 60 + 90, value })),
      },
      { name: 'patient 8', windows: [0.9, 0.5, 0.2].map((value, i) => ({ start: i * 60, end: i * 60 + 90, value })) },
    ],
    { measure: 'CMA7', days: 360, threshold: 0.8 },
  ),
  persistence: persistenceCurves(
    [30, 90].map((permittedGapDays) => ({
      permittedGapDays,
      steps: [0, 60, 150, 300].map((day, i) => {
        const surviving = 1 - i * (permittedGapDays === 30 ? 0.25 : 0.12);
        return { day, surviving, low: surviving - 0.05 * i, high: Math.min(1, surviving + 0.05 * i) };
      }),
    })),
    Array.from({ length: 366 }, (_, day) => 1 - day / 800),
    365,
    128,
  ),
  distribution: distribution([0.05, 0.4, 0.41, 0.55, 0.79, 0.8, 0.82, 0.9, 0.93, 0.97, 1, 1, 1, 1], {
    title: 'CMA7 of 15 patients',
    axis: 'CMA7 (% of days covered)',
    counted: 'patients',
    threshold: 0.8,
    absent: 1,
  }),
  ledger: ledger(
    [
      { name: 'taken', value: 0.93, low: 0.9, high: 0.97, note: 'fills' },
      { name: 'prescribed', value: 1, note: 'usual dose' },
      { name: 'absorbed', value: null, low: 0.4, high: 1, note: 'antacid, timing unknown' },
      { name: 'genotype', value: 0.3, low: 0.2, high: 0.45, note: 'CYP2C19 *2/*2' },
      { name: 'interactions', value: 1.4, low: 1.2, high: 1.6, note: 'inhibitor' },
    ],
    { title: 'What became of the exposure', axis: 'share of the usual exposure (%)' },
  ),
};

describe('figures', () => {
  it.each(Object.entries(PICTURES))('%s looks as it did when it was last looked at', async (name, svg) => {
    await expect(svg).toMatchFileSnapshot(`./pictures/${name}.svg`);
  });
  it.each(Object.entries(PICTURES))('%s is well-formed and finite', (_, svg) => {
    const open: string[] = [];
    for (const [, closing, tag = '', empty] of svg.matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)) {
      if (closing) expect(open.pop()).toBe(tag);
      else if (!empty) open.push(tag);
    }
    expect(open).toEqual([]);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
  it('escapes names that come from data', () => {
    expect(PICTURES.lanes).toContain('patient &lt;8&gt;');
    expect(escapeText('"&')).toBe('&quot;&amp;');
    expect(element('a', { b: '<' })).toBe('<a b="&lt;"/>');
  });
  it('tells factors that do not apply from those that are not known', () => {
    const [trial] = trials;
    if (!trial) throw new Error('the sample has no trial');
    const factors = trial.exposure.factors.map((factor) => ({ ...factor, value: null, low: null, high: null }));
    const [first, ...others] = factors;
    const svg = trialLedger({
      ...trial,
      exposure: {
        ...trial.exposure,
        low: null,
        high: null,
        factors: [first, ...others].flatMap((factor, index) =>
          factor ? [{ ...factor, state: index === 0 ? ('not-applicable' as const) : ('unknown' as const) }] : [],
        ),
      },
    });
    expect(svg.match(/not applicable/g)).toHaveLength(1);
    expect(svg.match(/>unknown</g)).toHaveLength(factors.length - 1);
    expect(svg).toContain('by what is known');
  });
  it('draws an empty distribution without inventing numbers', () => {
    const svg = distribution([], { title: 't', axis: 'a', counted: 'patients', absent: 3 });
    expect(svg).toContain('0 patients; 3 without a value');
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});

describe('scales', () => {
  it('map linearly and survive a domain without extent', () => {
    expect(scale(0, 10, 100, 200)(5)).toBe(150);
    expect(scale(3, 3, 100, 200)(3)).toBe(100);
  });
  it('tick at round values', () => {
    expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(0, 37, 4)).toEqual([0, 10, 20, 30]);
    expect(ticks(2, 2, 4)).toEqual([2]);
    expect(dayTicks(365)).toEqual([0, 60, 120, 180, 240, 300, 360]);
  });
});
