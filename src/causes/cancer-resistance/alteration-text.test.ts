import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { alterationsIn, genesIn, shortForm } from './alteration-text.ts';

const { tumours } = await knowledge();
const changes = (text: string): string[] =>
  alterationsIn(text, tumours).map(({ gene, change, word }) =>
    change ? `${gene} ${change.ref}${change.codon}${change.alt}` : `${gene} ${word}`,
  );

describe('alterations as reports write them', () => {
  it.each([
    ['EGFR T790M', ['EGFR T790M']],
    ['EGFR p.(Thr790Met)', ['EGFR T790M']],
    ['NM_005228.5(EGFR):c.2369C>T (p.Thr790Met)', ['EGFR T790M']],
    ['T790M', ['EGFR T790M']],
    ['BCR-ABL T315I', ['ABL1 T315I']],
    ['BCR::ABL1 p.T315I', ['ABL1 T315I']],
    ['FLT3 D835', ['FLT3 D835']],
    ['MET amplification', ['MET amplification']],
    ['HER2 amplified', ['ERBB2 amplification']],
    ['KRAS exon 2 mutation', ['KRAS exon 2', 'KRAS mutation']],
    ['JAK1 Q503*', ['JAK1 Q503*']],
    ['PIK3CA p.His1047Arg', ['PIK3CA H1047R']],
    ['we met a test kit in room A12', []],
    ['haemoglobin A1c', []],
    ['vitamin B12', []],
  ])('%s', (text, expected) => expect(changes(text)).toEqual(expected));

  it('three letters become one', () => expect(shortForm('p.Cys797Ser').trim()).toBe('C797S'));
  it('aliases and symbols name a gene', () => expect(genesIn('P-glycoprotein (ABCB1)', tumours)).toEqual(['ABCB1']));
});
