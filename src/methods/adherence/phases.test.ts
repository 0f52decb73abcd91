import { describe, expect, it } from 'vitest';
import { adherencePhases, type TreatmentCourse } from './phases.ts';

const course = (changes: Partial<TreatmentCourse>): TreatmentCourse => ({
  prescribed: 0,
  supplied: [{ from: 5, to: 95 }],
  observedUntil: 95,
  plannedEnd: null,
  fillsAreSeen: true,
  ...changes,
});

describe('ABC phases of a course', () => {
  it('persistent with perfect implementation', () => {
    expect(adherencePhases(course({}), 30)).toEqual({
      initiation: { state: 'initiated', day: 5, delayDays: 5 },
      implementation: { from: 5, to: 95, share: 1 },
      discontinuation: { state: 'persistent' },
      persistenceDays: 90,
    });
  });
  it('not initiated only where fills would have been seen', () => {
    expect(adherencePhases(course({ supplied: [] }), 30).initiation.state).toBe('not-initiated');
    expect(adherencePhases(course({ supplied: [], fillsAreSeen: false }), 30).initiation).toEqual({
      state: 'unknown',
      reason: 'fills-not-seen',
    });
  });
  it('discontinued after a gap longer than permitted, with the restart', () => {
    const stopped = course({
      supplied: [
        { from: 0, to: 30 },
        { from: 61, to: 90 },
      ],
      observedUntil: 90,
    });
    expect(adherencePhases(stopped, 30)).toMatchObject({
      implementation: { from: 0, to: 30, share: 1 },
      discontinuation: { state: 'discontinued', day: 30, restarted: 61 },
      persistenceDays: 30,
    });
    expect(adherencePhases(stopped, 31).discontinuation).toEqual({ state: 'persistent' });
  });
  it('unknown while the last gap is still within what is permitted', () => {
    expect(adherencePhases(course({ observedUntil: 100 }), 30).discontinuation).toEqual({
      state: 'unknown',
      reason: 'supply-ended-recently',
    });
  });
  it('ends as planned where the prescriber ended it', () => {
    expect(adherencePhases(course({ plannedEnd: 95, observedUntil: 400 }), 30)).toMatchObject({
      discontinuation: { state: 'as-planned', day: 95 },
      persistenceDays: 90,
    });
  });
});
