import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import type { Observation, PatientRecord } from '../../domain/record.ts';
import { antibodyTests } from './antibody-tests.ts';

const facts = await knowledge();

function observation(parts: { text: string; loinc?: string } & Partial<Observation>): Observation {
  const { text, loinc, ...rest } = parts;
  const codings = loinc ? [{ system: 'http://loinc.org', code: loinc, display: null, version: null }] : [];
  return {
    id: 'o1',
    at: { iso: '2025-01-10', day: 20098, minute: 20098 * 1440, precision: 'day' },
    issued: null,
    what: { text, codings },
    panel: null,
    value: null,
    coded: null,
    referenceLow: null,
    referenceHigh: null,
    interpretation: null,
    status: 'final',
    by: 'unknown',
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: [],
    ...rest,
  };
}

const answersFor = (drug: string, atc: string, row: Observation) =>
  antibodyTests(
    { observations: [row] } as unknown as PatientRecord,
    drug,
    facts.immunogenicity.rowOf({ name: drug, atc: [atc] }),
    facts.immunogenicity.words,
    { from: 20000, to: 20100 },
  ).map((test) => test.answer);

const infliximab = (parts: Parameters<typeof observation>[0]) =>
  answersFor('infliximab', 'L04AB02', observation(parts));
const au = (value: number, comparator: '<' | null = null) => ({ value, unit: '[arb]', comparator });

describe('antibody tests', () => {
  it('knows the test by LOINC, by its own name, or by the drug it names', () => {
    expect(infliximab({ text: 'x', loinc: '72623-2', interpretation: 'POS' })).toEqual(['positive']);
    expect(infliximab({ text: 'ATI', interpretation: 'POS' })).toEqual(['positive']);
    expect(infliximab({ text: 'Infliximab antibody', interpretation: 'POS' })).toEqual(['positive']);
    expect(infliximab({ text: 'Infliximab trough', interpretation: 'L' })).toEqual([]);
    expect(infliximab({ text: 'Adalimumab antibody', interpretation: 'POS' })).toEqual([]);
    expect(
      answersFor('factor VIII', 'B02BD02', observation({ text: 'Factor VIII inhibitor', interpretation: 'H' })),
    ).toEqual(['positive']);
  });

  it.each([
    [{ interpretation: 'POS', value: au(3) }, 'positive'],
    [{ interpretation: 'A' }, 'positive'],
    [{ interpretation: 'NEG', value: au(99) }, 'negative'],
    [{ interpretation: 'N' }, 'negative'],
    [{ coded: { text: 'Positive, high titre', codings: [] } }, 'positive'],
    [{ coded: { text: 'Not detected', codings: [] } }, 'negative'],
    [{ coded: { text: '1:640', codings: [] } }, 'positive'],
    [{ coded: { text: '< 1:10', codings: [] } }, 'negative'],
    [{ value: au(10), referenceHigh: 10 }, 'negative'],
    [{ value: au(10.1), referenceHigh: 10 }, 'positive'],
    [{ value: au(10), notes: ['positive > 10'] }, 'negative'],
    [{ value: au(10), notes: ['positive >= 10'] }, 'positive'],
    [{ value: au(10), notes: ['negative < 10'] }, 'positive'],
    [{ value: au(5, '<') }, 'negative'],
    [{ value: au(86) }, null],
    [{ coded: { text: 'see report', codings: [] } }, null],
  ] as const)('reads %j as %s', (parts, answer) => {
    expect(infliximab({ text: 'Antibodies to infliximab', ...(parts as Partial<Observation>) })).toEqual([answer]);
  });

  it('passes over a result entered in error', () => {
    expect(infliximab({ text: 'Antibodies to infliximab', interpretation: 'POS', status: 'entered-in-error' })).toEqual(
      [],
    );
  });
});
