import { describe, expect, it } from 'vitest';
import type { CauseContext, CauseFamily } from '../causes/contract.ts';
import type { Course } from '../domain/course.ts';
import { type Finding, type Gate, type GateName, missing, opposes, supports } from '../domain/finding.ts';
import type { Answer, CauseTerm, Certainty } from '../domain/terms.ts';
import type { WeighedCause } from '../domain/verdict.ts';
import type { Attributed } from './combine.ts';
import { allGates, fairChance } from './gates.ts';
import { askFamilies, verdictOf, verdictSetup } from './index.ts';
import { nextChecks } from './next-checks.ts';

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

const by = (from: CauseFamily, ...findings: Finding[]): Attributed[] =>
  findings.map((finding) => ({ family: from, finding }));
const no = (): CauseTerm[] => [];
const listed = (causes: readonly WeighedCause[]): [CauseTerm, Certainty][] =>
  causes.map((cause) => [cause.term, cause.certainty]);
const dose = (parts: Partial<Finding> = {}): Finding =>
  supports({ term: 'dose-too-low', code: 'a', certainty: 'probable', ...parts });
const notDose = (parts: Partial<Finding> = {}): Finding =>
  opposes({ term: 'dose-too-low', code: 'b', certainty: 'excluded', ...parts });

describe('gates and the fair chance', () => {
  const REQUIRED: GateName[] = ['indicated', 'filled', 'taken', 'dose', 'time', 'tolerated'];
  const SUPPORTING: GateName[] = ['absorbed', 'cleared', 'unopposed'];
  const gate = (name: GateName, answer: Answer): Gate => ({ gate: name, answer, values: {} });
  const all = (change: Partial<Record<GateName, Answer>> = {}): Gate[] =>
    [...REQUIRED, ...SUPPORTING].map((name) => gate(name, change[name] ?? 'yes'));

  it('is yes when all are', () => expect(fairChance(all())).toBe('yes'));
  it.each([...REQUIRED, ...SUPPORTING])('is no when %s is no, whatever else is unknown', (name) => {
    expect(fairChance(all({ [name]: 'no' }))).toBe('no');
    expect(fairChance(all({ indicated: 'unknown', taken: 'unknown', [name]: 'no' }))).toBe('no');
  });
  it.each(REQUIRED)('is unknown when %s is unknown', (name) =>
    expect(fairChance(all({ [name]: 'unknown' }))).toBe('unknown'),
  );
  it.each(SUPPORTING)('is yes although %s is unknown', (name) =>
    expect(fairChance(all({ [name]: 'unknown' }))).toBe('yes'),
  );
  it('is unknown when nothing was answered', () => expect(fairChance([])).toBe('unknown'));

  it('gives every gate once, in its order, unknown where nobody answered', () => {
    const gates = allGates([gate('dose', 'yes')], []);
    expect(gates.map((each) => each.gate)).toEqual([...REQUIRED, ...SUPPORTING]);
    expect(gates.filter((each) => each.answer !== 'unknown').map((each) => each.gate)).toEqual(['dose']);
  });

  it('is closed by a supported cause, and says by which', () => {
    const closed = allGates(
      [gate('absorbed', 'yes')],
      [{ gate: 'absorbed', term: 'delivery-problem', certainty: 'possible' }],
    );
    expect(closed.find((each) => each.gate === 'absorbed')).toMatchObject({
      answer: 'no',
      values: { closedBy: 'delivery-problem' },
    });
  });

  it('is not settled by a possible cause where its family left it open', () => {
    const closed = (certainty: 'possible' | 'probable') =>
      allGates([gate('dose', 'unknown')], [{ gate: 'dose', term: 'dose-too-low', certainty }]).find(
        (each) => each.gate === 'dose',
      )?.answer;
    expect([closed('possible'), closed('probable')]).toEqual(['unknown', 'no']);
  });

  it('prefers no, then unknown, where two families answer one gate', () => {
    const answers = (...given: Answer[]) =>
      allGates(
        given.map((answer) => gate('cleared', answer)),
        [],
      ).find((each) => each.gate === 'cleared')?.answer;
    expect(answers('yes', 'no', 'unknown')).toBe('no');
    expect(answers('yes', 'unknown')).toBe('unknown');
    expect(answers('unknown', 'yes')).toBe('unknown');
  });
});

describe('next checks', () => {
  const gated = family('gated', 4, { gates: ['tolerated'] });
  const early = family('early', 2);
  const late = family('late', 6);
  const ask = (from: CauseFamily, check: string): Attributed => ({
    family: from,
    finding: missing({ term: 'dose-too-low', code: 'c', check }),
  });
  const unknown: Gate[] = [{ gate: 'tolerated', answer: 'unknown', values: {} }];
  const headline = (certainty: Certainty): WeighedCause => ({
    term: 'dose-too-low',
    family: 'x',
    step: 2,
    certainty,
    share: null,
    explainedBy: [],
    told: [],
  });
  const names = (parts: Attributed[], gates: Gate[], first: WeighedCause | null) =>
    nextChecks(parts, gates, first).map((each) => each.finding.check);

  it('asks for an unknown required gate first, then in the order of questions', () => {
    expect(names([ask(late, 'l'), ask(early, 'e'), ask(gated, 'g')], unknown, null)).toEqual(['g', 'e', 'l']);
    expect(names([ask(late, 'l'), ask(gated, 'g'), ask(early, 'e')], [], null)).toEqual(['e', 'g', 'l']);
  });

  it('puts what comes behind a confirmed headline last', () => {
    const first = family('first', 1);
    expect(names([ask(gated, 'g'), ask(first, 'f')], unknown, headline('confirmed'))).toEqual(['f', 'g']);
    expect(names([ask(gated, 'g'), ask(first, 'f')], unknown, headline('probable'))).toEqual(['g', 'f']);
  });

  it('asks each question of a family once, and only those that ask', () => {
    expect(names([ask(early, 'e'), ask(early, 'e'), ...by(early, dose())], [], null)).toEqual(['e']);
  });
});

describe('asking the families', () => {
  const context = {} as CauseContext;
  const says = (term: CauseTerm): Finding => supports({ term, code: 'x', certainty: 'probable' });

  it('asks in the order of steps, and not those that do not apply', () => {
    const setup = verdictSetup(
      [
        family('c', 3, { assess: () => ({ findings: [says('induction')], gates: [] }) }),
        family('z', 1, { assess: () => ({ findings: [says('missed-doses')], gates: [] }) }),
        family('a', 1, { assess: () => ({ findings: [says('never-filled')], gates: [] }) }),
        family('silent', 0, {
          appliesTo: () => false,
          assess: () => ({ findings: [says('tolerance')], gates: [] }),
        }),
      ],
      no,
    );
    expect(askFamilies(context, setup).parts.map((part) => part.family)).toEqual(['a', 'z', 'c']);
  });

  it('lets those that read all others conclude last', () => {
    const seen: number[] = [];
    const setup = verdictSetup(
      [
        family('reads-all', 1, {
          requires: ['*'],
          conclude: (_context, first) => {
            seen.push(first.findings.length);
            return [];
          },
        }),
        family('reads-some', 9, { requires: ['c'], conclude: () => [says('phenoconversion')] }),
      ],
      no,
    );
    askFamilies(context, setup);
    expect(seen).toEqual([1]);
  });
});

describe('the verdict', () => {
  const setup = verdictSetup([family('dose', 2, { closes: { 'dose-too-low': 'dose' }, gates: ['dose'] })], no);
  const course = (term: Course['term'], failure: boolean | null): Course => ({ term, failure }) as Course;
  const asked = { parts: [{ family: 'dose', finding: dose() }], gates: [] };

  it.each<[Course['term'], boolean | null, 'causes' | 'risks', string]>([
    ['primary-non-response', true, 'causes', 'dose-too-low'],
    ['too-early-to-judge', true, 'causes', 'dose-too-low'],
    ['not-assessable', null, 'causes', 'dose-too-low'],
    ['too-early-to-judge', null, 'risks', 'too-early-to-judge'],
    ['responding', false, 'risks', 'responding'],
  ])('of %s with failure %s gives %s and the headline %4$s', (term, failure, list, headline) => {
    const verdict = verdictOf(asked, 't', course(term, failure), setup);
    expect(verdict[list]).toHaveLength(1);
    expect(verdict[list === 'causes' ? 'risks' : 'causes']).toEqual([]);
    expect(verdict.headline.term).toBe(headline);
    expect(verdict.gates.find((gate) => gate.gate === 'dose')?.answer).toBe('no');
  });

  it('heads with the course where nothing reaches possible', () => {
    const weak = {
      parts: [
        { family: 'dose', finding: dose({ certainty: 'possible' }) },
        { family: 'dose', finding: notDose() },
      ],
      gates: [],
    };
    const verdict = verdictOf(weak, 't', course('primary-non-response', true), setup);
    expect(verdict.headline).toEqual({ term: 'primary-non-response', kind: 'course' });
    expect(listed(verdict.excluded)).toEqual([['dose-too-low', 'unlikely']]);
  });

  it('asks nothing more of a trial that responds', () => {
    const open = {
      parts: [{ family: 'dose', finding: missing({ term: 'dose-too-low', code: 'c', check: 'ask-dose' }) }],
      gates: [],
    };
    expect(verdictOf(open, 't', course('responding', false), setup).checks).toEqual([]);
    expect(verdictOf(open, 't', course('primary-non-response', true), setup).checks).toHaveLength(1);
  });
});
