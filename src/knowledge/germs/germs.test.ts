import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';

const { germs, drugs } = await knowledge();

describe('names of germs as laboratories write them', () => {
  it.each([
    ['Escherichia coli', 'escherichia-coli'],
    ['E. coli', 'escherichia-coli'],
    ['ESCHERICHIA COLI ESBL', 'escherichia-coli'],
    ['STAPH AUREUS COAG +', 'staphylococcus-aureus'],
    ['Staphylococcus aureus subsp. aureus', 'staphylococcus-aureus'],
    ['STAPHYLOCOCCUS, COAGULASE NEGATIVE', 'coagulase-negative-staphylococcus-cons'],
    ['KLEBSIELLA PNEUMO', 'klebsiella-pneumoniae'],
    ['Klebsiella pneumoniae ss. pneumoniae', 'klebsiella-pneumoniae'],
    ['PSEUDOMONAS AERUG', 'pseudomonas-aeruginosa'],
    ['Enterobacter aerogenes', 'klebsiella-aerogenes'],
    ['ENTEROBACTER CLOACAE COMPLEX', 'enterobacter-cloacae-complex'],
    ['ENTEROCOCCUS SP.', 'enterococcus'],
    ['Enterococcus faec', 'enterococcus'],
    ['Clostridium difficile', 'clostridioides-difficile'],
    ['STENOTROPHOMONAS (XANTHOMONAS) MALTOPHILIA', 'stenotrophomonas-maltophilia'],
    ['BETA STREPTOCOCCUS GROUP B', 'streptococcus-group-b'],
    ['VIRIDANS STREPTOCOCCI', 'viridans-group-streptococcus-vgs'],
    ['CORYNEBACTERIUM SPECIES (DIPHTHEROIDS)', 'corynebacterium'],
    ['CANDIDA ALBICANS, PRESUMPTIVE IDENTIFICATION', 'candida-albicans'],
    ['Nakaseomyces glabratus', 'candida-glabrata'],
    ['Pichia kudriavzevii', 'candida-krusei'],
    ['BACTEROIDES FRAGILIS GROUP', 'bacteroides-fragilis-complex'],
    ['Acinetobacter baumannii complex', 'acinetobacter-baumannii-complex'],
    ['HIV-1', 'human-immunodeficiency-virus'],
    ['Streptococcus Group A, B, C, G', 'streptococcus-group-a-b-c-g'],
  ])('%s', (name, id) => expect(germs.named(name)?.id).toBe(id));

  it.each(['NO GROWTH', 'MIXED BACTERIAL FLORA', 'CANCELLED', 'xyz', '', 'Entero'])('%s is no germ', (name) =>
    expect(germs.named(name)).toBeNull(),
  );
});

describe('codes', () => {
  const coded = (code: string, text = '') =>
    germs.organism({ text, codings: [{ system: 'http://snomed.info/sct', code, display: null }] });

  it('SNOMED tells the species', () => expect(coded('112283007').taxon?.id).toBe('escherichia-coli'));
  it('a code for MRSA tells species and resistance', () => {
    const found = coded('115329001');
    expect(found.taxon?.id).toBe('staphylococcus-aureus');
    expect(found.phenotypes.map((row) => row.id)).toEqual(['mrsa']);
  });
  it('the name of a phenotype does too', () =>
    expect(
      germs.organism({ text: 'POSITIVE FOR METHICILLIN RESISTANT STAPH AUREUS', codings: [] }).phenotypes[0]?.id,
    ).toBe('mrsa'));
  it('a denial does not', () =>
    expect(germs.organism({ text: 'No MRSA isolated', codings: [] })).toEqual({ taxon: null, phenotypes: [] }));
  it('ESBL says nothing of a staphylococcus', () =>
    expect(germs.organism({ text: 'Staphylococcus aureus, no ESBL', codings: [] }).phenotypes).toEqual([]));
});

describe('agents', () => {
  it.each([
    ['PIPERACILLIN/TAZO', 'TZP'],
    ['Piperacillin+Tazobactam [Susceptibility]', 'TZP'],
    ['TRIMETHOPRIM/SULFA', 'SXT'],
    ['AMPICILLIN/SULBACTAM', 'SAM'],
    ['PENICILLIN G', 'PEN'],
    ['RIFAMPIN', 'RIF'],
    ['Ciprofloxacin [Susceptibility] by Minimum inhibitory concentration (MIC)', 'CIP'],
    ['Gentamicin', 'GEN'],
    ['Gentamicin high level', 'GEH'],
    ['CRO', 'CRO'],
  ])('%s is %s', (text, code) => expect(germs.tested({ text, codings: [] })?.code).toBe(code));

  it.each([
    ['18906-8', 'CIP'],
    ['18895-3', 'CRO'],
    ['18862-3', 'AMC'],
    ['18865-6', 'SAM'],
    ['18864-9', 'AMP'],
  ])('LOINC %s is %s', (code, agent) =>
    expect(germs.tested({ text: '', codings: [{ system: 'http://loinc.org', code, display: null }] })?.code).toBe(
      agent,
    ),
  );

  it('a product of several ingredients is tested as one', () => {
    expect(germs.ofIngredient('tazobactam', ['piperacillin'])?.code).toBe('TZP');
    expect(germs.ofIngredient('trimethoprim', ['sulfamethoxazole'])?.code).toBe('SXT');
    expect(germs.ofIngredient('trimethoprim', [])?.code).toBe('TMP');
  });

  it('the ingredients of the drug pack find their agent', () => {
    const missed = [
      'J01CR02',
      'J01DD04',
      'J01MA02',
      'J01XA01',
      'J01DH02',
      'J04AB02',
      'J02AC01',
      'J01AA02',
      'J01FA10',
      'J01XE01',
    ]
      .flatMap((atc) => germs.rows.agents.filter((row) => row.atc.includes(atc)))
      .filter((row) =>
        drugs.byName(row.name).some(
          (each) =>
            germs.ofIngredient(
              each.name,
              drugs
                .byName(row.name)
                .filter((other) => other !== each)
                .map((other) => other.name),
            )?.code !== row.code,
        ),
      );
    expect(missed.map((row) => row.code)).toEqual([]);
  });
});

describe('expected resistance', () => {
  it.each([
    ['klebsiella-pneumoniae', 'AMP', true],
    ['pseudomonas-aeruginosa', 'CRO', true],
    ['pseudomonas-aeruginosa', 'CAZ', false],
    ['enterobacter-hormaechei', 'AMC', true],
    ['proteus-mirabilis', 'NIT', true],
    ['escherichia-coli', 'VAN', true],
    ['escherichia-coli', 'CRO', false],
    ['salmonella-enterica', 'AZM', false],
    ['enterococcus-faecalis', 'CRO', true],
    ['enterococcus-faecalis', 'AMP', false],
    ['staphylococcus-aureus', 'COL', true],
    ['candida-krusei', 'FLU', true],
    ['candida-albicans', 'FLU', false],
    ['proteus-mirabilis', 'TGC', false],
  ])('%s and %s', (taxon, agent, expected) => expect(germs.expected(taxon, agent) !== null).toBe(expected));

  it('a fact read at its source is cited before one that was not', () =>
    expect(germs.expected('klebsiella-pneumoniae', 'AMP')?.checked).toBe('yes'));
});

describe('the pack', () => {
  it('names only taxa and agents that are in it', () => {
    const taxa = new Set(germs.rows.taxa.map((row) => row.id));
    const named = [
      ...germs.rows.expectedResistance.flatMap((row) => [...row.taxa, ...row.exceptTaxa]),
      ...germs.rows.mdrCategories.flatMap((row) => [row.taxon, ...row.removedFor, ...row.notCovered]),
      ...germs.rows.emergence.flatMap((row) => row.taxa),
      ...germs.rows.surrogates.flatMap((row) => row.taxa),
      ...germs.rows.windows.flatMap((row) => row.taxa),
      ...germs.rows.contaminants.map((row) => row.taxon),
      ...germs.rows.phenotypes.map((row) => row.taxon),
      ...germs.rows.taxa.flatMap((row) => [...row.complexes, ...(row.parent === '' ? [] : [row.parent])]),
    ];
    expect([...new Set(named)].filter((id) => !taxa.has(id))).toEqual([]);
    const members = [
      ...germs.rows.expectedResistance.flatMap((row) => row.agents),
      ...germs.rows.mdrCategories.flatMap((row) => row.agents),
      ...germs.rows.surrogates.flatMap((row) => [...row.tested, ...row.speaksFor]),
      ...germs.rows.highDoses.map((row) => row.agent),
    ];
    expect([...new Set(members)].filter((member) => germs.codes([member]).size === 0)).toEqual([]);
  });
});
