import { describe, expect, it } from 'vitest';
import { kaplanMeier, medianSurvival, survivingOn } from './kaplan-meier.ts';
import { type PersistencePatient, persistenceOf, persistenceOverGaps, proportionCovered } from './persistence.ts';

const patient = (supplied: [number, number][], observedUntil = 365): PersistencePatient => ({
  id: 'p',
  supplied: supplied.map(([from, to]) => ({ from, to })),
  observedUntil,
});

describe('persistence', () => {
  it('ends when supply ran out before the first gap longer than permitted', () => {
    const broken = patient([
      [0, 60],
      [100, 130],
    ]);
    expect(persistenceOf(broken, 30)).toMatchObject({ days: 60, stopped: true, restart: 100 });
    expect(persistenceOf(broken, 40)).toMatchObject({ days: 130, stopped: true, restart: null });
  });
  it('cuts off those not yet without supply for longer than permitted', () => {
    expect(persistenceOf(patient([[0, 60]], 90), 30)).toMatchObject({ days: 60, stopped: false });
    expect(persistenceOf(patient([[0, 60]], 91), 30)).toMatchObject({ days: 60, stopped: true });
  });
  it('is never lower under a longer permitted gap', () => {
    const group = [
      patient([
        [0, 30],
        [70, 100],
      ]),
      patient([[0, 200]], 220),
      patient([
        [5, 35],
        [45, 90],
      ]),
    ];
    const shares = persistenceOverGaps(group, [0, 30, 60, 180]).map(({ curve }) => survivingOn(curve, 60));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
  it('leaves out a patient without supply', () => {
    expect(persistenceOf(patient([]), 30)).toBeNull();
  });
});

describe('proportion of patients covered', () => {
  it('counts those who came back and drops those no longer observed', () => {
    const group = [
      patient([
        [0, 30],
        [60, 90],
      ]),
      patient([[0, 70]], 65),
      patient([[10, 20]]),
    ];
    expect(proportionCovered(group, [0, 40, 64, 70])).toEqual([
      { day: 0, observed: 3, covered: 3, share: 1 },
      { day: 40, observed: 3, covered: 1, share: 1 / 3 },
      { day: 64, observed: 3, covered: 2, share: 2 / 3 },
      { day: 70, observed: 2, covered: 1, share: 0.5 },
    ]);
  });
});

describe('kaplanMeier', () => {
  // Freireich's remission times in weeks, 6-mercaptopurine arm (Gehan 1965), the usual textbook check.
  const event = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
  const steps = kaplanMeier([
    ...event.map((days) => ({ days, event: true })),
    ...censored.map((days) => ({ days, event: false })),
  ]);
  it('reproduces the textbook estimate', () => {
    const at = (day: number) => Number(survivingOn(steps, day).toFixed(3));
    expect([6, 7, 10, 13, 16, 22, 23].map(at)).toEqual([0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]);
    expect(medianSurvival(steps)).toBe(23);
  });
  it('keeps the limits around the estimate', () => {
    for (const step of steps) {
      expect(step.low).toBeLessThanOrEqual(step.surviving);
      expect(step.high).toBeGreaterThanOrEqual(step.surviving);
    }
  });
});
