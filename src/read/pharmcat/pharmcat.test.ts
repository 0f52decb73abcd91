import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGenotypes } from './index.ts';

const diplotype = (one: string, two: string | null, phenotype: string, score: string | null = null) => ({
  allele1: { name: one },
  allele2: two === null ? null : { name: two },
  phenotypes: [phenotype],
  activityScore: score,
  label: 'Reference/Reference',
});

const short = (text: string, name = 'f') =>
  readGenotypes(text, name).calls.map(({ person, genotype: { gene, diplotype: call, phenotype, activityScore } }) =>
    [person, gene, call, phenotype, activityScore].map((cell) => cell ?? '').join('|'),
  );

describe('PharmCAT JSON', () => {
  const ambiguous = [
    diplotype('*1', '*4', 'Intermediate Metabolizer', '1.0'),
    diplotype('*1', '*17', 'Normal Metabolizer', '1.5'),
  ];
  const cftr = [diplotype('ivacaftor non-responsive CFTR sequence', 'G551D', 'ivacaftor responsive in CF patients')];
  const none = [{ ...diplotype('Unknown', 'Unknown', 'No Result'), label: 'Unknown/Unknown' }];

  it('phenotype 2.x: one block per source, CPIC before DPWG; readings kept as a set; no call is set aside', () => {
    const geneReports = {
      DPWG: { CYP2D6: { geneSymbol: 'CYP2D6', sourceDiplotypes: [diplotype('*9', '*9', 'Poor Metabolizer')] } },
      CPIC: {},
    };
    const cpicFirst = {
      CPIC: {
        CYP2D6: { geneSymbol: 'CYP2D6', sourceDiplotypes: ambiguous },
        CFTR: { geneSymbol: 'CFTR', sourceDiplotypes: cftr },
        CYP2B6: { geneSymbol: 'CYP2B6', sourceDiplotypes: none },
      },
      ...geneReports.CPIC,
      DPWG: geneReports.DPWG,
    };
    const text = JSON.stringify({ matcherMetadata: { sampleId: 's1' }, geneReports: cpicFirst });
    expect(short(text)).toEqual([
      's1|CYP2D6|*1/*4 or *1/*17|Intermediate Metabolizer or Normal Metabolizer|1.0 or 1.5',
      's1|CFTR|ivacaftor non-responsive CFTR sequence/G551D|ivacaftor responsive in CF patients|',
    ]);
    expect(readGenotypes(text, 'f')).toMatchObject({ format: 'pharmcat-phenotype', setAside: 1, problems: [] });
  });

  it('report 3.x: genes directly, the version as laboratory, the gene as place', () => {
    const text = JSON.stringify({
      title: 'NA1',
      pharmcatVersion: 'v3.1.1',
      genes: { CYP2C19: { geneSymbol: 'CYP2C19', sourceDiplotypes: [diplotype('*2', '*2', 'Poor Metabolizer')] } },
    });
    const [call] = readGenotypes(text, 'a.report.json').calls;
    expect(call).toMatchObject({
      person: 'NA1',
      genotype: { id: 'a.report.json#CYP2C19', diplotype: '*2/*2', laboratory: 'PharmCAT v3.1.1' },
    });
  });

  it('a gene called by single variants has its pair under the recommendation', () => {
    const sourceDiplotypes = [diplotype('c.1905+1G>A (*2A)', null, 'Intermediate Metabolizer')];
    const recommendationDiplotypes = [diplotype('Reference', 'c.1905+1G>A (*2A)', 'Intermediate Metabolizer', '1.0')];
    const DPYD = { geneSymbol: 'DPYD', sourceDiplotypes, recommendationDiplotypes };
    expect(short(JSON.stringify({ geneReports: { DPYD } }))).toEqual([
      '|DPYD|Reference/c.1905+1G>A (*2A)|Intermediate Metabolizer|1.0',
    ]);
  });

  it('another document, or a broken one, is a problem', () => {
    expect(readGenotypes('{"resourceType":"Bundle"}', 'f').problems[0]?.code).toBe('not-pharmcat');
    expect(readGenotypes('{"genes":', 'f').problems[0]?.code).toBe('bad-json');
  });
});

describe('PharmCAT calls-only TSV', () => {
  const header = 'Gene\tSource Diplotype\tPhenotype\tActivity Score\tHaplotype 1\tHaplotype 1 Function\tHaplotype 2';

  it('skips the banner; rows of one gene are its readings', () => {
    const rows = [
      'CYP2D6\t*1/*4\tIntermediate Metabolizer\t1.0\t*1\tNormal function\t*4',
      'CYP2D6\t*1/*17\tNormal Metabolizer\t1.5\t*1\tNormal function\t*17',
      'CFTR\tReference/Reference\tivacaftor responsive in CF patients\t\tG551D\tx\tG551D',
      'CYP2B6\tUnknown/Unknown\tNo Result\tn/a\t\t\t',
    ];
    const text = ['PharmCAT v3.0.1', header, ...rows].join('\n');
    expect(short(text)).toEqual([
      '|CYP2D6|*1/*4 or *1/*17|Intermediate Metabolizer or Normal Metabolizer|1.0 or 1.5',
      '|CFTR|G551D/G551D|ivacaftor responsive in CF patients|',
    ]);
    const reading = readGenotypes(text, 'f');
    expect(reading).toMatchObject({ format: 'pharmcat-calls', setAside: 1 });
    expect(reading.calls[0]?.genotype).toMatchObject({ id: 'f:3', laboratory: 'PharmCAT v3.0.1' });
  });

  it('several samples keep their names', () => {
    const text = `Sample ID\t${header}\ns1\tCYP2C19\t*2/*2\tPoor Metabolizer\ns2\tCYP2C19\t*1/*1\tNormal Metabolizer`;
    expect(short(text).map((line) => line.slice(0, 10))).toEqual(['s1|CYP2C19', 's2|CYP2C19']);
  });
});

describe('tables without PharmCAT', () => {
  it('outside calls: no header, comments skipped, empty cells in between', () => {
    expect(short('# made elsewhere\nCYP2D6\t*1/*3\nCYP2C9\t\tPoor Metabolizer\nDPYD\t\t\t1.5\n')).toEqual([
      '|CYP2D6|*1/*3||',
      '|CYP2C9||Poor Metabolizer|',
      '|DPYD|||1.5',
    ]);
  });

  it('plain list with any of diplotype, phenotype and activity score, date and laboratory', () => {
    const text = [
      'person,gene,diplotype,phenotype,activity_score,date,lab',
      'p1,CYP2D6,*1/*41,Normal Metabolizer,1.5,2021-03-04,Northside',
      'p1,CYP2C19,,RM,,,',
    ].join('\r\n');
    expect(short(text)).toEqual(['p1|CYP2D6|*1/*41|Normal Metabolizer|1.5', 'p1|CYP2C19||RM|']);
    expect(readGenotypes(text, 'f').calls[0]?.genotype).toMatchObject({ laboratory: 'Northside', id: 'f:2' });
  });

  it('a score written out in the phenotype column', () => {
    expect(short('person_id\tgene\tphenotype\n7\tCYP2D6\tCYP2D6 Activity Score >= 3.0\n')).toEqual([
      '7|CYP2D6|||>= 3.0',
    ]);
  });

  it('a cohort table of one gene: the gene from its cells, else from the file name', () => {
    const scored =
      'person_id\tphenotype\tactivity_score\n7\tCYP2D6 Ultrarapid Metabolizer\tCYP2D6 Activity Score >= 3.0\n';
    expect(short(scored)).toEqual(['7|CYP2D6||CYP2D6 Ultrarapid Metabolizer|CYP2D6 Activity Score >= 3.0']);
    expect(short('person_id\tphenotype\n7\tintermediate_metabolizer\n', 'pgx/cyp2b6_cohort_results.tsv')).toEqual([
      '7|CYP2B6||intermediate_metabolizer|',
    ]);
  });

  it('one column per gene; the columns of one gene are one call', () => {
    const text =
      'research_id\tCYP2D6\tCYP2C19_diplotype\tCYP2C19_phenotype\n' +
      '7\tCYP2D6 Activity Score >= 3.0\t*1/*17\tRapid Metabolizer\n8\tNormal Metabolizer\t\tn/a\n';
    expect(short(text)).toEqual([
      '7|CYP2D6|||>= 3.0',
      '7|CYP2C19|*1/*17|Rapid Metabolizer|',
      '8|CYP2D6||Normal Metabolizer|',
    ]);
    expect(readGenotypes(text, 'f').setAside).toBe(2);
  });

  it('never throws, and every row is a call, set aside, or a problem', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('CYP2D6', '*1/*4', '', 'n/a', '1.5', '"', 'x y')), { maxLength: 5 }),
        (rows) => {
          const text = `gene,diplotype\n${rows.map((cells) => cells.join(',')).join('\n')}`;
          expect(() => readGenotypes(text, 'f')).not.toThrow();
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readGenotypes(text, 'f')).not.toThrow();
      }),
    );
  });
});
