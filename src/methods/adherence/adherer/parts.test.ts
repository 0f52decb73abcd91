import { describe, expect, it } from 'vitest';
import { medicationGroups } from '../groups/evaluate.ts';
import { days } from '../period.ts';
import type { WindowRules } from '../windows.ts';
import type { CmaName } from './measures.ts';
import { adhererByGroup, GROUP_COLUMNS, tableColumns } from './medication-groups.ts';
import { adhererPerEpisode } from './per-episode.ts';
import { adhererPolypharmacy, adhererPolypharmacyOverTime } from './polypharmacy.ts';
import { adhererSliding, type SlidingRules } from './sliding.ts';
import { agrees, dayNumber, oracleEvents, oracleFiles, oraclePresent, oracleRows, rNumber } from './test-oracle.ts';

const after = (amount: number) => ({ kind: 'after', period: days(amount) }) as const;
const windows = (start: number, length: number): WindowRules => ({
  followUpStart: after(0),
  followUp: days(730),
  windowStart: after(start),
  window: days(length),
});
const noFlags = { onlySameMedication: false, considerDoseChange: false };
const measureIn = (file: string): CmaName => (/CMA\d/.exec(file)?.[0] ?? '').toLowerCase() as CmaName;

describe.skipIf(!oraclePresent)('AdhereR parity: per episode', () => {
  it.each(oracleFiles('per_episode_'))('%s', (file) => {
    const results = adhererPerEpisode(
      measureIn(file),
      oracleEvents(),
      windows(0, 730),
      {
        permittedGap: { days: file.includes('gap30') ? 30 : 90 },
        medicationChangeIsNewEpisode: file.includes('medchange'),
        appendPermittedGap: false,
      },
      noFlags,
    );
    const expected = oracleRows(file);
    const differ = expected.flatMap((row, i) => {
      const found = results[i];
      const same =
        found?.patientId === row.patient_id &&
        found?.episode === Number(row['episode.ID']) &&
        found.start === dayNumber(row['episode.start'] ?? '') &&
        found.end === dayNumber(row['episode.end'] ?? '') &&
        found.endGapDays === Number(row['end.episode.gap.days']) &&
        agrees(found.duration, rNumber(row['episode.duration'])) &&
        agrees(found.value, rNumber(row.CMA));
      return same ? [] : [{ found, row }];
    });
    expect(differ.slice(0, 3)).toEqual([]);
    expect(results.length).toBe(expected.length);
  });
});

describe.skipIf(!oraclePresent)('AdhereR parity: sliding windows', () => {
  it.each(oracleFiles('sliding_'))('%s', (file) => {
    const six = file.includes('nosteps6');
    const sliding: SlidingRules = six
      ? { startDays: 10, lengthDays: 120, windows: 6 }
      : { startDays: 0, lengthDays: 90, stepDays: 30 };
    const results = adhererSliding(
      measureIn(file),
      oracleEvents(),
      six ? windows(60, 600) : windows(0, 730),
      sliding,
      noFlags,
    );
    const found = new Map(results.map((r) => [`${r.patientId} ${r.window}`, r]));
    const expected = oracleRows(file);
    const differ = expected.flatMap((row) => {
      const r = found.get(`${row.patient_id} ${row['window.ID']}`);
      const same =
        r !== undefined &&
        r.start === dayNumber(row['window.start'] ?? '') &&
        r.end === dayNumber(row['window.end'] ?? '') &&
        agrees(r.value, rNumber(row.CMA));
      return same ? [] : [{ r, row }];
    });
    expect(differ.slice(0, 3)).toEqual([]);
    if (!file.includes('ok_patients')) expect(results.length).toBe(expected.length);
  });
});

describe.skipIf(!oraclePresent)('AdhereR parity: medication groups', () => {
  it.each(oracleFiles('medgroups_'))('%s', (file) => {
    const table = oracleEvents();
    const expressions = { A: "category == 'medA'", notA: '!{A}', highA: '{A} & daily_dose >= 4' };
    const groups = medicationGroups(expressions, GROUP_COLUMNS, tableColumns(table)).slice(0, 3);
    const perGroup = file.includes('per_group');
    const results = adhererByGroup(measureIn(file), table, groups, windows(0, 365), noFlags, {
      windowsPerGroup: perGroup,
    });
    const found = new Map(results.map((r) => [`${r.patientId} ${r.group}`, r.value]));
    const expected = oracleRows(file);
    const differ = expected.flatMap((row) => {
      const value = found.get(`${row.patient_id} ${row.group}`);
      return value !== undefined && agrees(value, rNumber(row.CMA)) ? [] : [{ value, row }];
    });
    expect(differ.slice(0, 3)).toEqual([]);
  });
});

describe.skipIf(!oraclePresent)('AdhereR parity: polypharmacy', () => {
  it.each(oracleFiles('polypharmacy_'))('%s', (file) => {
    const aggregate = file.includes('mean') ? 'mean' : 'min';
    const results = file.includes('aggfirstTRUE')
      ? adhererPolypharmacyOverTime(oracleEvents(), windows(180, 365), noFlags, aggregate)
      : adhererPolypharmacy('cma7', oracleEvents(), windows(180, 365), noFlags, aggregate);
    const found = new Map(results.map((r) => [r.patientId, r.value]));
    const expected = oracleRows(file);
    const differ = expected.flatMap((row) => {
      const value = found.get(row.patient_id ?? row.PATIENT_ID ?? '') ?? null;
      return agrees(value, rNumber(row.CMA)) ? [] : [{ value, row }];
    });
    expect(differ).toEqual([]);
    expect(expected.length).toBeGreaterThan(0);
  });
});
