import { describe, expect, it } from 'vitest';
import { eventTable } from '../events.ts';
import { days } from '../period.ts';
import type { WindowRules } from '../windows.ts';
import { adhererEpisodesOf, type EpisodeRules } from './episodes.ts';
import { agrees, dayNumber, oracleEvents, oraclePresent, oracleRows, rNumber } from './test-oracle.ts';

const start = { kind: 'after', period: days(0) } as const;
const wholeFollowUp: WindowRules = {
  followUpStart: start,
  followUp: days(730),
  windowStart: start,
  window: days(730),
};
const gap30: EpisodeRules = {
  permittedGap: { days: 30 },
  medicationChangeIsNewEpisode: false,
  appendPermittedGap: false,
  carry: { within: true, onlySameMedication: false, considerDoseChange: false },
};

const SETTINGS: Record<string, EpisodeRules> = {
  gap30,
  gap90: { ...gap30, permittedGap: { days: 90 } },
  gap100pct: { ...gap30, permittedGap: { percent: 100 } },
  gap30_medchange: { ...gap30, medicationChangeIsNewEpisode: true },
  gap30_append: { ...gap30, appendPermittedGap: true },
  gap30_medchange_append: { ...gap30, medicationChangeIsNewEpisode: true, appendPermittedGap: true },
  gap30_dosechange: gap30,
  gap30_nocarry: { ...gap30, carry: { ...gap30.carry, within: false } },
  gap30_same_dose: { ...gap30, carry: { within: true, onlySameMedication: true, considerDoseChange: true } },
};

describe.skipIf(!oraclePresent)('AdhereR parity: treatment episodes', () => {
  it.each(Object.entries(SETTINGS))('%s', (name, rules) => {
    const actual = adhererEpisodesOf(oracleEvents(), wholeFollowUp, rules).flatMap(({ patientId, episodes }) =>
      episodes.map((episode, i) => ({ patientId, number: i + 1, ...episode })),
    );
    const expected = oracleRows(`episodes_${name}.csv`);
    const differ = expected.flatMap((row, i) => {
      const found = actual[i];
      const same =
        found?.patientId === row.patient_id &&
        found?.number === Number(row['episode.ID']) &&
        found.start === dayNumber(row['episode.start'] ?? '') &&
        found.endGapDays === Number(row['end.episode.gap.days']) &&
        agrees(found.duration, rNumber(row['episode.duration']));
      return same ? [] : [{ found, row }];
    });
    expect(differ.slice(0, 5)).toEqual([]);
    expect(actual.length).toBe(expected.length);
  });
});

describe('the last gap of an episode in AdhereR', () => {
  const last = (daysSupply: number, appendPermittedGap = false) => {
    const { table } = eventTable([{ patientId: 'p', day: 0, daysSupply }]);
    return adhererEpisodesOf(
      table,
      { ...wholeFollowUp, followUp: days(90), window: days(90) },
      { ...gap30, appendPermittedGap },
    )[0]?.episodes[0]?.duration;
  };
  it('stays in while shorter than permitted, and is taken off where it equals it', () => {
    expect([last(61), last(60), last(59)]).toEqual([90, 60, 59]);
  });
  it('with the gap appended, a single episode loses it instead', () => {
    expect([last(61, true), last(50, true)]).toEqual([90, 20]);
  });
});
