import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Assessment, type TrialAssessment } from '../../domain/assessment.ts';
import { isoDay } from '../../domain/time.ts';
import sample from './fixtures/three-trials.json' with { type: 'json' };
import { glyphsFor } from './style.ts';
import { timelineRows } from './timeline.ts';

const [trial] = Assessment.parse(sample).patients.flatMap((patient) => patient.trials);
if (trial === undefined) throw new Error('the sample has a trial');
const base: TrialAssessment = trial;
const glyphs = glyphsFor({ ascii: true });

const drawn = (changes: Partial<TrialAssessment>, asOf = '2025-05-12'): string[] =>
  timelineRows({ ...base, ...changes }, asOf, glyphs);
const rowOf = (rows: readonly string[], label: string): string =>
  rows.find((row) => row.trim().startsWith(label)) ?? '';

describe('the picture of a trial', () => {
  it('puts every row on one axis: supply that begins with the window begins in its column', () => {
    const rows = drawn({});
    expect(rowOf(rows, 'supply').indexOf('#')).toBe(rowOf(rows, 'judged').indexOf('|'));
  });

  it('ends where the trial ends, full supply without a gap', () => {
    const rows = drawn({ supply: [{ from: base.start, to: '2025-05-12', records: [] }], outcomes: null });
    expect(rowOf(rows, 'supply')).toMatch(/supply +#{68}$/);
  });

  it('says so where nothing was dispensed', () => {
    expect(rowOf(drawn({ supply: [] }), 'supply')).toContain('no dispensing in the record');
  });

  it('shows what was taken where more than supply speaks', () => {
    const run = { from: base.start, to: '2025-05-12', share: 0.5, source: 'monitor' as const, records: [] };
    expect(rowOf(drawn({ taking: [run] }), 'taken')).toContain('=====');
    expect(rowOf(drawn({ taking: [{ ...run, source: 'supply' }] }), 'taken')).toBe('');
  });

  it('marks the values that reach the target, in either direction', () => {
    const outcomes = base.outcomes;
    if (outcomes === null) throw new Error('the sample has outcomes');
    const [, values = ''] = drawn({ outcomes: { ...outcomes, target: 16 } }).slice(2, 4);
    expect(values).toContain('16*');
    expect(values).not.toContain('17*');
    const higher = drawn({ outcomes: { ...outcomes, target: 17, direction: 'higher-is-better' } });
    expect(higher.join('\n')).toContain('17*');
    expect(higher.join('\n')).not.toContain('16*');
  });

  it('draws a trial of one day', () => {
    const day = '2025-05-12';
    const rows = drawn({ start: day, end: day, window: { start: day, end: day }, supply: [], outcomes: null });
    expect(rowOf(rows, 'judged')).toContain('|');
  });

  it('never leaves the page, whatever the dates and values', () => {
    const day = fc.integer({ min: 18_000, max: 21_000 });
    fc.assert(
      fc.property(
        day,
        fc.nat(2000),
        fc.array(fc.record({ at: day, value: fc.double({ min: -1e9, max: 1e9, noNaN: true }) }), { maxLength: 30 }),
        (start, length, points) => {
          const [from, to] = [isoDay(start), isoDay(start + length)];
          const rows = drawn(
            {
              start: from,
              end: to,
              window: { start: from, end: to },
              supply: [{ from, to, records: [] }],
              outcomes: {
                measure: 'a measure with quite a long name',
                unit: 'mm[Hg]',
                direction: 'lower-is-better',
                baseline: null,
                target: 1,
                points: points.map(({ at, value }) => ({ day: isoDay(at), value, phase: 'on-treatment', record: 'o' })),
              },
            },
            to,
          );
          for (const row of rows) expect(Array.from(row).length).toBeLessThanOrEqual(80);
        },
      ),
      { numRuns: 50 },
    );
  });
});
