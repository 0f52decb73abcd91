import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { readFhir } from '../../read/fhir/index.ts';
import type { CauseContext } from '../contract.ts';
import { samplesOf } from './samples.ts';

const facts = await knowledge();
const subject = { reference: 'Patient/p' };
const loinc = (code: string, display?: string): object => ({
  coding: [{ system: 'http://loinc.org', code, ...(display !== undefined && { display }) }],
});
const gene = { code: loinc('48018-6', 'Gene studied [ID]'), valueCodeableConcept: { text: 'EGFR' } };
const protein = (change: string): object => ({
  code: loinc('48005-3', 'Amino acid change (pHGVS)'),
  valueCodeableConcept: { coding: [{ system: 'http://varnomen.hgvs.org', code: change, display: change }] },
});

/** Alterations as "name present" or "name absent", sorted. */
function found(resource: object): string[] {
  const entry = [
    { resource: { resourceType: 'Patient', id: 'p' } },
    { resource: { id: 'x', status: 'final', subject, effectiveDateTime: '2024-10-22', ...resource } },
  ];
  const { records } = readFhir([{ name: 'x', value: { resourceType: 'Bundle', type: 'collection', entry } }], {
    drugs: facts.drugs,
  });
  const [record] = records;
  if (!record) throw new Error('no record');
  const { alterations } = samplesOf({ record, knowledge: facts } as CauseContext);
  return [...new Set(alterations.map(({ text, present }) => `${text} ${present ? 'present' : 'absent'}`))].sort();
}
const variant = (answer: object, ...component: object[]): object => ({
  resourceType: 'Observation',
  code: loinc('69548-6', 'Genetic variant assessment'),
  valueCodeableConcept: answer,
  component,
});
const text = (name: string, valueString: string): object => ({
  resourceType: 'Observation',
  code: { text: name },
  valueString,
});

describe('a variant in parts', () => {
  it.each([
    ['present', loinc('LA9633-4', 'Present'), 'NP_005219.2:p.Thr790Met', 'EGFR T790M present'],
    ['absent', loinc('LA9634-2', 'Absent'), 'p.Thr790Met', 'EGFR T790M absent'],
    ['absent by its code alone', loinc('LA9634-2'), 'p.(Thr790Met)', 'EGFR T790M absent'],
    ['in one letter', loinc('LA9633-4', 'Present'), 'p.T790M', 'EGFR T790M present'],
  ])('%s', (_, answer, change, expected) => expect(found(variant(answer, gene, protein(change)))).toEqual([expected]));
});

describe('several statements in one result', () => {
  it.each([
    [
      'Tumour NGS',
      'EGFR T790M not detected; MET amplification detected',
      ['EGFR T790M absent', 'MET amplification present'],
    ],
    ['EGFR', 'T790M positive, C797S negative', ['EGFR C797S absent', 'EGFR T790M present']],
    ['NGS', 'KRAS wild type. BRAF V600E detected.', ['BRAF V600E present', 'KRAS mutation absent']],
    ['RAS panel', 'KRAS, NRAS wild type', ['KRAS mutation absent', 'NRAS mutation absent']],
    ['BCR-ABL kinase domain mutation', 'T315I', ['ABL1 T315I present']],
  ])('%s: %s', (name, result, expected) => expect(found(text(name, result))).toEqual(expect.arrayContaining(expected)));
  it('the conclusion of a report', () =>
    expect(
      found({
        resourceType: 'DiagnosticReport',
        code: { text: 'Molecular pathology' },
        conclusion: 'EGFR T790M detected. KRAS wild type. No MET amplification.',
      }),
    ).toEqual(['EGFR T790M present', 'KRAS mutation absent', 'MET amplification absent']));
});
