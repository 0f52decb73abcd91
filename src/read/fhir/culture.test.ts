import { describe, expect, test } from 'vitest';
import { readOne } from '../../../test/malformed/fake-drugs.ts';

const subject = { reference: 'Patient/p' };
const observation = (id: string, more: object): object => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject,
  ...more,
});
const coded = (code: string, display: string): object => ({ coding: [{ system: 'http://loinc.org', code, display }] });
const SIR = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
const ecoli = { coding: [{ system: 'http://snomed.info/sct', code: '112283007', display: 'Escherichia coli' }] };
const cipro = (more: object): object =>
  observation('cip', { code: coded('18906-8', 'Ciprofloxacin [Susceptibility]'), ...more });

describe('shapes', () => {
  test('nested: test, organism, agents', () => {
    const record = readOne(
      observation('test', {
        code: coded('600-7', 'Bacteria identified in Blood by Culture'),
        effectiveDateTime: '2024-03-01',
        hasMember: [{ reference: 'Observation/org' }],
      }),
      observation('org', {
        code: { text: 'Organism' },
        valueCodeableConcept: ecoli,
        hasMember: [{ reference: 'Observation/cip' }],
      }),
      cipro({
        interpretation: [{ coding: [{ system: SIR, code: 'R' }] }],
        valueQuantity: { value: 4, comparator: '>=', unit: 'ug/mL' },
      }),
    );
    expect(record.cultures).toMatchObject([
      {
        id: 'Observation/org',
        collected: { iso: '2024-03-01' },
        specimen: { text: 'blood' },
        organism: { text: 'Escherichia coli' },
        growth: true,
        results: [
          {
            id: 'Observation/cip',
            agent: { text: 'Ciprofloxacin' },
            category: 'R',
            mic: { value: 4, comparator: '>=', unit: 'ug/mL' },
          },
        ],
      },
    ]);
    expect(record.observations).toEqual([]);
    expect(record.counts).toMatchObject({ read: 4, used: 4 });
  });

  test('flat: one report, one specimen, category as value', () => {
    const of = { specimen: { reference: 'Specimen/s' } };
    const record = readOne(
      {
        resourceType: 'Specimen',
        id: 's',
        subject,
        type: { text: 'Urine' },
        collection: { collectedDateTime: '2024-02-28' },
      },
      {
        resourceType: 'DiagnosticReport',
        id: 'r',
        subject,
        status: 'final',
        code: { text: 'Urine culture' },
        issued: '2024-03-02T10:00:00Z',
        result: ['org', 'cip'].map((id) => ({ reference: `Observation/${id}` })),
      },
      observation('org', {
        code: coded('630-4', 'Bacteria identified in Urine by Culture'),
        valueCodeableConcept: ecoli,
        ...of,
      }),
      cipro({ valueCodeableConcept: { coding: [{ system: SIR, code: 'S' }] }, ...of }),
    );
    expect(record.cultures).toMatchObject([
      {
        organism: { text: 'Escherichia coli' },
        specimen: { text: 'Urine' },
        collected: { iso: '2024-02-28' },
        reported: { iso: '2024-03-02T10:00:00Z' },
        results: [{ category: 'S' }],
      },
    ]);
    expect(record.counts).toMatchObject({ read: 5, used: 5 });
  });

  test('flat: two isolates of one report are told apart by their specimens', () => {
    const isolate = (n: number): object => ({ specimen: { reference: `Specimen/${n}` } });
    const report = {
      resourceType: 'DiagnosticReport',
      id: 'r',
      subject,
      code: { text: 'Wound culture' },
      result: ['o1', 'o2', 'cip'].map((id) => ({ reference: `Observation/${id}` })),
    };
    const organism = (id: string, text: string, n: number): object =>
      observation(id, {
        code: coded('6462-6', 'Bacteria identified in Wound by Culture'),
        valueCodeableConcept: { text },
        ...isolate(n),
      });
    const record = readOne(
      report,
      organism('o1', 'Escherichia coli', 1),
      organism('o2', 'Staphylococcus aureus', 2),
      cipro({ interpretation: { text: 'Resistant' }, ...isolate(2) }),
    );
    expect(record.cultures.map((culture) => [culture.organism?.text, culture.results.length])).toEqual([
      ['Escherichia coli', 0],
      ['Staphylococcus aureus', 1],
    ]);
  });

  test('by component', () => {
    const record = readOne(
      observation('c', {
        code: coded('634-6', 'Bacteria identified in Isolate by Aerobe culture'),
        valueCodeableConcept: ecoli,
        effectiveDateTime: '2024-03-01',
        component: [
          { code: coded('18906-8', 'Ciprofloxacin [Susceptibility]'), valueCodeableConcept: { text: 'Resistant' } },
          { code: { text: 'Ceftriaxone' }, interpretation: [{ text: 'Susceptible, increased exposure' }] },
        ],
      }),
    );
    expect(record.cultures[0]?.results.map((one) => [one.id, one.agent.text, one.category])).toEqual([
      ['Observation/c#18906-8', 'Ciprofloxacin', 'R'],
      ['Observation/c#2', 'Ceftriaxone', 'I'],
    ]);
  });

  test('derivedFrom, local codes, result times and dilutions of a hospital export', () => {
    const local = (name: string, code: string, display: string): object => ({
      coding: [{ system: `http://fhir.mimic.mit.edu/CodeSystem/microbiology-${name}`, code, display }],
    });
    const record = readOne(
      {
        resourceType: 'Specimen',
        id: 's',
        subject,
        type: { text: 'SWAB' },
        collection: { collectedDateTime: '2018-05-06T10:00:00Z' },
      },
      observation('test', {
        code: local('test', '90201', 'WOUND CULTURE'),
        specimen: { reference: 'Specimen/s' },
        effectiveDateTime: '2018-05-06T10:00:00Z',
        hasMember: [{ reference: 'Observation/org' }],
      }),
      observation('org', {
        code: local('organism', '80023', 'STAPH AUREUS COAG +'),
        effectiveDateTime: '2018-05-06T10:00:00Z',
        hasMember: [{ reference: 'Observation/ab' }],
        derivedFrom: [{ reference: 'Observation/test' }],
      }),
      observation('ab', {
        code: local('antibiotic', '90015', 'VANCOMYCIN'),
        effectiveDateTime: '2018-05-09T11:00:00Z',
        valueCodeableConcept: local('interpretation', 'IND', 'x'),
        extension: [
          {
            url: 'http://fhir.mimic.mit.edu/StructureDefinition/dilution-details',
            valueQuantity: { value: 1, comparator: '<=' },
          },
        ],
        derivedFrom: [{ reference: 'Observation/org' }],
      }),
    );
    expect(record.cultures).toMatchObject([
      {
        id: 'Observation/org',
        organism: { text: 'STAPH AUREUS COAG +' },
        collected: { iso: '2018-05-06T10:00:00Z' },
        specimen: { text: 'SWAB' },
        results: [{ agent: { text: 'VANCOMYCIN' }, category: 'I', mic: { value: 1, comparator: '<=' } }],
      },
    ]);
    expect(record.observations).toEqual([]);
  });
});
