/** Every threshold of the criteria and every span of days: at its boundary, just below and just above. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../test/knowledge.ts';
import type { Course } from '../domain/course.ts';
import { csvRows } from '../read/csv/csv-text.ts';
import { type CaseGiven, type CaseTrial, caseRecord } from './cases/case-record.ts';
import { coursesOf } from './index.ts';

const facts = await knowledge();
const { conditions, measures } = facts;
const read = (name: string) =>
  csvRows(readFileSync(fileURLToPath(new URL(`./boundaries/${name}`, import.meta.url)), 'utf8')).map(({ row }) => row);

const rows = readPackCriteria();

// The look-up hides criteria of other drugs, the pack does not.
function readPackCriteria(): Record<string, string>[] {
  const path = fileURLToPath(new URL('../knowledge/conditions/criteria.csv', import.meta.url));
  return csvRows(readFileSync(path, 'utf8')).map(({ row }) => row);
}

interface Days {
  trial: Partial<CaseTrial>;
  first: number;
  later: readonly [number, number];
}

const RUNNING: Days = { trial: {}, first: 400, later: [500, 600] };
/** Courses with an end: a value lies where it may judge them. */
const COURSES: Readonly<Record<string, Days>> = {
  'hepatitis-c': { trial: { end: 84, plannedEnd: 84 }, first: 168, later: [200, 220] },
  'h-pylori': { trial: { end: 14, plannedEnd: 14 }, first: 60, later: [70, 80] },
  'bacterial-infection': { trial: { end: 20, plannedEnd: 20 }, first: 10, later: [12, 14] },
  tuberculosis: { trial: { end: 180, plannedEnd: 180 }, first: 100, later: [120, 140] },
  'invasive-fungal': { trial: { end: 180, plannedEnd: 180 }, first: 100, later: [120, 140] },
  malaria: { trial: { end: 10, plannedEnd: 10 }, first: 5, later: [7, 9] },
};

function courseFor(row: Record<string, string>, threshold: Record<string, string>, value: number): Course | undefined {
  const condition = row.condition === '*' ? 'menopause' : (row.condition ?? '');
  const days = COURSES[condition] ?? RUNNING;
  const measure = measures.facts(row.measure ?? '');
  const name = measure?.names.find((one) => measures.findMeasure({ text: one, codings: [] }) === measure.id) ?? '';
  const unit = measure?.unit ? measure.unit : null;
  const [atc = 'V99'] = (row.atc ?? '').split(';').filter((one) => one !== '');
  const at = (day: number, one: number): NonNullable<CaseGiven['values']>[number] => [name, day, one, unit];
  const values = threshold.baseline === '' ? [] : [at(-1, Number(threshold.baseline))];
  if (threshold.best === '') values.push(at(days.first, value));
  else values.push(at(days.first, Number(threshold.best)), ...days.later.map((day) => at(day, value)));
  const given: CaseGiven = {
    asOf: 900,
    trial: { drug: { name: 'a drug', id: '0', atc: [atc] }, condition, start: 0, ...days.trial },
    values,
  };
  const { record, trials, asOf } = caseRecord(given);
  return coursesOf({ trials, record, asOf, knowledge: facts })[0];
}

const thresholds = read('criteria.csv');

describe('a value at the boundary of a criterion', () => {
  it.each(thresholds)('$criterion: $threshold $value', (threshold) => {
    const row = rows.find(({ id }) => id === threshold.criterion);
    expect(row).toBeDefined();
    if (row === undefined) return;
    const said: Record<string, unknown> = {};
    const asked: Record<string, unknown> = {};
    for (const side of ['below', 'at', 'above']) {
      if (threshold[side] === '') continue;
      const course = courseFor(row, threshold, Number(threshold[side]));
      said[side] = { criterion: course?.criterion?.id, term: course?.term };
      asked[side] = { criterion: row.id, term: threshold[`${side}Says`] };
    }
    expect(said).toEqual(asked);
  });

  it('is in the table for every threshold of the pack', () => {
    const told = new Set(thresholds.map((one) => `${one.criterion} ${one.threshold} ${Number(one.value)}`));
    const columns = {
      'met-level': 'metValue',
      'met-percent': 'metPct',
      'met-change': 'metAbs',
      'partial-level': 'partialValue',
      'partial-change': 'partialAbs',
      'loss-level': 'lossValue',
      'loss-change': 'lossAbs',
      'loss-percent': 'lossPct',
    };
    const untold = rows.flatMap((row) =>
      Object.entries(columns)
        .filter(([, column]) => row[column] !== '')
        // A response category has no course of its own to lose.
        .filter(([kind]) => !(row.condition === '*' && kind.startsWith('loss')))
        .map(([kind, column]) => `${row.id} ${kind} ${Number(row[column])}`)
        .filter((key) => !told.has(key)),
    );
    expect(untold).toEqual([]);
  });
});

describe('a day at the boundary', () => {
  const days = read('days.csv');
  const failingOn = (condition: string, trial: Partial<CaseTrial>, day: number): string | undefined => {
    const given: CaseGiven = {
      asOf: 3000,
      trial: { drug: { name: 'a drug', id: '0', atc: ['V99'] }, condition, start: 0, ...trial },
      values: [['Response to treatment', day, 3, null]],
    };
    const { record, trials, asOf } = caseRecord(given);
    return coursesOf({ trials, record, asOf, knowledge: facts })[0]?.term;
  };

  it.each(days.filter((row) => row.firstJudgedDay !== ''))('$condition is judged from day $firstJudgedDay', (row) => {
    const condition = row.condition ?? '';
    expect(conditions.facts(condition)?.adequateDays).toBe(Number(row.adequateDays));
    expect(failingOn(condition, {}, Number(row.firstJudgedDay))).toBe('primary-non-response');
    if (row.tooEarlyDay !== '') {
      expect(failingOn(condition, {}, Number(row.tooEarlyDay))).toBe('too-early-to-judge');
    }
  });

  it.each(days)('$condition: an outcome counts up to $carryOverDays days after the end', (row) => {
    const condition = row.condition ?? '';
    expect(conditions.facts(condition)?.carryOverDays).toBe(Number(row.carryOverDays));
    expect(failingOn(condition, { end: 1000 }, Number(row.lastCarriedDay))).toBe('primary-non-response');
    expect(failingOn(condition, { end: 1000 }, Number(row.firstOutsideDay))).toBe('not-assessable');
  });

  it('is in the table for every condition', () => {
    expect(days.map((row) => row.condition)).toEqual(conditions.ids);
  });
});
