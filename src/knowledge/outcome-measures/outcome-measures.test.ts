import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { isRefused } from './index.ts';
import { unitKey } from './units.ts';

const { measures } = await knowledge();
const named = (text: string) => ({ text, codings: [] });
const loinc = (code: string) => ({ text: '', codings: [{ system: 'http://loinc.org', code, display: null }] });
const amount = (value: number, unit: string | null) => ({ value, unit, comparator: null });

describe('names', () => {
  it.each([
    [loinc('44261-6'), 'phq-9'],
    [loinc('4548-4'), 'hba1c'],
    [named('PHQ9'), 'phq-9'],
    [named('Hamilton Depression Rating Scale (HAM-D17) total'), 'ham-d-17'],
    [named('Systolic Blood Pressure'), 'systolic-bp'],
    [named('Home systolic blood pressure'), 'systolic-bp-home'],
    [named('24-hour ambulatory systolic blood pressure'), 'systolic-bp-ambulatory'],
    [named('LDL/HDL ratio'), null],
    [named('Glucose in urine'), null],
    [named('PHQ-9 item 9'), null],
    [named('HIV viral load'), 'hiv-rna'],
    [named('Hepatitis C viral load'), 'hcv-rna'],
    [named('Monthly migraine days'), 'monthly-migraine-days'],
    [named('Shoe size'), null],
    [named('Hamilton depression rating scale 17 item total'), 'ham-d-17'],
    [named('Patient Health Questionnaire 9 item total score'), 'phq-9'],
    [named('Edinburgh Postnatal Depression Scale, 10 items'), 'epds'],
    [{ text: '', codings: [{ system: 'local', code: 'MADRS', display: null }] }, 'madrs'],
  ])('%j is %s', (what, measure) => {
    expect(measures.findMeasure(what)).toBe(measure);
  });
});

describe('a part of a scale', () => {
  const scales = measures.ids.filter((id) => {
    const facts = measures.facts(id);
    return facts?.notWords.includes('item 1');
  });

  it('is known for every questionnaire', () => {
    expect(scales.length).toBeGreaterThan(40);
  });

  it.each(scales)('of %s is never its total', (id) => {
    const [first = ''] = measures.facts(id)?.names ?? [];
    for (const part of ['item 3', 'question 2', 'Q2', 'subscale', 'item score', 'difficulty']) {
      expect(measures.findMeasure(named(`${first} ${part}`)), part).toBeNull();
    }
    expect(measures.findMeasure(named(first))).toBe(id);
  });

  it.each([
    'PHQ-9 item 9',
    'PHQ-9 Q9: thoughts of self-harm',
    'PHQ-9 suicidal ideation',
    'PHQ-2 total',
    'MADRS item 10 suicidal thoughts',
    'PANSS negative subscale',
    'IPSS quality of life',
    'Y-BOCS obsession subtotal',
    'DAS28 tender joint count',
  ])('%s is none', (text) => {
    expect(measures.findMeasure(named(text))).toBeNull();
  });
});

describe('units', () => {
  it.each([
    ['hba1c', 48, 'mmol/mol', 6.542],
    ['ldl-c', 2.6, 'mmol/L', 100.542],
    ['systolic-bp', 16, 'kPa', 120.01],
    ['body-temperature', 100.4, '[degF]', 38],
    ['hiv-rna', 3, 'log10 copies/mL', 1000],
    ['urate', 360, 'umol/L', 6.052],
    ['seizure-frequency', 1, '/wk', 4.348],
    ['fev1', 2500, 'mL', 2.5],
    ['hba1c', 53, 'mmol/mol', 7],
    ['triglycerides', 1.7, 'mmol/L', 150.569],
    ['urate', 0.36, 'mmol/L', 6.05],
    ['glucose', 7, 'mmol/L', 126.112],
    ['diastolic-bp-home', 10, 'kPa', 75.01],
    ['bone-density-spine', 950, 'mg/cm2', 0.95],
    ['free-t4', 12, 'pmol/L', 0.932],
    ['vitamin-d', 50, 'nmol/L', 20.03],
    ['haemoglobin', 120, 'g/L', 12],
    ['creatinine', 88.4, 'umol/L', 1],
    ['body-weight', 154, '[lb_av]', 69.85],
    ['sleep-duration', 420, 'min', 7],
    ['pain-score', 70, 'mm', 7],
    ['nt-probnp', 100, 'pmol/L', 845.7],
  ])('%s: %f %s is %f', (measure, value, unit, canonical) => {
    expect(measures.toCanonical(measure, value, unit)).toBeCloseTo(canonical, 2);
  });

  it('refuses an unknown unit, and a missing one where it matters', () => {
    expect(measures.toCanonical('hba1c', 7, 'furlong')).toBeNull();
    expect(measures.toCanonical('hba1c', 7, null)).toBeNull();
    expect(measures.toCanonical('phq-9', 7, null)).toBe(7);
  });

  it('folds spelling', () => {
    expect(unitKey('mm[Hg]')).toBe('mmhg');
    expect(unitKey('µmol/L')).toBe('umol/l');
  });

  it('every measure accepts its canonical unit as it is', () => {
    for (const id of measures.ids) {
      const facts = measures.facts(id);
      if (facts && facts.unit !== '') expect(measures.toCanonical(id, 1, facts.unit), id).toBe(1);
    }
  });
});

describe('reading', () => {
  it('refuses what cannot be', () => {
    const reading = measures.read(named('Systolic blood pressure'), amount(999, 'mm[Hg]'), null);
    expect(reading && isRefused(reading) && reading.refused).toBe('implausible');
  });

  it('takes the other measure of a shared name where unit or range say so', () => {
    expect(measures.read(named('CDAI'), amount(30, null), null)).toMatchObject({ measure: 'cdai-ra' });
  });

  it('reads a coded value', () => {
    expect(measures.read(named('HIV viral load'), null, named('Target not detected'))).toMatchObject({ value: 0 });
    expect(measures.read(named('RECIST response'), null, named('Partial response'))).toMatchObject({ value: 1 });
    expect(measures.read(named('H. pylori stool antigen'), null, named('Positive'))).toMatchObject({ value: 1 });
  });

  it('knows which test a germ belongs to', () => {
    expect(measures.testsForGerm(named('Staphylococcus aureus'))).toEqual(['culture-result']);
    expect(measures.testsForGerm(named('Mycobacterium tuberculosis complex'))).toEqual(['afb-test']);
    expect(measures.testsForGerm(named('Candida glabrata'))).toEqual(['fungal-test']);
    expect(measures.testsForGerm(null)).toContain('culture-result');
  });
});
