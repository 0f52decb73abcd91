import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../tools/build-drug-index/csv-rows.ts';
import type { Said } from '../../domain/worksheet.ts';
import { causalityFrom } from '../../knowledge/causality/index.ts';
import { tables } from '../../knowledge/causality/schema.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import { hallas, whoUmc } from './index.ts';

const pack = new URL('../../knowledge/causality/', import.meta.url);
const files = Object.fromEntries(
  Object.entries(tables).map(([name, schema]) => [
    name,
    csvRows(readFileSync(new URL(name, pack), 'utf8')).map((row) => schema.parse(row)),
  ]),
);
const knowledge = causalityFrom(files);
const about = { object: 'digoxin', suspect: 'missed-doses' };
const yes: Said = { yes: true, because: 'x', records: ['r'] };
const no: Said = { yes: false, because: 'x', records: [] };

describe('the WHO-UMC categories', () => {
  const category = (facts: Partial<Parameters<typeof whoUmc>[0]>) => whoUmc({ ...about, ...facts }, knowledge).category;

  it('climb from possible to certain with what is known', () => {
    expect(category({ inTime: yes })).toBe('possible');
    expect(category({ inTime: yes, otherExplanation: yes, restored: yes })).toBe('possible');
    expect(category({ inTime: yes, otherExplanation: no })).toBe('possible');
    expect(category({ inTime: yes, otherExplanation: no, restored: yes })).toBe('probable/likely');
    expect(category({ inTime: yes, otherExplanation: no, restored: yes, measured: yes })).toBe('certain');
    expect(category({ inTime: yes, otherExplanation: no, restored: yes, measured: yes, again: no })).toBe(
      'probable/likely',
    );
  });

  it('are unlikely out of time with another explanation, and cannot be told where nothing is known', () => {
    expect(category({ inTime: no, otherExplanation: yes })).toBe('unlikely');
    expect(category({ inTime: no, otherExplanation: no })).toBe('unassessable/unclassifiable');
    expect(category({})).toBe('conditional/unclassified');
  });

  it('name what open answers could still make of it', () => {
    expect(whoUmc({ ...about, inTime: yes, otherExplanation: yes }, knowledge).couldBe).toEqual(['possible']);
    expect(whoUmc({ ...about, inTime: yes, otherExplanation: no }, knowledge).couldBe).toEqual([
      'certain',
      'probable/likely',
      'possible',
    ]);
  });
});

describe('dose-related therapeutic failure', () => {
  const category = (facts: Partial<Parameters<typeof hallas>[0]>) => hallas({ ...about, ...facts }, knowledge).category;

  it('is possible beside another cause, probable without, definite once confirmed', () => {
    expect(category({ expected: yes, tooLittle: yes, otherCause: yes, confirmed: yes })).toBe('possible');
    expect(category({ expected: yes, tooLittle: yes, otherCause: no })).toBe('probable');
    expect(category({ expected: yes, tooLittle: yes, otherCause: no, confirmed: yes })).toBe('definite');
    expect(category({ expected: yes, tooLittle: yes })).toBe('possible');
    expect(category({ tooLittle: no })).toBe('not dose-related');
    expect(category({})).toBeNull();
  });

  it('says that its criteria were not read at their source', () => {
    expect(hallas(about, knowledge).checked).toBe(false);
  });
});

it('leaves every open question open', () => {
  const sheet = whoUmc({ ...about, inTime: yes }, knowledge);
  expect(sheet.answered).toBe(1);
  expect(sheet.items.filter(({ answer }) => answer === 'unanswered')).toHaveLength(4);
  expect(sheet.items[0]?.records).toEqual(['r']);
});

it('cites only sources the pack lists', () => {
  const ids = new Set(
    (JSON.parse(readFileSync(new URL('sources.json', pack), 'utf8')) as { id: string }[]).map(({ id }) => id),
  );
  const cited = Object.values(files).flatMap((rows) =>
    rows.flatMap((row) => sourceIds((row as { source: string }).source)),
  );
  expect(cited.filter((id) => !ids.has(id))).toEqual([]);
});
