/** The plans of treatment: one drug after another, all at once, or prevention with a surrogate. */
import { momentOfDay } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { SimulationFacts } from '../knowledge/simulation/index.ts';
import { shown } from './effect.ts';
import { liveInfection } from './infection.ts';
import type { Life } from './life.ts';
import { concept, conditionRow, measured, observationRow, orderRow, supplyRow } from './rows.ts';
import { liveTrial, planTrial, type TrialStory } from './trial.ts';

const BASELINE_DAYS_BEFORE = 1;

function writeValue(life: Life, day: number, value: number, isBaseline = false): void {
  const id = life.id('outcomes');
  if (!isBaseline) life.kinds.set(id, 'outcome');
  const { measure } = life.scenario;
  life.record.observations.push(observationRow(id, day, measured(measure), value, measure.unit));
}

/** Writes an interacting drug taken from long before the trial to the end; returns its ingredient names. */
function takePerpetrators(life: Life, until: number, facts: SimulationFacts): string[] {
  const { rate, chance } = life;
  const isTaken = chance.happens(rate('perpetrator'));
  return facts.drugsOf(life.scenario.id, 'perpetrator').flatMap((row) => {
    if (!isTaken) return [];
    const drug = life.drug(row);
    const start = life.start - rate('perpetratorLeadDays');
    const orderId = life.id('orders');
    const conditionId = life.id('conditions');
    life.record.conditions.push(conditionRow(conditionId, concept(row.indication), start));
    const indication = concept(row.indication);
    const dose = row.usualDose ?? 0;
    life.record.orders.push(
      orderRow({ id: orderId, drug, row, dose, start, indication, indicationId: conditionId, stop: null }),
    );
    life.kinds.set(orderId, 'perpetrator').set(conditionId, 'perpetrator');
    for (let day = start; day < until; day += life.numbers.fillDays) {
      const id = life.id('supplies');
      life.kinds.set(id, 'perpetrator');
      life.record.supplies.push(supplyRow(id, drug, orderId, day, life.numbers.fillDays));
    }
    return drug.ingredients.map(({ name }) => name);
  });
}

/** Writes the genotypes on which a drug of the scenario depends. */
function writeGenotypes(life: Life, facts: SimulationFacts): void {
  const genes = new Set(
    facts.drugsOf(life.scenario.id, 'trial').flatMap((row) => facts.genesOf(life.drug(row).ingredients[0]?.name ?? '')),
  );
  for (const gene of genes) {
    const id = life.id('genotypes');
    life.record.genotypes.push({
      id,
      gene,
      diplotype: life.genes.get(gene) ?? null,
      phenotype: null,
      activityScore: null,
      at: momentOfDay(life.start - life.rate('genotypeLeadDays')),
      laboratory: null,
    });
  }
}

/** A label after several trials: true by fair failures, pseudo where failures are enough but fair ones too few. */
function writeLabel(life: Life, term: string, failed: number, fair: number, needed: number): void {
  if (failed < needed) return;
  life.truth.push({
    patient: life.record.id,
    scenario: life.scenario.id,
    drug: '',
    kind: 'label',
    term,
    decisive: null,
    standing: fair >= needed ? 'true' : 'pseudo',
    hiddenBy: [],
  });
}

const LABELS: Readonly<Record<string, string>> = {
  'major-depression': 'treatment-resistant-depression',
  epilepsy: 'drug-resistant-epilepsy',
};

/** One drug after another until one helps. */
export function liveSwitching(life: Life, facts: SimulationFacts): number {
  const { scenario, chance } = life;
  const rows = facts.drugsOf(scenario.id, 'trial');
  // A drug is followed by the next only when its effect is gone, so that each is judged against the same baseline.
  const gap = life.rate('washoutDays') + BASELINE_DAYS_BEFORE;
  const until = life.start + rows.length * (scenario.lineDays + gap) + 2;
  const perpetrators = takePerpetrators(life, until, facts);
  writeGenotypes(life, facts);
  const baseline = shown(chance.between(scenario.baseline.low, scenario.baseline.high), scenario.measure);
  let start = life.start;
  let last = start;
  const stories: TrialStory[] = [];
  for (const [place, row] of rows.entries()) {
    writeValue(life, start - BASELINE_DAYS_BEFORE, baseline, true);
    const hasNext = place + 1 < rows.length;
    const end = start + scenario.lineDays;
    const plan = planTrial(life, { row, start, end, baseline, perpetrators });
    const story = liveTrial(life, plan, facts, (failed) => (failed && hasNext ? end : null));
    for (const { day, value } of story.values) writeValue(life, day, value);
    stories.push(story);
    last = end;
    start = end + gap;
    if (!story.hasFailed) break;
  }
  const label = LABELS[scenario.condition.id];
  const failed = stories.filter((story) => story.hasFailed && story.course !== 'too-early-to-judge');
  // A drug that helps ends the episode the failures are counted in.
  if (label && stories.at(-1)?.hasFailed)
    writeLabel(life, label, failed.length, failed.filter(({ isFair }) => isFair).length, 2);
  return last + 1;
}

/** Several drugs at once for a goal; what each removes of the baseline adds up. */
export function liveTogether(life: Life, facts: SimulationFacts): number {
  const { scenario, chance, rate } = life;
  const rows = facts.drugsOf(scenario.id, 'trial');
  const end = life.start + scenario.lineDays;
  const baseline = shown(chance.between(scenario.baseline.low, scenario.baseline.high), scenario.measure);
  writeValue(life, life.start - BASELINE_DAYS_BEFORE, baseline, true);
  writeDiastolic(life, life.start - BASELINE_DAYS_BEFORE, baseline, true);
  const [first] = rows;
  if (!first) return end;
  const shared = planTrial(life, { row: first, start: life.start, end, baseline, perpetrators: [] });
  // One stream for all of them: the same visits to the pharmacy, the same answer of the pressure.
  const stories = rows.map((row) => {
    life.chance = life.stream('together');
    return liveTrial(life, { ...shared, row }, facts, () => null);
  });
  life.chance = chance;
  const [story] = stories;
  if (!story) return end;
  for (const { day, value } of story.values) {
    writeValue(life, day, value);
    writeDiastolic(life, day, value, false);
  }
  const isWhiteCoat = chance.happens(rate('whiteCoat'));
  const last = story.values.at(-1);
  if (last && story.hasFailed) {
    const id = life.id('ambulatory');
    life.kinds.set(id, 'ambulatory');
    const what = concept('24 hour systolic blood pressure', 'http://loinc.org', '8490-9');
    const outside = isWhiteCoat
      ? rate('ambulatoryWhiteCoat')
      : Math.max(last.value - rate('ambulatoryBelowOffice'), rate('ambulatoryLeast'));
    life.record.observations.push(observationRow(id, last.day + rate('ambulatoryAfterDays'), what, outside, 'mm[Hg]'));
  }
  if (story.hasFailed) writeLabel(life, 'resistant-hypertension', 3, story.isFair && !isWhiteCoat ? 3 : 0, 3);
  return end + 1;
}

function writeDiastolic(life: Life, day: number, systolic: number, isBaseline: boolean): void {
  const id = life.id('diastolic');
  if (!isBaseline) life.kinds.set(id, 'outcome');
  const what = concept('Diastolic blood pressure', 'http://loinc.org', '8462-4');
  const above = (systolic - life.rate('diastolicFrom')) * life.rate('diastolicShare');
  const diastolic = Math.round(life.rate('diastolicBase') + above);
  life.record.observations.push(observationRow(id, day, what, diastolic, 'mm[Hg]'));
}

/** A drug that prevents, judged by a surrogate on treatment. */
export function livePrevention(life: Life, facts: SimulationFacts): number {
  const { scenario, chance, record } = life;
  const end = life.start + scenario.lineDays;
  if (scenario.procedure !== null)
    record.procedures.push({
      id: life.id('procedures'),
      what: concept(scenario.procedure),
      at: momentOfDay(life.start - 1),
      status: 'completed',
      reasons: [],
      notes: [],
    });
  const perpetrators = takePerpetrators(life, end, facts);
  writeGenotypes(life, facts);
  const baseline = shown(chance.between(scenario.baseline.low, scenario.baseline.high), scenario.measure);
  const [row] = facts.drugsOf(scenario.id, 'trial');
  if (!row) return end;
  const story = liveTrial(
    life,
    planTrial(life, { row, start: life.start, end, baseline, perpetrators }),
    facts,
    () => null,
  );
  for (const { day, value } of story.values) writeValue(life, day, value);
  return end + 1;
}

/** Lives the plan of a scenario; returns the last day of observation. */
export function livePlan(life: Life, knowledge: Knowledge): number {
  const facts = knowledge.simulation;
  if (life.scenario.plan === 'together') return liveTogether(life, facts);
  if (life.scenario.plan === 'prevention') return livePrevention(life, facts);
  if (life.scenario.plan === 'infection') return liveInfection(life, facts);
  return liveSwitching(life, facts);
}
