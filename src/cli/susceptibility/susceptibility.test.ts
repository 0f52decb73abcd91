import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { interpreterFor, readBreakpoints } from '../../methods/susceptibility/index.ts';
import { interpretedTable, multidrugTable } from './index.ts';
import { readTable } from './table.ts';

const { germs } = await knowledge();
const folder = mkdtempSync(`${tmpdir()}/rxwhy-susceptibility-`);
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(`${folder}/${name}`, text);
  return `${folder}/${name}`;
};
const table = readBreakpoints('id,organism,agent,method,s,r\n7,Enterobacterales,CIP,MIC,0.25,0.5\n', germs, {
  name: 'mine.csv',
}).table;

it('adds sir, row and problem to every line', () => {
  const input = readTable(
    file(
      'tests.csv',
      'organism,agent,method,value,ward\nE. coli,ciprofloxacin,MIC,1,"A, 2"\nE. coli,CIP,MIC,<=1,B\nK. pneumoniae,ampicillin,MIC,2,C\nNonsense,CIP,MIC,1,D\n',
    ),
    ['organism', 'agent', 'value'],
  );
  const { text, refused } = interpretedTable(input, interpreterFor(germs, table));
  expect(text.split('\n').slice(0, 5)).toEqual([
    'organism,agent,method,value,ward,sir,row,problem',
    'E. coli,ciprofloxacin,MIC,1,"A, 2",R,mine.csv: 7,',
    'E. coli,CIP,MIC,<=1,B,S|I|R,mine.csv: 7,bounded-value',
    expect.stringMatching(/^K\. pneumoniae,ampicillin,MIC,2,C,R,.*er\d+/),
    'Nonsense,CIP,MIC,1,D,,,unknown-organism',
  ]);
  expect(refused).toBe(1);
});

it('labels a wide table', () => {
  const input = readTable(
    file(
      'wide.csv',
      'id,organism,GEN,TOB,CIP,IPM,CAZ,TZP,ATM,FOS,COL\n1,Pseudomonas aeruginosa,R,,R,R,S,S,S,S,S\n2,Streptococcus pneumoniae,R,,,,,,,,\n',
    ),
    ['id', 'organism'],
  );
  expect(multidrugTable(input, germs, 'IR').text).toBe(
    'id,organism,mdr,categories_considered,categories_tested,categories_nonsusceptible\n1,Pseudomonas aeruginosa,MDR,8,8,3\n2,Streptococcus pneumoniae,not-covered,0,0,0\n',
  );
});

it('says which columns are missing', () =>
  expect(() => readTable(file('bad.csv', 'a,b\n1,2\n'), ['organism'])).toThrow(/organism is missing/));
