import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyRecord, type PatientRecord } from '../domain/record.ts';
import { addGenotypes } from './genotypes.ts';

const path = join(mkdtempSync(join(tmpdir(), 'rxwhy-genotypes-')), 'calls.csv');

function added(text: string, ids: readonly string[] = ['p1']): PatientRecord[] {
  writeFileSync(path, text);
  const records = ids.map(emptyRecord);
  addGenotypes(records, path);
  return records;
}

describe('--genotypes', () => {
  it('adds diplotypes, with the line they came from', () => {
    const [record] = added('gene,diplotype\nCYP2C19,*2/*2\n');
    expect(record?.genotypes).toMatchObject([{ gene: 'CYP2C19', diplotype: '*2/*2', id: `${path}:2` }]);
  });

  it('joins two alleles, and reads quoted cells', () => {
    const [record] = added('gene,allele1,allele2,phenotype\nHLA-B,"*15:02","*07:02","positive, one copy"\n');
    expect(record?.genotypes).toMatchObject([{ diplotype: '*15:02/*07:02', phenotype: 'positive, one copy' }]);
  });

  it('gives each patient their own', () => {
    const records = added('patient_id,gene,diplotype\np2,CYP2D6,*4/*4\n', ['p1', 'p2']);
    expect(records.map((record) => record.genotypes.length)).toEqual([0, 1]);
  });

  it('gives a caller’s sample, whatever its name, to the only patient', () => {
    const report = { title: 'NA12878', pharmcatVersion: 'v3.1.1', genes: { CYP2C19: { sourceDiplotypes: [] } } };
    const calls = [{ allele1: { name: '*2' }, allele2: { name: '*2' }, phenotypes: ['Poor Metabolizer'] }];
    const [record] = added(JSON.stringify({ ...report, genes: { CYP2C19: { sourceDiplotypes: calls } } }));
    expect(record?.genotypes).toMatchObject([{ diplotype: '*2/*2', laboratory: 'PharmCAT v3.1.1' }]);
  });

  it('counts the calls of people who are not assessed', () => {
    writeFileSync(path, 'patient_id,gene,diplotype\np9,CYP2D6,*4/*4\n');
    expect(addGenotypes([emptyRecord('p1')], path)).toMatchObject({ used: 0, ofOthers: 1 });
  });

  it('asks for the patient where there are several', () => {
    expect(() => added('gene,diplotype\nCYP2D6,*4/*4\n', ['p1', 'p2'])).toThrow('patient_id');
  });

  it('asks for the columns it needs', () => {
    expect(() => added('gen,call\nCYP2D6,many\n')).toThrow('Give the columns');
  });

  it('says where a row cannot be read, and uses the others', () => {
    writeFileSync(path, 'gene,diplotype,date\nCYP2D6,*4/*4,2024-02-31\n,*1/*1,\n');
    const merge = addGenotypes([emptyRecord('p1')], path);
    expect(merge.used).toBe(1);
    expect(merge.problems.map((problem) => [problem.code, problem.where])).toEqual([
      ['bad-date', `${path}:2`],
      ['no-gene', `${path}:3`],
    ]);
  });
});
