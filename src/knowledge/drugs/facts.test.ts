import { describe, expect, it } from 'vitest';
import { readPackRows, readPackTexts } from '../../../tools/build-drug-index/read-pack.ts';
import { buildDrugIndex } from './index.ts';

const texts = readPackTexts();
const index = buildDrugIndex(readPackRows(), (name) => texts[name as keyof typeof texts] ?? null);

describe('facts', () => {
  const classes = (name: string) => index.facts(index.byName(name)[0]?.id ?? '')?.classes ?? [];
  it.each([
    ['sertraline', 'ssri', 'antidepressant'],
    ['atorvastatin', 'statin', 'lipid-lowering'],
    ['lisinopril', 'ace-inhibitor', 'antihypertensive'],
    ['hydrochlorothiazide', 'thiazide-diuretic', 'diuretic'],
    ['furosemide', 'loop-diuretic', 'diuretic'],
    ['omeprazole', 'ppi', 'acid-suppressant'],
    ['oxycodone', 'opioid', 'opioid'],
    ['sumatriptan', 'triptan', 'triptan'],
    ['famotidine', 'h2-blocker', 'acid-suppressant'],
    ['isosorbide mononitrate', 'nitrate', 'antianginal'],
    ['clopidogrel', 'p2y12-inhibitor', 'antiplatelet'],
    ['infliximab', 'tnf-inhibitor', 'immunosuppressant'],
    ['clozapine', 'second-generation-antipsychotic', 'antipsychotic'],
    ['dolutegravir', 'integrase-inhibitor', 'antiretroviral'],
    ['imatinib', 'bcr-abl-inhibitor', 'kinase-inhibitor'],
    ['ceftriaxone', 'cephalosporin', 'antibacterial'],
    ['insulin', 'insulin', 'antidiabetic'],
    ['gabapentin', 'gabapentinoid', 'antiseizure'],
  ])('%s is a %s', (name, own, parent) => {
    expect(classes(name)).toContain(own);
    expect(classes(name)).toContain(parent);
    if (own !== parent) expect(classes(name).indexOf(own)).toBeLessThan(classes(name).indexOf(parent));
  });

  it.each([
    ['levothyroxine', 'goal'],
    ['warfarin', 'goal'],
    ['insulin glargine', 'goal'],
    ['tacrolimus', 'level'],
    ['lithium', 'level'],
    ['vancomycin', 'level'],
    ['sirolimus', 'level'],
    ['sertraline', 'dose'],
  ])('%s is judged by %s', (name, judgedBy) => {
    expect(index.facts(index.byName(name)[0]?.id ?? '')?.judgedBy).toBe(judgedBy);
  });

  it('knows use and duration', () => {
    expect(index.facts('37418')).toMatchObject({ name: 'sumatriptan', use: 'as-needed' });
    expect(index.usualUse('4917', 'Sublingual Tablet')).toBe('as-needed');
    expect(index.usualUse('4917', 'Transdermal System')).toBe('scheduled');
    expect(index.facts('723')).toMatchObject({ duration: 'course' });
    expect(index.facts('9384')?.duration).toBe('either');
    expect(index.facts('no such id')).toBeNull();
  });
});
