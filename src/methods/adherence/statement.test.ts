import { describe, expect, it } from 'vitest';
import { days } from './period.ts';
import { methodsStatement } from './statement.ts';

const after = (amount: number) => ({ kind: 'after', period: days(amount) }) as const;
const facts = {
  measures: ['cma7'],
  settings: {
    mode: { kind: 'by-drug', combine: 'any' } as const,
    windows: { followUpStart: after(0), followUp: days(730), windowStart: after(180), window: days(365) },
    flags: { onlySameMedication: false, considerDoseChange: false },
  },
  episodes: { permittedGap: { days: 60 }, medicationChangeIsNewEpisode: false, appendPermittedGap: false },
  part: 'whole' as const,
  patients: 131,
  events: 2940,
  refused: new Map([['date-unreadable', 2]]),
  software: 'RxWhy 0.1.0',
};

describe('methods statement', () => {
  it('names measure, phase, windows, rules, data and what was left out', () => {
    const text = methodsStatement(facts);
    expect(text).toContain('131 patients (2940 dispensings used) with RxWhy 0.1.0');
    expect(text).toContain('2 records were not used (date unreadable: 2)');
    expect(text).toContain('addresses implementation.');
    expect(text).toContain('the observation window began 180 days after the start of follow-up and lasted 365 days');
    expect(text).toContain('Each drug had its own supply timeline');
    expect(text).not.toContain('treatment episode');
  });
  it('says when AdhereR was followed, and with which flags', () => {
    const settings = {
      ...facts.settings,
      mode: { kind: 'adherer' } as const,
      flags: { onlySameMedication: true, considerDoseChange: true },
    };
    const text = methodsStatement({
      ...facts,
      settings,
      measures: ['cma9', 'episodes'],
      part: 'episode',
      refused: new Map(),
    });
    expect(text).toContain('followed AdhereR 0.8.1');
    expect(text).toContain('only if the next dispensing was of the same medication, scaled by the ratio');
    expect(text).toContain('gap in supply longer than 60 days');
    expect(text).toContain('No record was left out.');
  });
});
