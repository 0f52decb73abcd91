import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Basis, CauseTerm, Certainty, CourseTerm, LabelTerm, UMBRELLA } from '../../domain/terms.ts';
import { sourceIds } from '../pack.ts';
import data from './data.json' with { type: 'json' };
import { buildTerms } from './index.ts';
import { TermRow } from './schema.ts';
import sources from './sources.json' with { type: 'json' };

const rows = z.array(TermRow).parse(data);
const terms = buildTerms(rows);
const ofKind = (kind: TermRow['kind']): string[] => rows.filter((row) => row.kind === kind).map((row) => row.id);

describe('the vocabulary', () => {
  it('holds exactly the ids of the domain, in its order', () => {
    expect(ofKind('umbrella')).toEqual([UMBRELLA]);
    expect(ofKind('course')).toEqual(CourseTerm.options);
    expect(ofKind('cause')).toEqual(CauseTerm.options);
    expect(ofKind('label')).toEqual(LabelTerm.options);
    expect(ofKind('certainty')).toEqual([...Certainty.options, 'not-assessed']);
    expect(ofKind('basis')).toEqual(Basis.options);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it('says of every cause, and of nothing else, which chance it is', () => {
    for (const row of rows) expect(row.chance === null, row.id).toBe(row.kind !== 'cause');
  });

  it('names only terms that exist, and never itself', () => {
    for (const row of rows) {
      for (const parent of row.parents) expect(terms.byId.get(parent)?.kind, row.id).toBe('cause');
      for (const other of row.confusedWith) {
        expect(terms.byId.has(other.term), `${row.id} ~ ${other.term}`).toBe(true);
        expect(other.term).not.toBe(row.id);
      }
    }
  });

  it('cites only sources it lists, and uses each of them', () => {
    const used = new Set(rows.flatMap((row) => sourceIds(row.source)));
    expect([...used].sort()).toEqual(sources.map((source) => source.id).sort());
  });

  it('speaks plainly: one sentence of at most 22 words', () => {
    for (const row of rows) {
      expect(row.plain.split(/\s+/).length, row.id).toBeLessThanOrEqual(22);
      expect(row.plain.endsWith('.'), row.id).toBe(true);
    }
  });
});

describe('looking up a word', () => {
  it('finds ids, names and aliases, upper and lower case alike', () => {
    expect(terms.find('missed-doses').map((row) => row.id)).toEqual(['missed-doses']);
    expect(terms.find('Missed Doses').map((row) => row.id)).toEqual(['missed-doses']);
    expect(terms.find('trd').map((row) => row.id)).toEqual(['treatment-resistant-depression']);
  });

  it('sends the colloquial antidepressant tachyphylaxis to tolerance', () => {
    expect(terms.find('antidepressant tachyphylaxis').map((row) => row.id)).toEqual(['tolerance']);
  });

  it('does not guess', () => {
    expect(terms.find('tolerence')).toEqual([]);
  });

  it('knows the kinds of a cause', () => {
    expect(terms.children('drug-interaction')).toContain('induction');
    expect(terms.children('phenoconversion')).toEqual([]);
  });
});
