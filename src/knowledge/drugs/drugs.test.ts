import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPackRows, readPackTexts } from '../../../tools/build-drug-index/read-pack.ts';
import { buildDrugIndex } from './index.ts';

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const texts = readPackTexts();
const index = buildDrugIndex(readPackRows(), (name) => texts[name as keyof typeof texts] ?? null);

const byText = (text: string) => index.resolve({ text, codings: [] });
const byCode = (system: string, code: string, display: string | null = null, text: string | null = null) =>
  index.resolve({ text, codings: [{ system, code, display }] });
const ids = (answer: ReturnType<typeof byText>) => answer.drug.ingredients.map((one) => one.id);
const strengths = (answer: ReturnType<typeof byText>) =>
  answer.drug.ingredients.map((one) => (one.strength ? `${one.strength.value} ${one.strength.unit}` : null));
const codes = (answer: ReturnType<typeof byText>) => answer.problems.map((problem) => problem.code);

describe('names', () => {
  it.each([
    ['Lipitor 20 mg tab', ['83367'], ['20 mg']],
    ['metoprolol succinate ER 50 mg 24 hr tablet', ['6918'], ['50 mg']],
    ['amoxicillin-clavulanate 875-125 mg', ['723', '48203'], ['875 mg', '125 mg']],
    ['CefTRIAXone 1 g IV', ['2193'], ['1 g']],
    ['PIPERACILLIN/TAZO', ['8339', '37617'], [null, null]],
    ['TRIMETHOPRIM/SULFA', ['10180', '10829'], [null, null]],
    ['paracetamol 500mg tablets', ['161'], ['500 mg']],
    ['salbutamol 100 micrograms inhaler', ['435'], ['100 ug']],
    ['Ven\u200btolin\u00ae HFA', ['435'], [null]],
    ['infliximab-dyyb', ['191831'], [null]],
    ['adalimumab-zzzz 40 mg', ['327361'], ['40 mg']],
    ['insulin glargine 100 unit/mL pen', ['274783'], ['100 [IU]/mL']],
    ['amoxicillin 250 mg/5 mL suspension', ['723'], ['50 mg/mL']],
    ['nicotine 21 mg/24 hr patch', ['7407'], ['0.875 mg/h']],
    ['hydrocodone-acetaminophen 5-325 mg', ['5489', '161'], ['5 mg', '325 mg']],
    ['Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet', ['723', '48203'], ['250 mg', '125 mg']],
    ['Coumadin (warfarin) 5 mg tablet', ['11289'], ['5 mg']],
    ["St. John's wort", ['258326'], [null]],
    ['grapefruit juice', ['x:grapefruit juice'], [null]],
    ['tobacco smoking', ['x:tobacco smoking'], [null]],
    ['Oral Form Oxycodone (product)', ['7804'], [null]],
    ['Simvistatin 10 MG', ['36567'], ['10 mg']],
    ['clopidogrel bisulfate 75 MG Oral Tablet', ['32968'], ['75 mg']],
    ['amoxicillin/clavulanate potassium 500-125 mg', ['723', '48203'], ['500 mg', '125 mg']],
    ['oral contraceptive (ethinyl estradiol/levonorgestrel)', ['4124', '6373'], [null, null]],
    ['Preservative-Free timolol 2.5 MG/ML Ophthalmic Solution', ['10600'], ['2.5 mg/mL']],
    ['Zithromax Z-Pak 250 MG', ['18631'], ['250 mg']],
    ['buPROPion hydrochloride 300 MG 24HR Extended Release Oral Tablet', ['42347'], ['300 mg']],
    ['Humalog 100 UNT/ML (insulin lispro)', ['86009'], ['100 [IU]/mL']],
    ['Maalox (aluminium hydroxide / magnesium hydroxide) oral suspension', ['612', '6581'], [null, null]],
    ['Xalatan 0.005% eye drops (latanoprost)', ['43611'], ['0.005 %']],
    ['Seretide Evohaler 125/25 micrograms', ['41126', '36117'], ['125 ug', '25 ug']],
    ['Synthroid 200 MCG Oral Tablet', ['10582'], ['200 ug']],
    ['Amlodipine/valsartan 5 mg/160 mg', ['17767', '69749'], ['5 mg', '160 mg']],
    ['hydrocortisone 10 mg / 1 g cream', ['5492'], ['10 mg/g']],
  ])('%s', (text, expected, amounts) => {
    const answer = byText(text);
    expect(ids(answer)).toEqual(expected);
    expect(strengths(answer)).toEqual(amounts);
    expect(answer.problems).toEqual([]);
    expect(answer.drug.resolvedBy).toBe('text');
  });

  it('never deals a strength out where the order of a brand is not certain', () => {
    expect(strengths(byText('Percocet 5-325 mg'))).toEqual([null, null]);
  });

  it.each([
    ['Yasmin 3 MG / 0.03 MG (drospirenone / ethinyl estradiol)', ['11636', '4124'], ['3 mg', '0.03 mg']],
    ['Augmentin 875 MG / 125 MG (amoxicillin / clavulanate)', ['723', '48203'], ['875 mg', '125 mg']],
    ['Percocet 5-325 mg (oxycodone / acetaminophen)', ['7804', '161'], ['5 mg', '325 mg']],
    ['Unheardof 100 mg tablet (sitagliptin)', ['593411'], ['100 mg']],
    ['Unheardof Duo 50 mg/1000 mg (sitagliptin / metformin)', ['593411', '6809'], ['50 mg', '1000 mg']],
    ['Unheardof (sitagliptin phosphate) 100 mg', ['593411'], ['100 mg']],
  ])('takes ingredients in brackets behind a brand at their word: %s', (text, expected, amounts) => {
    const answer = byText(text);
    expect(ids(answer)).toEqual(expected);
    expect(strengths(answer)).toEqual(amounts);
    expect(answer.problems).toEqual([]);
  });

  it.each([
    ['Amlodipin 10 mg Tablette', ['17767'], ['10 mg']],
    ['Amlodipino 5 mg comprimidos', ['17767'], ['5 mg']],
    ['Simvastatine 40 mg comprim\u00e9', ['36567'], ['40 mg']],
    ['Metformina 850 mg compresse', ['6809'], ['850 mg']],
    ['\u00c1cido acetilsalic\u00edlico 100 mg', ['1191'], ['100 mg']],
    ['Valproins\u00e4ure 500 mg', ['40254'], ['500 mg']],
    ['Levothyroxin-Natrium 100 Mikrogramm', ['10582'], ['100 ug']],
    ['L\u00e9vothyroxine 75 \u00b5g', ['10582'], ['75 ug']],
    ['Morfina 10 mg', ['7052'], ['10 mg']],
    ['Amoxicilline 500 mg g\u00e9lule', ['723'], ['500 mg']],
  ])('knows the German, French, Spanish and Italian name: %s', (text, expected, amounts) => {
    const answer = byText(text);
    expect(ids(answer)).toEqual(expected);
    expect(strengths(answer)).toEqual(amounts);
  });

  it.each([
    'metformim',
    'Placebo (metformin)',
    'no Unheardof (sitagliptin)',
    'Unheardof (replaces glipizide)',
    'Unheardof (insulin)',
    'Unheardof (Lipitor)',
    'Unheardof / Other (sitagliptin)',
    'One unheard of thing (sitagliptin)',
    'lisinopril 10 mg / xyzumab 5 mg',
    'no metformin',
    'blood glucose test strips',
    'Little Pink Pill for water retention',
    'insulin pen needles',
    'aspirin-free tablet',
    'Sertraline or placebo',
    '',
  ])('does not guess: "%s"', (text) => {
    const answer = byText(text);
    expect(ids(answer)).toEqual([]);
    expect(codes(answer)).toEqual(['unknown-drug']);
    expect(answer.problems[0]?.help).not.toBe('');
    expect(answer.drug.resolvedBy).toBeNull();
    if (text !== '') expect(answer.problems[0]?.what).toContain(text);
  });

  it('takes a remark behind the strength for a remark', () => {
    expect(ids(byText('Metformin 500 mg (replaces glipizide)'))).toEqual(['6809']);
    expect(ids(byText('metformin 500 mg, formerly on glipizide'))).toEqual(['6809']);
  });

  it('changing one letter of a generic name never gives that drug (property)', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    fc.assert(
      fc.property(fc.nat(9), fc.nat(25), (at, letter) => {
        const name = 'sertraline';
        const changed = name.slice(0, at) + letters[letter] + name.slice(at + 1);
        return (
          changed === name || changed === 'sertaline' || changed === 'sertralina' || ids(byText(changed))[0] !== '36437'
        );
      }),
    );
  });
});

describe('form and route', () => {
  it.each([
    ['metoprolol succinate ER 50 mg 24 hr tablet', 'Extended Release Oral Tablet', 'oral'],
    ['omeprazole EC 20 mg capsule', 'Delayed Release Oral Capsule', 'oral'],
    ['nitroglycerin 0.4 mg SL tab', 'Sublingual Tablet', 'sublingual'],
    ['fluticasone furoate 27.5 mcg nasal spray', 'Nasal Spray', 'nasal'],
    ['tiotropium 18 mcg inhalation capsule', 'Capsule', 'inhaled'],
  ])('%s', (text, form, route) => {
    expect(byText(text).drug).toMatchObject({ form, route });
  });

  it('takes the stated route of an injection', () => {
    expect(
      index.resolve({
        text: null,
        codings: [{ system: RXNORM, code: '1719286', display: null }],
        route: 'Intravenous route',
      }).drug.route,
    ).toBe('intravenous');
    expect(byCode(RXNORM, '1719286').drug.route).toBe('parenteral');
  });
});

describe('codes', () => {
  it.each([
    [RXNORM, '310798.0', ['5487']],
    ['urn:oid:2.16.840.1.113883.6.88', '83367', ['83367']],
    ['RxNorm', '562251', ['723', '48203']],
    ['http://www.whocc.no/atc', 'C10AA05', ['83367']],
    ['ATC', 'J01CR02', ['723', '48203']],
    ['urn:oid:2.16.840.1.113883.6.73', 'N06AB06', ['36437']],
    ['http://hl7.org/fhir/sid/ndc', '0206-8862-02', ['8339', '37617']],
    ['http://hl7.org/fhir/sid/ndc', '00206886202', ['8339', '37617']],
    ['NDC', '50090-2988-1', ['29046']],
    ['urn:oid:2.16.840.1.113883.6.69', '68180-514-01', ['29046']],
  ])('%s %s', (system, code, expected) => {
    const answer = byCode(system, code);
    expect(ids(answer)).toEqual(expected);
    expect(answer.codes).toEqual({ seen: 1, resolved: 1 });
    expect(answer.drug.resolvedBy).toBe('code');
  });

  it('gives strength per unit, form and name of a product', () => {
    const answer = byCode(RXNORM, '857005');
    expect(strengths(answer)).toEqual(['325 mg', '7.5 mg']);
    expect(answer.drug).toMatchObject({ form: 'Oral Tablet', route: 'oral' });
    expect(answer.drug.product).toContain('hydrocodone');
  });

  it('takes the strength from the text where code and display have none', () => {
    const text = 'buPROPion hydrochloride 300 MG 24HR Extended Release Oral Tablet';
    const answer = byCode(RXNORM, '42347', 'bupropion', text);
    expect(ids(answer)).toEqual(['42347']);
    expect(strengths(answer)).toEqual(['300 mg']);
    expect(answer.drug.form).toBe('Extended Release Oral Tablet');
    expect(answer.problems).toEqual([]);
  });

  it('resolves SNOMED CT by its display only', () => {
    const answer = byCode('http://snomed.info/sct', '324252006', 'Azithromycin 250mg capsule (product)');
    expect(ids(answer)).toEqual(['18631']);
    expect(answer.drug.resolvedBy).toBe('display');
    expect(ids(byCode('http://snomed.info/sct', '324252006'))).toEqual([]);
  });

  it('says that a group of ATC is a group', () => {
    expect(byCode('ATC', 'C09AA').problems[0]?.help).toContain('group');
  });
});

describe('clashes', () => {
  it('uses the display of a code that means another drug, and names both', () => {
    const answer = byCode(RXNORM, '833036', 'Captopril 25 MG Oral Tablet', 'Captopril 25 MG Oral Tablet');
    expect(ids(answer)).toEqual(['1998']);
    expect(codes(answer)).toEqual(['code-display-clash']);
    expect(answer.problems[0]?.what).toMatch(/acetaminophen \/ hydrocodone.*Captopril.*captopril was used/);
    expect(answer.drug.resolvedBy).toBe('display');
  });

  it('keeps the code where the text backs it', () => {
    const answer = byCode(RXNORM, '197361', 'Simvastatin 5 MG', 'amlodipine 5 mg daily');
    expect(ids(answer)).toEqual(['17767']);
    expect(answer.problems[0]?.what).toContain('amlodipine was used');
  });

  it('keeps the code where a second code backs it', () => {
    const answer = index.resolve({
      text: null,
      codings: [
        { system: RXNORM, code: '197361', display: 'Simvastatin 5 MG' },
        { system: 'http://www.whocc.no/atc', code: 'C08CA01', display: null },
      ],
    });
    expect(ids(answer)).toEqual(['17767']);
  });

  it.each([
    ['197361', 'Norvasc 5 mg tablet'],
    ['857005', 'Acetaminophen 325 MG / HYDROcodone Bitartrate 7.5 MG Oral Tablet'],
    ['904419', 'Alendronic acid 10 MG Oral Tablet'],
    ['106892', 'insulin human, isophane 70 UNT/ML / Regular Insulin, Human 30 UNT/ML Injectable Suspension [Humulin]'],
    ['285018', 'Lantus 100 unit/ml injectable solution'],
    ['285018', 'insulin'],
    ['749762', 'oral contraceptive'],
    ['310325', 'iron supplement'],
  ])('is silent on a brand, salt or general name: %s %s', (code, display) => {
    expect(byCode(RXNORM, code, display).problems).toEqual([]);
  });

  it('does not let a general name hide another drug', () => {
    expect(codes(byCode(RXNORM, '860975', 'insulin'))).toEqual(['code-display-clash']);
    expect(codes(byCode(RXNORM, '314076', 'antacid'))).toEqual(['code-display-clash']);
  });

  it('reports another strength of the same drug and uses the displayed one', () => {
    const answer = byCode(RXNORM, '617318', 'atorvastatin 40 MG');
    expect(codes(answer)).toEqual(['code-display-strength-clash']);
    expect(strengths(answer)).toEqual(['40 mg']);
  });
});

describe('traps of the tables', () => {
  it('keeps isosorbide mononitrate apart from isosorbide', () => {
    for (const answer of [
      byText('isosorbide mononitrate ER 30 mg'),
      byText('Imdur'),
      byCode(RXNORM, '28004'),
      byCode(RXNORM, '353538'),
    ]) {
      expect(ids(answer)).toEqual(['28004']);
    }
    expect(ids(byText('isosorbide dinitrate'))).toEqual(['6058']);
    expect(ids(byText('BiDil'))).toEqual(['5470', '6058']);
  });

  it('keeps the precise fluticasone beside the base', () => {
    const [furoate] = byText('fluticasone furoate 100 mcg').drug.ingredients;
    expect(furoate).toMatchObject({ id: '41126', name: 'fluticasone furoate' });
    expect(furoate && index.preciseId(furoate)).toBe('705022');
    const [propionate] = byCode(RXNORM, '895994').drug.ingredients;
    expect(propionate && index.preciseId(propionate)).toBe('50121');
    expect(index.preciseId({ id: '41126', name: 'fluticasone' })).toBeNull();
    expect(ids(byText('tenofovir alafenamide'))).toEqual(['1721603']);
    expect(ids(byText('tenofovir disoproxil fumarate 300 mg'))).toEqual(['300195']);
  });

  it('ignores inert ingredients of packs', () => {
    expect(byCode(RXNORM, '748856').drug.ingredients.map((one) => one.name)).toEqual([
      'drospirenone',
      'ethinyl estradiol',
    ]);
  });

  it('uses the corrected codes', () => {
    expect(ids(byText('alendronic acid'))).toEqual(['46041']);
    expect(ids(byText('glycopyrrolate'))).toEqual(['1546438']);
    expect(ids(byText('apremilast'))).toEqual(['x:apremilast']);
  });
});

describe('any text', () => {
  it('never throws, whatever the text (property)', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (raw) => byText(raw).drug.ingredients.length >= 0));
  });
});
