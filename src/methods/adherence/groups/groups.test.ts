import { describe, expect, it } from 'vitest';
import { ALL_OTHERS, medicationGroups } from './evaluate.ts';
import { GroupExpressionError } from './tokenize.ts';

const ROWS = [
  { category: 'medA', daily_dose: 2 },
  { category: 'medA', daily_dose: 6 },
  { category: 'medB', daily_dose: 4 },
  { category: 'medC', daily_dose: Number.NaN },
];
const read = (column: string, row: number) => ROWS[row]?.[column as keyof (typeof ROWS)[number]];
const groups = (expressions: Record<string, string>) => {
  const compiled = medicationGroups(expressions, ['category', 'daily_dose'], read);
  return Object.fromEntries(compiled.map(({ name, holds }) => [name, ROWS.flatMap((_, i) => (holds(i) ? [i] : []))]));
};

describe('medication groups', () => {
  it('are expressions over columns, with a group for the rest', () => {
    expect(groups({ A: "category == 'medA'", strong: 'daily_dose >= 4' })).toEqual({
      A: [0, 1],
      strong: [1, 2],
      [ALL_OTHERS]: [3],
    });
  });
  it('may name each other', () => {
    expect(groups({ notA: '!{A}', A: "category == 'medA'", both: '{A} & {notA}' })).toMatchObject({
      notA: [2, 3],
      both: [],
    });
  });
  it('bind comparison tighter than not, and, or', () => {
    expect(groups({ x: "!category == 'medA' & daily_dose > 1 | daily_dose == 6" }).x).toEqual([1, 2]);
    expect(groups({ x: 'not (category in (\'medA\', "medB") and daily_dose < 5)' }).x).toEqual([1, 3]);
    expect(groups({ x: "category %in% c('medC')" }).x).toEqual([3]);
  });
  it('do not hold for a missing value', () => {
    expect(groups({ low: 'daily_dose < 100', other: 'daily_dose != 2' })).toMatchObject({
      low: [0, 1, 2],
      other: [1, 2],
    });
  });
  it.each([
    ['category ==', 'expected a column or a value'],
    ['category', 'expected a comparison'],
    ["price > 'a'", 'no column is called `price`'],
    ['{B} & daily_dose > 1', 'no group is called `B`'],
    ['{x}', 'names itself in a circle'],
    ["category == 'a' ; process.exit()", 'cannot read'],
    ["(category == 'a'", 'expected `)`'],
    [`${'('.repeat(500)}1`, 'nested brackets'],
  ])('refuse %s', (expression, message) => {
    expect(() => groups({ x: expression })).toThrow(GroupExpressionError);
    expect(() => groups({ x: expression })).toThrow(message);
  });
});
