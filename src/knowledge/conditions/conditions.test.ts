import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { wordsOf } from './words.ts';

const { conditions, measures } = await knowledge();
const coded = (system: string, code: string, text = '') => ({ text, codings: [{ system, code, display: null }] });
const named = (text: string) => ({ text, codings: [] });
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';

describe('words', () => {
  it.each([
    ['PHQ9', ['phq', '9']],
    ['PHQ-9', ['phq', '9']],
    ['didn’t help', ['didnt', 'help']],
    ['Crohn’s disease', ['crohns', 'disease']],
    ['Ménière', ['meniere']],
    ['', []],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('a diagnosis', () => {
  it.each([
    [coded(ICD, 'F33.1'), 'major-depression'],
    [coded(ICD, 'E11.42'), 'neuropathic-pain'],
    [coded(ICD, 'E11.9'), 'type2-diabetes'],
    [coded(ICD, 'C50.911'), 'breast-cancer'],
    [coded(ICD, 'C80.1'), 'cancer'],
    [coded(SNOMED, '59621000'), 'hypertension'],
    [coded(SNOMED, '38341003', 'Hypertension'), 'hypertension'],
    [named('Recurrent major depressive disorder, moderate'), 'major-depression'],
    [named('Community acquired pneumonia'), 'acute-infection-cap'],
    [named('Prevention of kidney transplant rejection'), 'transplant-rejection'],
    [named('Prophylaxis of invasive fungal infection'), 'infection-prophylaxis'],
    [named('Malaria prophylaxis'), 'infection-prophylaxis'],
    [named('Migraine prophylaxis'), 'migraine'],
    [named('Chest tightness'), null],
    [named('No depression'), null],
    [named('Family history of epilepsy'), null],
    [coded('http://example.org', '59621000'), null],
  ])('%j means %s', (concept, condition) => {
    expect(conditions.match(concept)).toBe(condition);
  });

  it('matches whole words only', () => {
    expect(conditions.match(named('Painter'))).toBeNull();
    expect(conditions.match(named('Goutte'))).toBeNull();
  });
});

describe('a drug', () => {
  const first = (...atc: string[]) => conditions.treatedBy({ id: 'x', atc, classes: [] })[0];
  it.each([
    ['N06AB06', 'major-depression'],
    ['C09AA03', 'hypertension'],
    ['A10BA02', 'type2-diabetes'],
    ['C10AA05', 'dyslipidaemia-statin'],
    ['N03AX09', 'epilepsy'],
    ['N03AX12', 'neuropathic-pain'],
    ['H01BA02', 'diabetes-insipidus'],
    ['J01CA04', 'bacterial-infection'],
    ['B01AC04', 'antiplatelet'],
    ['R01AA05', 'nasal-congestion'],
    ['M03BX01', 'spasticity'],
    ['J05AJ03', 'hiv'],
  ])('%s is given for %s', (atc, condition) => {
    expect(first(atc)).toBe(condition);
  });

  it('has its own adequate time where the pack gives one', () => {
    const days = (condition: string, atc: string) =>
      conditions.adequateTime(condition, { id: 'x', atc: [atc], classes: [] });
    expect(days('major-depression', 'N06AB06')).toMatchObject({ days: 28, checked: 'yes' });
    expect(days('ibd', 'L04AB02')).toMatchObject({ days: 98 });
    expect(days('urinary-tract-infection', 'J01XE01')).toMatchObject({ days: 3 });
    expect(days('h-pylori', 'A02BD05')).toBeNull();
  });
});

describe('what people write', () => {
  it.each([
    ['No longer effective', 'lost'],
    ['Not effective', 'none'],
    ['Effective', 'helped'],
    ['lack of efficacy', 'none'],
    ['It did not help at all', 'none'],
    ["Didn't work", 'none'],
    ['helped a little', 'little'],
    ['worked at first, then stopped working', 'lost'],
    ['Helped with sleep. No effect on mood later', 'lost'],
    ['no effect on pain, sleep improved', 'little'],
    ['never effective', 'none'],
    ['Works every time, headache gone within two hours', 'helped'],
    ['works a treat', 'helped'],
    ['Pain-free after an hour', 'helped'],
    ['Settles it', 'helped'],
    ['does the job', 'helped'],
    ['gone within the hour', 'helped'],
    ['does nothing', 'none'],
    ["Didn't touch it", 'none'],
    ['no different from a sugar pill', 'none'],
    ['waste of time', 'none'],
    ["doesn't settle the pain", 'none'],
    ['not pain-free within two hours', 'none'],
    ['does not work every time', 'little'],
    ['takes the edge off', 'little'],
    ['worked well at first', 'lost'],
    ['no longer works well', 'lost'],
    ['Failure: progression on chest CT, new nodules', 'none'],
    ['No progression on CT', null],
    ['Works well for his brother', null],
    ['For her sister it works well', null],
    ['His wife says it works well', 'helped'],
    ['hopes it works well', null],
    ['Rash gone within a week of stopping', null],
    ['never touched the box', null],
    ['takes it, but not every time', null],
    ['Nausea', null],
    ['patient request', null],
    ['history of treatment failure', null],
    ['', null],
  ])('%s: %s', (text, report) => {
    expect(conditions.reportIn(text)).toBe(report);
  });
});

describe('an event', () => {
  it.each([
    ['Breakthrough seizure', ['seizure']],
    ['Seizure disorder', []],
    ['No breakthrough seizures', []],
    ['History of stroke', []],
    ['Pregnancy', ['pregnancy']],
    ['Prevention of stent thrombosis', []],
  ])('%s: %j', (text, events) => {
    expect(conditions.eventsNamed(named(text))).toEqual(events);
  });
});

describe('the pack', () => {
  it('every criterion names a measure that exists, and so does every companion', () => {
    for (const id of conditions.ids) {
      for (const row of conditions.criteria(id, [])) {
        expect(measures.facts(row.measure), row.id).not.toBeNull();
        if (row.withMeasure !== '') expect(measures.facts(row.withMeasure), row.id).not.toBeNull();
      }
    }
  });

  it('every condition a measure judges exists', () => {
    for (const id of measures.ids) {
      for (const condition of measures.facts(id)?.conditions ?? []) expect(conditions.ids, id).toContain(condition);
    }
  });

  it('a measure that judges by the generic rule has a normal value or a criterion', () => {
    for (const id of measures.ids) {
      const facts = measures.facts(id);
      if (!facts || facts.conditions.length === 0 || facts.normal !== null) continue;
      expect(facts.daysToJudge, id).not.toBeUndefined();
    }
  });
});
