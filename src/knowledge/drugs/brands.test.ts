import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../tools/build-drug-index/csv-rows.ts';
import { nameText } from '../../../tools/build-drug-index/names.ts';
import { productsFrom } from '../../../tools/build-drug-index/products.ts';
import { readPackFile, readPackRows, readPackTexts } from '../../../tools/build-drug-index/read-pack.ts';
import { buildDrugIndex } from './index.ts';
import { BrandRow } from './schema.ts';
import { lineValue } from './sorted-text.ts';
import { nameKey } from './tokens.ts';

const texts = readPackTexts();
const index = buildDrugIndex(readPackRows(), (name) => texts[name as keyof typeof texts] ?? null);
const brands = csvRows(readPackFile('brands.csv')).map((row) => BrandRow.parse(row));

const withoutBrands = (name: string) => (name === 'brands.csv' ? 'brand,ingredients\n' : readPackFile(name));
const namesBefore = nameText(productsFrom(readPackFile, withoutBrands), readPackFile, withoutBrands);

const refsOf = (name: string) => (lineValue(texts.names, nameKey(name)) ?? '').split('\t', 1)[0] ?? '';
const read = (text: string) => {
  const { drug, problems } = index.resolve({ text, codings: [] });
  return {
    drugs: drug.ingredients.map((one) =>
      one.strength ? `${one.name} ${one.strength.value} ${one.strength.unit}` : one.name,
    ),
    form: drug.form,
    problems: problems.map((problem) => problem.code),
  };
};

describe('brands outside the US', () => {
  it('are at least 2,000, over at least 500 ingredients', () => {
    expect(brands.length).toBeGreaterThanOrEqual(2000);
    expect(new Set(brands.flatMap((row) => row.ingredients)).size).toBeGreaterThanOrEqual(500);
  });

  it('hold ingredients of the pack only, and resolve to these and no others', () => {
    for (const { brand, ingredients } of brands) {
      const wanted = ingredients.map(refsOf);
      expect(
        wanted.every((ref) => ref !== '' && !ref.includes(';')),
        `${brand}: ${ingredients}`,
      ).toBe(true);
      expect(refsOf(brand).split(';'), brand).toEqual(wanted);
      expect(
        index.byName(brand).map((one) => one.id),
        brand,
      ).toEqual(wanted.map((ref) => ref.split('~', 1)[0]));
    }
  });

  it('are no US brand, ingredient or other name of the tables, and none stands twice', () => {
    const keys = brands.map((row) => nameKey(row.brand));
    // A name of ours and of the tables would hide the row; where both mean the same, the row is not needed.
    expect(keys.filter((key) => lineValue(namesBefore, key) !== null)).toEqual([]);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('are no word of forms, routes, salts or devices', () => {
    const words = new Set(readPackRows()['words.csv'].map((row) => row.word));
    expect(brands.filter((row) => words.has(nameKey(row.brand)))).toEqual([]);
  });

  it.each([
    ['Imigran 50 mg', ['sumatriptan 50 mg']],
    ['Ezetrol 10mg tablets', ['ezetimibe 10 mg']],
    ['NovoRapid 100 units/mL vial 10 mL', ['insulin aspart, human 100 [IU]/mL']],
    ['NovoRapid FlexPen 100 units/mL', ['insulin aspart, human 100 [IU]/mL']],
    ['Rocephin 2 g', ['ceftriaxone 2 g']],
    ['Zyloric 300 mg', ['allopurinol 300 mg']],
    ['Microgynon 30 tablets', ['ethinyl estradiol', 'levonorgestrel']],
    ['Microgynon 30', ['ethinyl estradiol', 'levonorgestrel']],
    ['Mixtard 30 100 units/ml suspension', ['insulin, regular, human', 'insulin isophane']],
    ['Kivexa 600 mg/300 mg film-coated tablets', ['abacavir', 'lamivudine']],
    ['Fostair NEXThaler 100 micrograms/6 micrograms', ['beclomethasone', 'formoterol']],
    ['Relvar Ellipta 92/22', ['fluticasone furoate', 'vilanterol']],
    ['Durogesic DTrans 25 micrograms/hour', ['fentanyl 25 ug/h']],
    ['Clexane 40 mg/0.4 ml', ['enoxaparin 100 mg/mL']],
    ['MabThera 1400 mg solution for injection', ['rituximab 1400 mg']],
    ['Ventolin Nebules 2.5 mg', ['albuterol 2.5 mg']],
    ['Puri-Nethol 50 mg', ['mercaptopurine 50 mg']],
    ['Telfast 120 mg tablets', ['fexofenadine 120 mg']],
    ['Rifinah 300 mg/150 mg tablets', ['isoniazid', 'rifampin']],
    ['Katya 30/75', ['ethinyl estradiol', 'gestodene']],
    ['Kaftrio', ['ivacaftor', 'tezacaftor', 'elexacaftor']],
    ['co-cyprindiol 2000/35', ['cyproterone', 'ethinyl estradiol']],
    ['oxpentifylline 400 mg', ['pentoxifylline 400 mg']],
    ['dydrogesterone 10 mg', ['dydrogesterone 10 mg']],
  ])('%s', (text, drugs) => {
    expect(read(text)).toMatchObject({ drugs, problems: [] });
  });

  it.each([
    ['Efexor XL 75 mg', 'Extended Release Oral Product'],
    ['Monomil XL 60 mg tablets', 'Extended Release Oral Tablet'],
    ['Zyprexa Velotab 10 mg', 'Disintegrating Oral Product'],
  ])('keeps the release a brand says: %s', (text, form) => {
    expect(read(text)).toMatchObject({ form, problems: [] });
  });

  it.each(['Imigrann 50 mg', 'Ezetrol Unheardof 10 mg', 'Ezetrol Plus 10 mg', 'Lipitor Plus'])(
    'does not guess: %s',
    (text) => {
      expect(read(text)).toMatchObject({ drugs: [], problems: ['unknown-drug'] });
    },
  );

  it('reads a US name as the US product where another country means something else', () => {
    expect(read('Retacrit 4000 units').drugs).toEqual(['epoetin alfa 4000 [IU]']);
    expect(read('Sominex').drugs).toEqual(['diphenhydramine']);
  });
});
