import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import type { Breakpoint } from './breakpoint.ts';
import {
  antibiogram,
  comparison,
  exactInterval,
  firstIsolates,
  interpreterFor,
  intervalOf,
  multidrugResistance,
  parseValue,
  readBreakpoints,
  tuberculosisResistance,
} from './index.ts';

const { germs } = await knowledge();

const row = (parts: Partial<Breakpoint>): Breakpoint => ({
  id: 'r',
  taxon: 'escherichia-coli',
  agent: 'CIP',
  method: 'MIC',
  site: '',
  urinary: false,
  s: 1,
  r: 4,
  doNotTest: false,
  note: '',
  ...parts,
});
const against = (parts: Partial<Breakpoint>, guideline: 'EUCAST' | 'CLSI', text: string): string => {
  const value = parseValue(text);
  if (!value) throw new Error(text);
  return comparison(row(parts), guideline, germs.thresholds)(intervalOf(value.value, value.comparator)).join('|');
};

describe('one value against one row', () => {
  it.each([
    ['EUCAST', 'MIC', '1', 'S'],
    ['EUCAST', 'MIC', '2', 'I'],
    ['EUCAST', 'MIC', '4', 'I'],
    ['EUCAST', 'MIC', '8', 'R'],
    ['CLSI', 'MIC', '4', 'R'],
    ['CLSI', 'MIC', '2', 'I'],
    ['CLSI', 'MIC', '3', 'R'],
    ['EUCAST', 'MIC', '3', 'I'],
    ['EUCAST', 'MIC', '<=0.5', 'S'],
    ['EUCAST', 'MIC', '<=2', 'S|I'],
    ['EUCAST', 'MIC', '<=32', 'S|I|R'],
    ['EUCAST', 'MIC', '>4', 'R'],
    ['EUCAST', 'MIC', '>=4', 'I|R'],
    ['CLSI', 'MIC', '>=4', 'R'],
    ['EUCAST', 'MIC', '>0.004', 'S|I|R'],
  ] as const)('%s %s %s is %s', (guideline, method, value, category) =>
    expect(against({ method }, guideline, value)).toBe(category),
  );

  it.each([
    ['EUCAST', '22', 'S'],
    ['EUCAST', '21', 'I'],
    ['EUCAST', '17', 'I'],
    ['EUCAST', '16', 'R'],
    ['CLSI', '17', 'R'],
    ['CLSI', '18', 'I'],
    ['CLSI', '22', 'S'],
  ] as const)('%s zone %s is %s', (guideline, value, category) =>
    expect(against({ method: 'DISK', s: 22, r: 17 }, guideline, value)).toBe(category),
  );

  it('EUCAST without an S category gives I at best', () => {
    expect(against({ s: 0.001, r: 2 }, 'EUCAST', '0.001')).toBe('I');
    expect(against({ method: 'DISK', s: 50, r: 26 }, 'EUCAST', '55')).toBe('I');
  });
  it('S alone leaves the rest open', () => expect(against({ r: null }, 'EUCAST', '8')).toBe(''));
  it('not to be tested is R', () => expect(against({ s: null, r: null, doNotTest: true }, 'EUCAST', '0.5')).toBe('R'));
  it.each(['0.12', '0.125', '0.064', '0.06', '0.032', '0.03', '0.016'])('%s is the dilution it stands for', (text) =>
    expect(against({ s: 2 ** Math.round(Math.log2(Number(text))), r: 1 }, 'EUCAST', text)).toBe('S'),
  );

  it('a bounded value answers with every category its exact values could have', () => {
    const value = fc.integer({ min: -8, max: 9 }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(value, value, fc.constantFrom('<', '<=', '>', '>='), (bound, exact, sign) => {
        const inside = { '<': exact < bound, '<=': exact <= bound, '>': exact > bound, '>=': exact >= bound }[sign];
        fc.pre(inside);
        const all = against({}, 'EUCAST', `${sign}${bound}`).split('|');
        expect(all).toContain(against({}, 'EUCAST', String(exact)));
      }),
    );
  });
});

const csv = (...lines: string[]): string => ['id,organism,agent,method,site,s,r,uti', ...lines].join('\n');
const tableOf = (...lines: string[]) => readBreakpoints(csv(...lines), germs, { name: 'mine' }).table;

describe('which row speaks', () => {
  const table = tableOf(
    'order,Enterobacterales,CIP,MIC,,0.25,0.5,',
    'genus,Klebsiella,CIP,MIC,,1,2,',
    'species,Klebsiella pneumoniae,CIP,MIC,,4,8,',
    'uti,Enterobacterales,FOS,MIC,Uncomplicated urinary tract infection,8,8,TRUE',
    'men,Enterobacterales,MEM,MIC,Meningitis,2,2,',
    'non,Enterobacterales,MEM,MIC,Non-meningitis,2,8,',
  );
  const ask = (organism: string, agent: string, value: string, site = '', fallBack = false) =>
    interpreterFor(germs, table, { siteFallBack: fallBack }).interpret({ organism, agent, method: 'MIC', value, site });

  it.each([
    ['Klebsiella pneumoniae', 'species'],
    ['Klebsiella oxytoca', 'genus'],
    ['Escherichia coli', 'order'],
  ])('%s: %s', (organism, id) => expect(ask(organism, 'CIP', '0.5').rows.map((each) => each.row)).toEqual([id]));

  it('a site that decides is named', () => {
    const found = ask('E. coli', 'meropenem', '4');
    expect(found.categories).toEqual(['I', 'R']);
    expect(found.problem).toBe('depends-on-site');
    expect(ask('E. coli', 'meropenem', '4', 'meningitis').categories).toEqual(['R']);
    expect(ask('E. coli', 'meropenem', '4', 'pneumonia').categories).toEqual(['I']);
    expect(ask('E. coli', 'meropenem', '16').problem).toBeNull();
  });
  it('a urinary isolate takes urinary rows, general ones only where asked', () => {
    expect(ask('E. coli', 'FOS', '8', 'urine').categories).toEqual(['S']);
    expect(ask('E. coli', 'CIP', '8', 'urine').problem).toBe('no-breakpoint-for-site');
    expect(ask('E. coli', 'CIP', '8', 'urine', true).categories).toEqual(['R']);
  });
  it('names table and row', () =>
    expect(ask('E. coli', 'CIP', '8')).toMatchObject({ table: 'mine', basis: 'breakpoint' }));
  it.each([
    ['Pseudomonas aeruginosa', 'ceftriaxone', '0.5'],
    ['Klebsiella pneumoniae', 'ampicillin', '1'],
    ['E. cloacae', 'amoxicillin-clavulanic acid', '2'],
    ['Proteus mirabilis', 'colistin', '0.5'],
  ])('%s withstands %s whatever is measured', (organism, agent, value) =>
    expect(ask(organism, agent, value)).toMatchObject({ categories: ['R'], basis: 'expected' }),
  );
  it('says where the report contradicts nature', () =>
    expect(
      interpreterFor(germs, null).interpret({ organism: 'K. pneumoniae', agent: 'AMP', reported: 'S' }),
    ).toMatchObject({
      categories: ['R'],
      problem: 'reported-against-expectation',
    }));
  it('the laboratory comes before the table', () =>
    expect(
      interpreterFor(germs, table).interpret({ organism: 'E. coli', agent: 'CIP', value: '0.1', reported: 'R' }),
    ).toMatchObject({ categories: ['R'], basis: 'reported' }));
  it('the code MRSA is resistance', () =>
    expect(interpreterFor(germs, null).interpret({ organism: 'MRSA', agent: 'oxacillin' })).toMatchObject({
      categories: ['R'],
      basis: 'phenotype',
    }));
  it.each([
    ['xyz', 'CIP', '1', 'unknown-organism'],
    ['E. coli', 'xyz', '1', 'unknown-agent'],
    ['E. coli', 'CIP', 'abc', 'not-a-value'],
    ['E. coli', 'CIP', '', 'no-value'],
    ['E. coli', 'LNZ', '1', null],
    ['S. aureus', 'CIP', '1', 'no-breakpoint'],
  ])('%s %s %s: %s', (organism, agent, value, problem) => expect(ask(organism, agent, value).problem).toBe(problem));
});

describe('reading tables', () => {
  it('an AMR-style table: applies_to is the germ, ECOFF, animals, screens and PK/PD stay out', () => {
    const text = [
      'guideline\ttype\tapplies_to\tab\tmethod\tsite\tbreakpoint_S\tbreakpoint_R\tref_tbl\tscreening',
      'EUCAST 2025\thuman\tEnterobacterales\tCIP\tMIC\t\t0.25\t0.5\tEnterobacterales\tFALSE',
      'EUCAST 2025\tECOFF\tEnterobacterales\tCIP\tMIC\t\t0.06\t0.06\t\tFALSE',
      'EUCAST 2025\thuman\tStaphylococcus aureus\tFOX\tDISK\tScreen\t22\t22\t\tTRUE',
      'EUCAST 2025\thuman\tUNKNOWN\tCIP\tMIC\t\t0.25\t0.5\tPK/PD\tFALSE',
      'EUCAST 2024\thuman\tEnterobacterales\tGEN\tMIC\t\t2\t2\t\tFALSE',
    ].join('\n');
    const { table, problems } = readBreakpoints(text, germs, { guideline: 'EUCAST 2025' });
    expect(table.rows).toHaveLength(1);
    expect(table.version).toBe('EUCAST 2025');
    expect(problems.map((problem) => problem.code)).toEqual(['not-human', 'screening', 'pk-pd', 'other-guideline']);
    expect(readBreakpoints(text, germs, { guideline: 'EUCAST 2025', pharmacodynamic: true }).table.rows).toHaveLength(
      2,
    );
  });
  it('a EUCAST sheet: brackets, dashes, footnotes glued to numbers', () => {
    const text = [
      'Enterobacterales*,,,,,,,',
      '"EUCAST Clinical Breakpoint Tables v. 15.0, valid from 2025-01-01",,,,,,,',
      'Penicillins,S ≤,R >,ATU,content,S ≥,R <,ATU',
      'Ampicillin iv,8,8,,10,14,14,',
      'Ciprofloxacin (meningitis),0.125,0.125,,,,,',
      'Tigecycline,(0.5),(0.5),,15,18,18,',
      'Gentamicin,21,2,,,,,',
      'Benzylpenicillin,-,-,,,-,-,',
      'Linezolid,IE,IE,,,,,',
    ].join('\n');
    const { table, problems } = readBreakpoints(text, germs);
    const read = table.rows.map((each) => [each.agent, each.method, each.site, each.s, each.r, each.doNotTest]);
    expect(read).toEqual([
      ['AMP', 'MIC', 'Intravenous', 8, 8, false],
      ['AMP', 'DISK', 'Intravenous', 14, 14, false],
      ['CIP', 'MIC', 'meningitis', 0.125, 0.125, false],
      ['TGC', 'MIC', '', 0.5, 0.5, false],
      ['TGC', 'DISK', '', 18, 18, false],
      ['PEN', 'MIC', '', null, null, true],
      ['PEN', 'DISK', '', null, null, true],
    ]);
    expect(problems.map((problem) => problem.code)).toEqual(['not-a-value']);
    expect(table.version).toBe('EUCAST 15.0');
  });
});

describe('labels', () => {
  const staph = { GEN: 'S', RIF: 'S', OXA: 'R', CIP: 'S', SXT: 'S', VAN: 'S', CLI: 'S', ERY: 'S', LNZ: 'S' };
  it('MRSA is MDR by definition', () =>
    expect(multidrugResistance('staphylococcus-aureus', staph, germs).label).toBe('MDR'));
  it('the same with oxacillin S leaves it open', () =>
    expect(multidrugResistance('staphylococcus-aureus', { ...staph, OXA: 'S' }, germs).label).toBe('possible-MDR'));
  it('I counts by option', () => {
    const results = { GEN: 'I', CIP: 'I', COL: 'R', IPM: 'S', CAZ: 'S', TZP: 'S', ATM: 'S', FOS: 'S' };
    expect(multidrugResistance('pseudomonas-aeruginosa', results, germs).label).toBe('MDR');
    expect(multidrugResistance('pseudomonas-aeruginosa', results, germs, { nonSusceptible: 'R' }).label).toBe(
      'negative',
    );
  });
  it('salmonella is not covered', () =>
    expect(multidrugResistance('salmonella-enterica', staph, germs).label).toBe('not-covered'));
  it.each([
    [{ RIF: 'R' }, 'RR-TB'],
    [{ RIF: 'R', INH: 'R' }, 'MDR-TB'],
    [{ RIF: 'R', INH: 'R', MFX: 'R' }, 'pre-XDR-TB'],
    [{ RIF: 'R', LVX: 'R', LNZ: 'R' }, 'XDR-TB'],
    [{ INH: 'R' }, null],
    [{ RIF: 'S', MFX: 'R', BDQ: 'R' }, null],
  ])('%j is %s', (results, label) => expect(tuberculosisResistance(results, germs).label).toBe(label));
  it('untested drugs leave stronger labels open', () =>
    expect(tuberculosisResistance({ RIF: 'R', INH: 'R' }, germs).possible).toEqual(['pre-XDR-TB', 'XDR-TB']));
});

describe('populations', () => {
  const isolate = (patient: string, day: number, category: 'S' | 'R' = 'S') => ({
    patient,
    taxon: 't',
    day,
    results: { CIP: category },
  });
  it('one isolate per person and episode', () => {
    const all = [isolate('a', 400), isolate('a', 0), isolate('a', 364), isolate('a', 365), isolate('b', 10)];
    expect(firstIsolates(all, 365).map((each) => `${each.patient}${each.day}`)).toEqual(['a0', 'a365', 'b10']);
    expect(firstIsolates(all, Number.POSITIVE_INFINITY)).toHaveLength(2);
  });
  it('no share below the least number', () => {
    const some = Array.from({ length: 29 }, (_, at) => isolate(String(at), 0));
    expect(antibiogram(some, { least: 30 })[0]?.share).toBeNull();
    expect(antibiogram([...some, isolate('x', 0, 'R')], { least: 30 })[0]).toMatchObject({
      tested: 30,
      susceptible: 29,
    });
  });
  it('the exact interval', () => {
    expect(exactInterval(0, 30).high).toBeCloseTo(0.1157, 4);
    expect(exactInterval(15, 30).low).toBeCloseTo(0.313, 3);
    expect(exactInterval(30, 30).low).toBeCloseTo(0.8843, 4);
  });
});
