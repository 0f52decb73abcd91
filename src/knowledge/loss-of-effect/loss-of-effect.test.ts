import { describe, expect, it } from 'vitest';
import { knowledge } from '../../../test/knowledge.ts';
import { readPacks } from '../../../tools/read-packs.ts';

const facts = await knowledge();
const { packs } = await readPacks();

const rowFor = (name: string, route: string | null = null) => {
  const [ingredient] = facts.drugs.byName(name);
  if (!ingredient) return null;
  const drug = facts.drugs.facts(ingredient.id);
  return facts.lossOfEffect.classOf({
    name: ingredient.name,
    atc: drug?.atc ?? [],
    classes: drug?.classes ?? [],
    route,
  });
};

describe('loss-of-effect pack', () => {
  it.each([
    ['isosorbide mononitrate', 'oral', 'organic-nitrates'],
    ['famotidine', null, 'h2-blockers'],
    ['oxymetazoline', null, 'nasal-decongestants'],
    ['ephedrine', null, 'oral-decongestants'],
    ['salmeterol', 'inhaled', 'beta2-agonists'],
    ['oxycodone', 'oral', 'opioids'],
    ['temazepam', 'oral', 'benzodiazepine-hypnotics'],
    ['zolpidem', null, 'z-drugs'],
    ['clonazepam', null, 'benzodiazepines-epilepsy'],
    ['diazepam', null, 'benzodiazepines-anxiety'],
    ['sertraline', null, 'antidepressants'],
    ['clonidine', 'oral', 'clonidine'],
    ['minoxidil', 'oral', 'minoxidil'],
    ['hydralazine', null, 'hydralazine'],
    ['clobetasol', 'topical', 'topical-steroids'],
    ['desmopressin', null, 'desmopressin-haemostasis'],
    ['calcitonin', null, 'calcitonin'],
    ['caffeine', null, 'caffeine'],
    ['levodopa', null, 'levodopa'],
    ['sumatriptan', null, 'triptans'],
    ['furosemide', null, 'loop-diuretics'],
  ])('%s by %s is %s', (name, route, row) => {
    expect(rowFor(name, route)?.id).toBe(row);
  });

  it.each([
    ['nitroglycerin', 'sublingual'],
    ['clobetasol', 'oral'],
    ['amlodipine', 'oral'],
    ['omeprazole', null],
    ['infliximab', 'intravenous'],
  ])('is silent on %s by %s', (name, route) => {
    expect(rowFor(name, route)).toBeNull();
  });

  it('names only class ids the drugs pack has', () => {
    const rowsOf = (pack: string, file: string) => (packs[pack]?.[file] ?? []) as Record<string, unknown>[];
    const ids = new Set(rowsOf('drugs', 'classes.csv').map((row) => row['id']));
    const used = rowsOf('loss-of-effect', 'data.csv').flatMap((row) => row['classes'] as string[]);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('keeps its rules', () => {
    expect(facts.lossOfEffect.rules).toMatchObject({
      tachyphylaxisDays: 14,
      tachyphylaxisDoses: 10,
      toleranceDays: 21,
    });
  });
});
