import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';

const { phrases } = await knowledge();

describe('a product past its date or spoilt', () => {
  it.each([
    'Auto-injector out of date by two years',
    'Pen was expired',
    'used past its expiry date',
    'batch expired on 2021-02-28',
    'Solution brown',
    'the vial had turned cloudy',
    'solution discoloured',
    'particles in the syringe',
  ])('%s', (text) => expect(phrases.read('delivery', [text])?.meaning).toBe('storage'));

  it.each([
    'Auto-injector in date, solution clear',
    'pen not expired',
    'solution not discoloured',
    'vial checked: not cloudy, no particles',
    'Prescription expired, renewed today',
    'Patient expired on 3 May',
    'FEV1 expired volume 2 L',
    'Medication list out of date',
    'Vision cloudy in the left eye',
    'Dr Brown gave the auto-injector',
    'Nearly out of date, replaced',
    'Urine brown, drank the solution',
  ])('%s: nothing about the product', (text) => expect(phrases.read('delivery', [text])).toBeNull());
});

describe('which voice a measure of adherence is', () => {
  it.each([
    ['Smart pill box: share of prescribed intakes registered', 'monitor'],
    ['Smart pill box adherence', 'monitor'],
    ['MEMS adherence', 'monitor'],
    ['Electronic cap', 'monitor'],
    ['Smart blister', 'monitor'],
    ['Pill bottle sensor', 'monitor'],
    ['Doses opened', 'monitor'],
    ['Percentage of doses taken (electronic monitoring)', 'monitor'],
    ['Inhaler sensor adherence', 'monitor'],
    ['Electronic pillbox openings', 'monitor'],
    ['Self-reported adherence', 'stated'],
    ['Medication adherence', 'stated'],
    ['Proportion of days covered', 'supply'],
    ['Smart pill box battery', undefined],
    ['Oxygen saturation', undefined],
  ])('%s: %s', (name, kind) => expect(phrases.read('adherence-measure', [name])?.meaning).toBe(kind));
});
