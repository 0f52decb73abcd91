import { describe, expect, it } from 'vitest';
import { days, type Period } from '../period.ts';
import type { StartRule, WindowRules } from '../windows.ts';
import { adhererCma, firstEvents, openPatient, patientScratch } from './assess.ts';
import { fillGaps, firstAfter } from './gaps.ts';
import { type CmaName, laggedStart, MEASURES } from './measures.ts';
import { agrees, dayNumber, oracleEvents, oraclePresent, oracleRows, rNumber } from './test-oracle.ts';

const after = (period: Period): StartRule => ({ kind: 'after', period });
const on = (date: string): StartRule => ({ kind: 'day', day: dayNumber(date) ?? 0 });
const months = (amount: number): Period => ({ amount, unit: 'months' });
const rules = (followUpStart: StartRule, followUp: Period, windowStart: StartRule, window: Period): WindowRules => ({
  followUpStart,
  followUp,
  windowStart,
  window,
});

const SETTINGS = {
  S1: { rules: rules(after(days(0)), days(730), after(days(0)), days(730)), same: false, dose: false },
  S2: { rules: rules(after(days(0)), days(730), after(days(180)), days(365)), same: false, dose: false },
  S3: { rules: rules(after(days(0)), days(730), after(days(180)), days(365)), same: true, dose: true },
  S4: {
    rules: rules(after(days(30)), months(24), after(months(6)), { amount: 1, unit: 'years' }),
    same: false,
    dose: true,
  },
  S5: { rules: rules(on('2018-07-01'), days(730), on('2019-01-01'), days(365)), same: true, dose: false },
} as const;

describe.skipIf(!oraclePresent)('AdhereR parity: CMA1 to CMA9', () => {
  for (const [set, { rules: windows, same, dose }] of Object.entries(SETTINGS)) {
    const flags = { onlySameMedication: same, considerDoseChange: dose };
    it.each(Object.keys(MEASURES) as CmaName[])(`${set} %s`, (name) => {
      const results = adhererCma(name, oracleEvents(), windows, flags);
      const expected = new Map(oracleRows(`cma_${set}.csv`).map((row) => [row.patient_id, row]));
      const differ = results.filter((r) => !agrees(r.value, rNumber(expected.get(r.patientId)?.[name.toUpperCase()])));
      expect(differ).toEqual([]);
      expect(expected.size).toBe(results.length);
    });
    it(`${set} lagged start of CMA8`, () => {
      const table = oracleEvents();
      const p = patientScratch(table, { within: true, ...flags });
      const expected = oracleRows(`cma8_lagged_start_${set}.csv`);
      const differ = expected.flatMap((row) => {
        openPatient(p, table, table.patients.indexOf(row.patient_id ?? ''), windows, firstEvents(table));
        const to = firstAfter(table, p.from, p.to, p.windows.end);
        fillGaps(table, p.from, to, p.windows.end, p.carry, p.gaps);
        const start = laggedStart(p, to);
        const [date = '', fraction = '0'] = (row['window.start'] ?? '').split('+');
        const expectedStart = (dayNumber(date) ?? 0) + Number(fraction);
        return Math.abs(start - expectedStart) <= 1e-9 ? [] : [{ ...row, start }];
      });
      expect(differ).toEqual([]);
    });
  }
});
