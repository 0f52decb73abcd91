import { describe, expect, it } from 'vitest';
import type { Trial } from '../../domain/trial.ts';
import { doseRatio, dosesUntil, type GivenDoses, hadDrugFreeInterval } from './dose-over-time.ts';

const step = (from: number, to: number, dailyDose: number | null, unit: string | null = 'mg', intakesPerDay = 1) => ({
  from,
  to,
  dailyDose,
  unit,
  perIntake: null,
  intakesPerDay,
  route: null,
  timing: null,
  records: [],
});
const run = (from: number, to: number, share = 1) => ({ from, to, share, source: 'supply' as const, records: [] });

function given(parts: Partial<Trial>, charted: GivenDoses['charted'] = []): GivenDoses {
  return { trial: { start: 0, doses: [], taking: [], ...parts } as unknown as Trial, charted };
}

describe('dose ratio', () => {
  it('compares the steps two outcomes were taken under; a dose changed on the day of the outcome did not make it', () => {
    const doses = [step(0, 30, 40), step(30, 90, 60)];
    expect(doseRatio(given({ doses }), 20, 30)).toBe(1);
    expect(doseRatio(given({ doses }), 20, 31)).toBe(1.5);
  });

  it('is 1 within one step whose amount is unknown, and unknown between units', () => {
    expect(doseRatio(given({ doses: [step(0, 90, null)] }), 5, 60)).toBe(1);
    expect(doseRatio(given({ doses: [step(0, 30, 1, '{puff}'), step(30, 90, 10)] }), 5, 60)).toBeNull();
  });

  it('believes charted amounts before the order', () => {
    const charted = [1, 2, 3, 4].map((day) => ({ day, value: day < 3 ? 40 : 80, unit: 'mg' }));
    expect(doseRatio(given({ doses: [step(0, 30, 40)] }, charted), 2, 5)).toBe(2);
  });
});

describe('doses until a day', () => {
  it('counts the doses due or charted, whichever are more', () => {
    expect(dosesUntil(given({ doses: [step(0, 30, 40, 'mg', 0.5)] }), 20)).toBe(10);
    expect(dosesUntil(given({ doses: [step(0, 30, 40)] }, [{ day: 3, value: 40, unit: 'mg' }]), 20)).toBe(20);
    expect(dosesUntil(given({}), 20)).toBeNull();
  });
});

describe('drug-free interval', () => {
  it('is a day without the drug between days with it', () => {
    expect(hadDrugFreeInterval(given({ taking: [run(0, 10), run(11, 20)] }), 5, 15)).toBe(true);
    expect(hadDrugFreeInterval(given({ taking: [run(0, 10), run(10, 20)] }), 5, 15)).toBe(false);
    expect(hadDrugFreeInterval(given({ taking: [run(0, 10)] }), 5, 15)).toBe(false);
  });
});
