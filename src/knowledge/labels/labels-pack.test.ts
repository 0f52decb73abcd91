/** The pack against itself and against the packs it names. */
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { sourceIds } from '../pack.ts';

const facts = await knowledge();
const { labels, conditions, measures, sources, terms } = facts;
const named = labels.definitions.map((definition) => [`${definition.label}/${definition.id}`, definition] as const);

describe.each(named)('%s', (_, definition) => {
  const requirements = definition.paths.flatMap((path) => [...path.trial, ...path.person]);

  it('names a label, a condition and sources that exist', () => {
    expect(terms.byId.has(definition.label)).toBe(true);
    if (definition.condition !== '*') expect(conditions.ids).toContain(definition.condition);
    const cited = [definition.source, ...requirements.flatMap((each) => each.source ?? [])].flatMap(sourceIds);
    expect(cited.filter((id) => !sources.has(id))).toEqual([]);
  });

  it('reads only measures the measures pack has', () => {
    const readings = requirements.flatMap((each) => (each.kind === 'level' ? each.readings : []));
    const unknown = readings.filter(({ measure }) => measure !== undefined && measures.facts(measure) === null);
    expect(unknown).toEqual([]);
    expect(readings.filter(({ measure, words }) => measure === undefined && words === undefined)).toEqual([]);
  });

  it('asks only for classes its sets have', () => {
    for (const { count, person } of definition.paths) {
      const own = labels.classesOf(count.set ?? '');
      expect((count.classes ?? []).filter((id) => !own.includes(id))).toEqual([]);
      expect(count.distinct === 'class' || count.atLeast === 'all' ? count.set : 'none needed').toBeDefined();
      for (const each of person) {
        if (each.kind !== 'includes') continue;
        const known = labels.classesOf(each.set);
        expect(each.groups.flatMap((group) => group.classes).filter((id) => !known.includes(id))).toEqual([]);
      }
    }
  });

  it('never confirms by a count alone: what it leaves out is said', () => {
    const asksTaking = requirements.some((each) => each.kind === 'gate' && each.gate === 'taken');
    const saysNotAsked = definition.paths.every(({ person }) => person.some((each) => each.kind === 'not-asked'));
    expect(asksTaking || saysNotAsked).toBe(true);
  });

  it('has a code for each requirement of a path', () => {
    for (const path of definition.paths) {
      const codes = [...path.trial, ...path.person].map((each) => each.code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });
});

it('stands with guidelines before claims, label by label', () => {
  const ranks = labels.definitions.map((each) => each.rank);
  expect([...ranks].sort((a, b) => a - b)).toEqual(ranks);
  expect(new Set(ranks).size).toBe(ranks.length);
  for (const definition of labels.definitions) {
    if (definition.basis === 'claims') continue;
    const same = labels.definitions.filter((each) => each.label === definition.label && each.basis === 'claims');
    expect(same.filter((claims) => claims.rank < definition.rank)).toEqual([]);
  }
});

it('has equivalents only for drugs the drug pack names alike', () => {
  const olanzapine = labels.equivalent('gardner-2010', facts.drugs.byName('olanzapine')[0]?.id ?? '', 'oral');
  expect(olanzapine).toMatchObject({ equivalentMg: 20, referenceMg: 600 });
  expect(labels.equivalent('gardner-2010', '61381', 'intramuscular')).toBeNull();
});

it('counts a thiazide-like diuretic by its longest prefix', () => {
  const chlorthalidone = { id: 'x:a', atc: ['C03BA04'] };
  expect(labels.classOf('antihypertensive', chlorthalidone)).toBe('thiazide');
  expect(labels.classOf('diuretic-kind', chlorthalidone)).toBe('thiazide-like');
  expect(labels.classOf('antipsychotic', { id: 'x:b', atc: ['N05AH02'] })).toBe('clozapine');
  expect(labels.classOf('antipsychotic-not-clozapine', { id: 'x:b', atc: ['N05AH02'] })).toBeNull();
});

it('opens next steps only for labels with a definition', () => {
  for (const { label, condition } of labels.definitions) {
    const steps = labels.opens(label, condition).map((row) => row.step);
    expect(new Set(steps).size).toBe(steps.length);
  }
  expect(labels.opens('treatment-resistant-schizophrenia', 'schizophrenia').map(({ step }) => step)).toContain(
    'clozapine',
  );
});
