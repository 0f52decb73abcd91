import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attainsGoal,
  biologicFailure,
  emesisPhase,
  eularResponse,
  expectedFall,
  improvement,
  isCompleteResponse,
  longestInterval,
  meetsLevel,
  percentImprovement,
  requiredSeizureFreeDays,
  type Standing,
  seizureOutcome,
  shareOfWay,
  sustained,
  viralLoadState,
} from './index.ts';

const EULAR = { majorFall: 1.2, minorFall: 0.6, low: 3.2, high: 5.1 };
const HIV = { suppressed: 50, failure: 200 };
const never = () => false;

describe('change', () => {
  it('takes the floor off before a percentage', () => {
    expect(percentImprovement(90, 60, 'lower-better', 30)).toBe(50);
    expect(percentImprovement(18, 9, 'lower-better')).toBe(50);
    expect(percentImprovement(30, 30, 'lower-better', 30)).toBeNull();
  });

  it('is negative where it became worse, in either direction', () => {
    expect(improvement(10, 12, 'lower-better')).toBe(-2);
    expect(improvement(10, 8, 'higher-better')).toBe(-2);
  });

  it('no change is no improvement, and the whole way is 1', () => {
    const value = fc.double({ min: 1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(value, (baseline) => {
        expect(percentImprovement(baseline, baseline, 'lower-better')).toBe(0);
        expect(shareOfWay(baseline, 0, 0, 'lower-better')).toBe(1);
        expect(shareOfWay(baseline, baseline * 2, baseline, 'higher-better')).toBeNull();
      }),
    );
  });
});

describe('level', () => {
  it('reads a bound only as far as it goes', () => {
    expect(meetsLevel({ value: 50, bound: 'below' }, 'lt', 50)).toBe(true);
    expect(meetsLevel({ value: 50, bound: null }, 'lt', 50)).toBe(false);
    expect(meetsLevel({ value: 500, bound: 'below' }, 'gt', 50)).toBe(false);
    expect(meetsLevel({ value: 50, bound: 'above' }, 'le', 50)).toBe(false);
    expect(meetsLevel({ value: 50, bound: 'above' }, 'gt', 50)).toBe(true);
  });

  it('holds a goal inclusive unless it is strict', () => {
    expect(attainsGoal({ value: 70, bound: null }, { low: null, high: 70, strict: false })).toBe(true);
    expect(attainsGoal({ value: 70, bound: null }, { low: null, high: 70, strict: true })).toBe(false);
    expect(attainsGoal({ value: 1.9, bound: null }, { low: 2, high: 3, strict: false })).toBe(false);
  });
});

describe('EULAR response', () => {
  it.each([
    [5.5, 3.2, 'good'],
    [5.5, 3.3, 'moderate'],
    [6.5, 5.3, 'none'],
    [6.6, 5.3, 'moderate'],
    [4.4, 3.2, 'moderate'],
    [5.7, 5.1, 'none'],
    [5.8, 5.1, 'moderate'],
    [5.0, 4.4, 'none'],
    [6.0, 5.2, 'none'],
  ])('%f to %f is %s', (baseline, current, answer) => {
    expect(eularResponse(baseline, current, EULAR)).toBe(answer);
  });
});

describe('seizure freedom', () => {
  it('asks for three times the longest interval, or a year', () => {
    const rule = { factor: 3, leastDays: 365 };
    expect(longestInterval([0, 10, 160, 400], 200)).toBe(150);
    expect(longestInterval([5], 100)).toBeNull();
    expect(requiredSeizureFreeDays(150, rule)).toBe(450);
    expect(requiredSeizureFreeDays(121, rule)).toBe(365);
    expect(requiredSeizureFreeDays(null, rule)).toBe(365);
  });

  it('is undetermined until the time is over', () => {
    expect(seizureOutcome({ daysOnTreatment: 364, seizures: 0, requiredDays: 365 })).toBe('undetermined');
    expect(seizureOutcome({ daysOnTreatment: 365, seizures: 0, requiredDays: 365 })).toBe('seizure-free');
    expect(seizureOutcome({ daysOnTreatment: 10, seizures: 1, requiredDays: 365 })).toBe('treatment-failure');
  });
});

describe('viral load', () => {
  it.each([
    [[], 'no-values'],
    [[5000, 900], 'never-suppressed'],
    [[40], 'suppressed'],
    [[40, 120, 30], 'blip'],
    [[40, 120, 150], 'low-level-viraemia'],
    [[40, 199], 'low-level-viraemia'],
    [[40, 200], 'rebound-unconfirmed'],
    [[40, 120, 250], 'rebound'],
    [[40, 200, 200], 'virological-failure'],
    [[40, 200, 200, 30], 'virological-failure'],
  ])('%j ends in %s', (values, state) => {
    expect(viralLoadState(values, HIV)).toBe(state);
  });
});

describe('sustained response', () => {
  const follow = (series: string, changed = never) =>
    sustained(
      [...series].map((c): Standing => (c === 'g' ? 'good' : c === 'l' ? 'lost' : 'between')),
      changed,
    );

  it('knows no loss before a response', () => {
    expect(follow('bb').loss).toBeNull();
    expect(follow('bb').firstGood).toBeNull();
  });

  it('tells a blip from a loss', () => {
    expect(follow('glg')).toMatchObject({ loss: null, blips: [1] });
    expect(follow('gll').loss).toEqual({ lastGood: 0, lost: 1, confirmed: 2, recovered: null });
    expect(follow('gl').loss).toEqual({ lastGood: 0, lost: 1, confirmed: null, recovered: null });
    expect(follow('glbl').loss?.confirmed).toBe(3);
    expect(follow('glg', () => true).loss).toEqual({ lastGood: 0, lost: 1, confirmed: null, recovered: 2 });
  });

  it('never loses where the series ends good after single lost values and nothing changed', () => {
    const unit = fc.constantFrom('g', 'lg', 'bg');
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1 }), (units) => {
        expect(follow(`g${units.join('')}`).loss).toBeNull();
      }),
    );
  });

  it('a loss lies after a good value, and what confirms it after the loss', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('g', 'l', 'b'), maxLength: 12 }), (series) => {
        const { loss } = follow(series);
        if (loss === null) return;
        expect(loss.lastGood).toBeLessThan(loss.lost);
        expect(series[loss.lastGood]).toBe('g');
        expect(series[loss.lost]).toBe('l');
        if (loss.confirmed !== null) expect(loss.confirmed).toBeGreaterThan(loss.lost);
      }),
    );
  });
});

describe('LDL, vomiting, biologics', () => {
  it('compares the fall with the expected one', () => {
    expect(expectedFall(160, 80, 50)).toMatchObject({ fallPct: 50, share: 1, met: true });
    expect(expectedFall(160, 81, 50)?.met).toBe(false);
    expect(expectedFall(0, 0, 50)).toBeNull();
  });

  it('parts the phases of vomiting', () => {
    const phases = { acuteToHours: 24, delayedToHours: 120 };
    expect([-1, 0, 23, 24, 120, 121].map((hours) => emesisPhase(hours, phases))).toEqual([
      null,
      'acute',
      'acute',
      'delayed',
      'delayed',
      null,
    ]);
    expect(isCompleteResponse({ episodes: 0, rescues: 0 })).toBe(true);
    expect(isCompleteResponse({ episodes: 1, rescues: 0 })).toBe(false);
  });

  it('names why a biologic fails', () => {
    const inflamed = true;
    expect(biologicFailure({ inflamed, levelAdequate: false, antibodiesHigh: true })).toBe('immunogenic');
    expect(biologicFailure({ inflamed, levelAdequate: false, antibodiesHigh: false })).toBe('pharmacokinetic');
    expect(biologicFailure({ inflamed, levelAdequate: true, antibodiesHigh: null })).toBe('pharmacodynamic');
    expect(biologicFailure({ inflamed: false, levelAdequate: null, antibodiesHigh: null })).toBe(
      'no-objective-inflammation',
    );
    expect(biologicFailure({ inflamed, levelAdequate: null, antibodiesHigh: true })).toBe('undetermined');
    expect(biologicFailure({ inflamed, levelAdequate: false, antibodiesHigh: null })).toBe('undetermined');
  });
});
