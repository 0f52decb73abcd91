import { describe, expect, it } from 'vitest';
import type { CauseFamily } from '../causes/contract.ts';
import { type Finding, missing, opposes, supports } from '../domain/finding.ts';
import type { CauseTerm, Certainty } from '../domain/terms.ts';
import type { WeighedCause } from '../domain/verdict.ts';
import { type Attributed, combine } from './combine.ts';

function family(name: string, step: number, rest: Partial<CauseFamily> = {}): CauseFamily {
  return {
    family: name,
    terms: [],
    step,
    gates: [],
    closes: {},
    requires: [],
    explainedBy: {},
    appliesTo: () => true,
    assess: () => ({ findings: [], gates: [] }),
    text: { findings: {}, checks: {}, missing: {} },
    ...rest,
  };
}

const one = family('one', 1);
const two = family('two', 2);
const by = (from: CauseFamily, ...findings: Finding[]): Attributed[] =>
  findings.map((finding) => ({ family: from, finding }));
const no = (): CauseTerm[] => [];
const kin = (term: CauseTerm): CauseTerm[] =>
  term === 'missed-doses' || term === 'stopped-early'
    ? ['non-adherence']
    : term === 'phenoconversion'
      ? ['drug-interaction', 'pharmacogenomic']
      : [];
const listed = (causes: readonly WeighedCause[]): [CauseTerm, Certainty][] =>
  causes.map((cause) => [cause.term, cause.certainty]);
const dose = (parts: Partial<Finding> = {}): Finding =>
  supports({ term: 'dose-too-low', code: 'a', certainty: 'probable', basis: 'measured', ...parts });
const notDose = (parts: Partial<Finding> = {}): Finding =>
  opposes({ term: 'dose-too-low', code: 'b', certainty: 'excluded', basis: 'measured', ...parts });

describe('combining the findings on one cause', () => {
  it.each<[string, Finding[], Certainty]>([
    ['takes the strongest support', [dose({ certainty: 'possible' }), dose({ certainty: 'confirmed' })], 'confirmed'],
    ['holds an unchecked support at possible', [dose({ certainty: 'confirmed', checked: false })], 'possible'],
    ['leaves a weaker unchecked support where it is', [dose({ certainty: 'unlikely', checked: false })], 'unlikely'],
    ['lets a checked support stand beside an unchecked one', [dose(), dose({ checked: false })], 'probable'],
    ['excludes on a checked fact', [notDose()], 'excluded'],
    ['never excludes on an unchecked fact', [notDose({ checked: false })], 'unlikely'],
    ['excludes if one of several may', [notDose({ checked: false }), notDose()], 'excluded'],
    ['keeps unlikely unlikely', [notDose({ certainty: 'unlikely' })], 'unlikely'],
    ['lowers one step where the opposition is as well known', [dose(), notDose()], 'possible'],
    ['holds what was only recorded at possible', [dose({ basis: 'recorded' })], 'possible'],
    ['leaves what was confirmed by a record', [dose({ basis: 'recorded', certainty: 'confirmed' })], 'confirmed'],
    [
      'lowers one step where it is better known',
      [dose({ basis: 'recorded', certainty: 'confirmed' }), notDose()],
      'probable',
    ],
    ['does not lower where it is less well known', [dose(), notDose({ basis: 'recorded' })], 'probable'],
    ['lowers a confirmed one to probable', [dose({ certainty: 'confirmed' }), notDose()], 'probable'],
    ['lowers only one step for two oppositions', [dose({ certainty: 'confirmed' }), notDose(), notDose()], 'probable'],
    ['compares inferred with assumed', [dose({ basis: 'inferred' }), notDose({ basis: 'assumed' })], 'possible'],
    ['takes a possible one below the list', [dose({ certainty: 'possible' }), notDose()], 'unlikely'],
  ])('%s', (_title, findings, certainty) => {
    const { supported, excluded } = combine(by(one, ...findings), no);
    expect(listed([...supported, ...excluded])).toEqual([['dose-too-low', certainty]]);
    expect(supported.length).toBe(certainty === 'unlikely' || certainty === 'excluded' ? 0 : 1);
  });

  it('keeps the largest share of the support and none of the opposition', () => {
    const findings = [dose({ share: 0.2 }), dose({ share: 0.7 }), notDose({ share: 0.9 })];
    expect(combine(by(one, ...findings), no).supported[0]?.share).toBe(0.7);
    expect(combine(by(one, dose()), no).supported[0]?.share).toBeNull();
  });

  it('shows the evidence of both sides', () => {
    const [cause] = combine([...by(one, dose()), ...by(two, notDose())], no).supported;
    expect(cause?.told.map((each) => [each.family, each.finding.bearing])).toEqual([
      ['one', 'supports'],
      ['two', 'opposes'],
    ]);
  });
});

describe('questions left open', () => {
  const ask = missing({ term: 'dose-too-low', code: 'c' });
  it.each<[string, Finding[], number]>([
    ['are open alone', [ask], 1],
    ['are answered by support', [ask, dose()], 0],
    ['are answered by an exclusion', [ask, notDose()], 0],
    ['stay open beside an unlikely', [ask, notDose({ certainty: 'unlikely' })], 1],
    ['stay open beside an exclusion nobody checked', [ask, notDose({ checked: false })], 1],
  ])('%s', (_title, findings, count) => {
    expect(combine(by(one, ...findings), no).open).toHaveLength(count);
  });
});

describe('a parent and its child', () => {
  const parent = (parts: Partial<Finding> = {}) =>
    supports({ term: 'non-adherence', code: 'p', certainty: 'possible', basis: 'measured', ...parts });
  const child = (parts: Partial<Finding> = {}) =>
    supports({ term: 'missed-doses', code: 'q', certainty: 'possible', basis: 'measured', ...parts });

  it('are not listed beside each other', () => {
    expect(listed(combine(by(one, parent(), child()), kin).supported)).toEqual([['missed-doses', 'possible']]);
  });

  it('share the evidence, and the stronger certainty is the child its', () => {
    const [cause] = combine(by(one, parent({ certainty: 'probable' }), child()), kin).supported;
    expect(cause?.certainty).toBe('probable');
    expect(cause?.told.map((each) => each.finding.code)).toEqual(['q', 'p']);
  });

  it('join the strongest of several children', () => {
    const early = supports({ term: 'stopped-early', code: 'r', certainty: 'probable', basis: 'measured' });
    const { supported } = combine(by(one, child(), early, parent({ certainty: 'confirmed' })), kin);
    expect(listed(supported).sort()).toEqual([
      ['missed-doses', 'possible'],
      ['stopped-early', 'confirmed'],
    ]);
  });

  it('is named itself when no child is supported', () => {
    const out = opposes({ term: 'missed-doses', code: 'q', certainty: 'excluded' });
    expect(listed(combine(by(one, parent(), out), kin).supported)).toEqual([['non-adherence', 'possible']]);
  });

  it('a child of two parents stands for both', () => {
    const both: Finding[] = [
      supports({ term: 'drug-interaction', code: 'i', certainty: 'possible' }),
      supports({ term: 'pharmacogenomic', code: 'g', certainty: 'possible' }),
      supports({ term: 'phenoconversion', code: 'f', certainty: 'possible' }),
    ];
    expect(listed(combine(by(one, ...both), kin).supported)).toEqual([['phenoconversion', 'possible']]);
  });
});
