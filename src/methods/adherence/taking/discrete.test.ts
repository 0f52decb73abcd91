import { describe, expect, it } from 'vitest';
import { asNeeded } from '../as-needed.ts';
import { discreteAdherence, type TakingRules, whiteCoatAdherence } from './discrete.ts';

const rules: TakingRules = { timingTolerance: 0.25, drugHolidayDays: 3, whiteCoatDays: 5 };
const at = (day: number, hour: number): number => day * 1440 + hour * 60;
const daily = (days: number) => ({ from: 0, to: days * 1440, dosesPerDay: 1 });

describe('discrete adherence', () => {
  it('counts missed and extra doses day by day', () => {
    const minutes = [at(0, 8), at(1, 8), at(1, 20), at(3, 8)];
    expect(discreteAdherence({ minutes }, daily(4), rules)).toMatchObject({
      prescribedDoses: 4,
      takenDoses: 4,
      missedDoses: 1,
      extraDoses: 1,
      takenShare: 0.75,
      correctDaysShare: 0.5,
    });
  });
  it('counts a dose on time within the tolerance of the interval, and not beyond', () => {
    const minutes = [at(0, 8), at(1, 14), at(2, 8)];
    expect(discreteAdherence({ minutes }, daily(3), rules).onTimeShare).toBe(1);
    expect(discreteAdherence({ minutes: [at(0, 8), at(1, 15), at(2, 8)] }, daily(3), rules).onTimeShare).toBe(0);
  });
  it('finds drug holidays of three days and more', () => {
    const minutes = [0, 1, 4, 5, 8].map((day) => at(day, 8));
    expect(discreteAdherence({ minutes }, daily(12), rules).drugHolidays).toEqual([{ day: 9, days: 3 }]);
  });
  it('says nothing where nothing was prescribed', () => {
    expect(discreteAdherence({ minutes: [5] }, { from: 0, to: 0, dosesPerDay: 1 }, rules)).toMatchObject({
      takenShare: null,
      correctDaysShare: null,
      onTimeShare: null,
    });
  });
  it('finds taking that is better before a visit', () => {
    const minutes = Array.from({ length: 6 }, (_, i) => at(24 + i, 8));
    expect(whiteCoatAdherence({ minutes }, daily(30), [at(29, 10)], rules)).toEqual({
      beforeVisits: 1,
      otherwise: 0,
      difference: 1,
    });
    expect(whiteCoatAdherence({ minutes }, daily(30), [], rules)).toBeNull();
  });
});

describe('drugs taken as needed', () => {
  const phrases = ['as needed', 'prn'];
  it('are recognised by flag, directions or usual use', () => {
    expect(asNeeded({ flag: true }, phrases)).toBe('flag');
    expect(asNeeded({ directions: 'One tablet, as needed, for pain' }, phrases)).toBe('directions');
    expect(asNeeded({ directions: '1 tab q6h PRN.' }, phrases)).toBe('directions');
    expect(asNeeded({ usuallyAsNeeded: true }, phrases)).toBe('usual-use');
  });
  it('are not seen in words that only contain the phrase, nor against the record', () => {
    expect(asNeeded({ directions: 'prnol daily' }, phrases)).toBeNull();
    expect(asNeeded({ flag: false, usuallyAsNeeded: true }, phrases)).toBeNull();
  });
});
