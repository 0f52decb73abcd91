import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../tools/build-drug-index/csv-rows.ts';
import { readPackRows, readPackTexts } from '../../../tools/build-drug-index/read-pack.ts';
import { buildDrugIndex } from '../drugs/index.ts';
import { sourceIds } from '../pack.ts';
import { buildDoseFloors } from './index.ts';
import { DoseFloor } from './schema.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const rows = csvRows(read('data.csv')).map((row) => DoseFloor.parse(row));
const floors = buildDoseFloors(rows);
const texts = readPackTexts();
const drugs = buildDrugIndex(readPackRows(), (name) => texts[name as keyof typeof texts] ?? null);
const idOf = (name: string): string => drugs.byName(name)[0]?.id ?? '';
const least = (name: string, condition: string, route: string | null = 'oral') =>
  floors
    .floorsFor(idOf(name), condition, route)
    .map((row) => row.leastEffectiveDailyDose)
    .filter((dose) => dose !== null)
    .sort((a, b) => a - b);

describe('the usual drugs have a floor', () => {
  it.each([
    ['sertraline', 'major-depression', [50]],
    ['escitalopram', 'major-depression', [10]],
    ['venlafaxine', 'major-depression', [75, 150]],
    ['bupropion', 'major-depression', [150, 300]],
    ['amitriptyline', 'major-depression', [75, 150]],
    ['nortriptyline', 'major-depression', [75]],
    ['levetiracetam', 'epilepsy', [1000]],
    ['lamotrigine', 'epilepsy', [100]],
    ['valproate', 'epilepsy', [600]],
    ['carbamazepine', 'epilepsy', [400, 800]],
    ['amlodipine', 'hypertension', [5]],
    ['lisinopril', 'hypertension', [10]],
    ['losartan', 'hypertension', [25, 50]],
    ['hydrochlorothiazide', 'hypertension', [12.5, 25]],
    ['chlorthalidone', 'hypertension', [12.5, 25]],
    ['spironolactone', 'hypertension', [25]],
    ['metoprolol', 'hypertension', [25, 50]],
    ['atorvastatin', 'dyslipidaemia-statin', [10]],
    ['simvastatin', 'dyslipidaemia-statin', [10, 20]],
    ['metformin', 'type2-diabetes', [500, 1000]],
    ['glipizide', 'type2-diabetes', [5]],
    ['allopurinol', 'gout', [100]],
    ['febuxostat', 'gout', [40]],
    ['omeprazole', 'reflux', [20]],
    ['gabapentin', 'epilepsy', [900]],
    ['pregabalin', 'neuropathic-pain', [150]],
    ['topiramate', 'migraine', [25, 100]],
    ['propranolol', 'migraine', [80]],
    ['methotrexate', 'rheumatoid-arthritis', [2.142]],
    ['methadone', 'opioid-withdrawal', [60]],
    ['baclofen', 'spasticity', [40]],
    ['furosemide', 'heart-failure-diuretic', [40]],
    ['apixaban', 'atrial-fibrillation', [10]],
    ['dolutegravir', 'hiv', [50]],
  ])('%s for %s', (name, condition, expected) => {
    expect(least(name, condition)).toEqual(expected);
  });

  it('keeps a first step apart from the floor', () => {
    const [buspirone] = floors.floorsFor(idOf('buspirone'), 'anxiety', 'oral');
    expect(buspirone).toMatchObject({ startDailyDose: 15, leastEffectiveDailyDose: 20 });
  });

  it('tells the fluticasones apart by their precise id', () => {
    const [furoate] = drugs.byName('fluticasone furoate');
    const id = furoate ? drugs.preciseId(furoate) : null;
    expect(floors.floorsFor(id ?? '', 'asthma', 'inhaled')[0]?.name).toBe('fluticasone furoate');
  });

  it('has the target dose of chlorthalidone that resistant hypertension asks for', () => {
    const targets = floors.floorsFor(idOf('chlorthalidone'), 'hypertension', 'oral').map((row) => row.targetDailyDose);
    expect(targets).toContain(25);
  });
});

describe('matching', () => {
  it('never borrows the floor of another use or route', () => {
    expect(floors.floorsFor(idOf('amitriptyline'), 'hypertension', 'oral')).toEqual([]);
    expect(floors.floorsFor(idOf('sertraline'), null, 'oral')).toEqual([]);
    expect(floors.floorsFor(idOf('furosemide'), 'heart-failure-diuretic', 'intravenous')).toEqual([]);
  });

  it('takes an unknown route only where there is one', () => {
    expect(least('sertraline', 'major-depression', null)).toEqual([50]);
    expect(floors.floorsFor(idOf('methotrexate'), 'rheumatoid-arthritis', null)).toEqual([]);
  });

  it('falls back to the broader condition', () => {
    const broad = buildDoseFloors(rows, (condition) => [condition, 'bacterial-infection']);
    expect(broad.floorsFor(idOf('cephalexin'), 'skin-infection', 'oral')[0]?.condition).toBe('bacterial-infection');
    expect(floors.floorsFor(idOf('cephalexin'), 'skin-infection', 'oral')).toEqual([]);
  });
});

describe('the pack', () => {
  const sources = new Set((JSON.parse(read('sources.json')) as { id: string }[]).map((source) => source.id));

  it('cites only sources it lists', () => {
    for (const row of rows) {
      expect(
        [...sourceIds(row.source), ...sourceIds(row.targetSource)].filter((id) => !sources.has(id)),
        row.id,
      ).toEqual([]);
    }
  });

  it('has every id once and no use twice by one instrument', () => {
    const keys = rows.map((row) => [row.ingredient, row.condition, row.route, row.scheme].join('|'));
    expect(new Set(keys).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  });

  it('orders its doses: start below the maximum, floor at or below target and maximum', () => {
    for (const row of rows) {
      const floor = row.leastEffectiveDailyDose ?? 0;
      expect(floor, row.id).toBeLessThanOrEqual(row.maxDailyDose ?? Number.POSITIVE_INFINITY);
      expect(floor, row.id).toBeLessThanOrEqual(row.targetDailyDose ?? Number.POSITIVE_INFINITY);
      expect(row.startDailyDose ?? 0, row.id).toBeLessThanOrEqual(row.maxDailyDose ?? Number.POSITIVE_INFINITY);
    }
  });

  it('names each ingredient as the drug pack does', () => {
    const unknown = rows.filter((row) => {
      const [known] = drugs.byName(row.name);
      return known === undefined || (known.id !== row.ingredient && drugs.preciseId(known) !== row.ingredient);
    });
    expect(unknown.map((row) => row.id)).toEqual([]);
  });

  it('has no floor for a drug judged by a level or a goal', () => {
    const judged = rows.filter(
      (row) => row.leastEffectiveDailyDose !== null && drugs.facts(row.ingredient)?.judgedBy !== 'dose',
    );
    expect(judged.filter((row) => drugs.facts(row.ingredient) !== null).map((row) => row.id)).toEqual([]);
  });

  it('prints the share of floors read at their source', () => {
    const withFloor = rows.filter((row) => row.leastEffectiveDailyDose !== null);
    const checked = withFloor.filter((row) => row.checked === 'yes').length;
    console.log(
      `dose floors: ${withFloor.length}, checked ${checked} (${((100 * checked) / withFloor.length).toFixed(0)}%)`,
    );
    expect(checked / withFloor.length).toBeGreaterThan(0.4);
  });
});
