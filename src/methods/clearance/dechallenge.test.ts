import { describe, expect, it } from 'vitest';
import { type ChallengeFacts, challengeOf, doseResponseOf } from './dechallenge.ts';

const read = (day: number, enough: boolean, value: number | null = null) => ({ day, enough, value, record: `o${day}` });
const step = (from: number, to: number, dailyDose: number | null) => ({ from, to, dailyDose });

const timing = { onsetDays: 3, maxDays: 14, offsetDays: 21 };
const stopped: ChallengeFacts = {
  timing,
  periods: [{ startDay: 100, endDay: 160 }],
  readings: [read(50, true), read(150, false), read(200, true)],
  doses: [step(0, 400, 10)],
  settleDays: 28,
};
const answer = (more: Partial<ChallengeFacts>) => {
  const { passed, cameBack } = challengeOf({ ...stopped, ...more });
  return [passed?.yes ?? null, cameBack?.yes ?? null];
};

describe('a precipitant that was stopped', () => {
  it('passed where the effect came back with the object unchanged', () => {
    expect(answer({})).toEqual([true, null]);
    expect(challengeOf(stopped).passed?.records).toEqual(['o150', 'o200']);
  });

  it('did not pass where the effect stayed away for long enough', () => {
    expect(answer({ readings: [read(150, false), read(209, false)] })).toEqual([false, null]);
  });

  it('stays open where the effect could not have come back yet', () => {
    expect(answer({ readings: [read(150, false), read(208, false)] })).toEqual([null, null]);
  });

  it('stays open where the dose of the object changed, or is not known', () => {
    expect(answer({ doses: [step(0, 170, 10), step(170, 400, 20)] })).toEqual([null, null]);
    expect(answer({ doses: [step(0, 400, null)] })).toEqual([null, null]);
    expect(answer({ doses: [] })).toEqual([null, null]);
  });

  it('stays open where nothing was lacking under it, or nothing was measured under it', () => {
    expect(answer({ readings: [read(150, true), read(200, true)] })).toEqual([null, null]);
    expect(answer({ readings: [read(50, false), read(200, true)] })).toEqual([null, null]);
    expect(answer({ readings: [read(102, false), read(200, true)] })).toEqual([null, null]);
    expect(answer({ readings: [read(103, false), read(200, true)] })).toEqual([true, null]);
  });

  it('stays open while it is in use', () => {
    expect(answer({ periods: [{ startDay: 100, endDay: null }] })).toEqual([null, null]);
  });
});

describe('a precipitant that was given again', () => {
  const periods = [
    { startDay: 100, endDay: 160 },
    { startDay: 250, endDay: 330 },
  ];

  it('brought the loss back, or did not', () => {
    expect(answer({ periods, readings: [...stopped.readings, read(280, false)] })).toEqual([true, true]);
    expect(answer({ periods, readings: [...stopped.readings, read(264, true)] })).toEqual([true, false]);
  });

  it('stays open before its full effect, without a reading, and where the stop was not answered', () => {
    expect(answer({ periods, readings: [...stopped.readings, read(263, true)] })).toEqual([true, null]);
    expect(answer({ periods })).toEqual([true, null]);
    expect(answer({ periods, readings: [read(280, false)] })).toEqual([null, null]);
  });
});

describe('more or less of a precipitant', () => {
  const facts = {
    timing,
    doses: [step(0, 400, 10)],
    readings: [read(120, false, 10), read(180, false, 4)],
    precipitantDoses: [step(100, 150, 300), step(150, 300, 600)],
    smallestChange: 5,
  };

  it('answers by the effect at either dose', () => {
    expect(doseResponseOf(facts)?.yes).toBe(true);
    expect(doseResponseOf({ ...facts, readings: [read(120, false, 4), read(180, true, 10)] })?.yes).toBe(false);
    expect(doseResponseOf({ ...facts, precipitantDoses: [step(100, 150, 600), step(150, 300, 300)] })?.yes).toBe(false);
  });

  it('leaves a difference below the smallest change open', () => {
    expect(doseResponseOf({ ...facts, smallestChange: 6 })?.yes).toBe(true);
    expect(doseResponseOf({ ...facts, smallestChange: 6.1 })).toBeNull();
  });

  it('stays open where the object changed or one dose was not measured on', () => {
    expect(doseResponseOf({ ...facts, doses: [step(0, 160, 10), step(160, 400, 20)] })).toBeNull();
    expect(doseResponseOf({ ...facts, readings: [read(120, false, 10)] })).toBeNull();
    expect(doseResponseOf({ ...facts, precipitantDoses: [step(100, 300, 300)] })).toBeNull();
  });
});
