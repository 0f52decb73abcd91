/** One simulated person in the making: who they are, what is drawn for them, what is written down. */
import { type Drug, emptyRecord, type PatientRecord } from '../domain/record.ts';
import { dayOf, momentOfDay } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Scenario, SimulatedDrug } from '../knowledge/simulation/index.ts';
import { type Random, randomFor } from './random.ts';
import { concept, conditionRow } from './rows.ts';
import { type Habit, habitOf, type TakingNumbers } from './taking.ts';
import type { Kind, TruthRow } from './truth.ts';

const EARLIEST = dayOf(2022, 1, 1);
const YEAR = 365;

/** A person while their record is written; `kinds` says which rows vanish when a kind of observation is missing. */
export interface Life {
  scenario: Scenario;
  chance: Random;
  record: PatientRecord;
  truth: TruthRow[];
  kinds: Map<string, Kind>;
  conditionId: string;
  start: number;
  habit: Habit;
  numbers: TakingNumbers;
  /** diplotype by gene */
  genes: ReadonlyMap<string, string>;
  /** another stream of this person's chance */
  stream(purpose: string): Random;
  rate(id: string): number;
  drug(row: SimulatedDrug): Drug;
  /** the next id of a table */
  id(table: string): string;
}

const drugs = new WeakMap<Knowledge, Map<string, Drug>>();

function drugFor(row: SimulatedDrug, knowledge: Knowledge): Drug {
  const known = drugs.get(knowledge) ?? new Map<string, Drug>();
  drugs.set(knowledge, known);
  const found = known.get(row.product) ?? knowledge.drugs.resolve({ codings: [], text: row.product }).drug;
  known.set(row.product, found);
  return found;
}

/** The scenario of a patient, drawn by weight. */
function scenarioOf(chance: Random, scenarios: readonly Scenario[]): Scenario {
  let left = chance.next() * scenarios.reduce((sum, { weight }) => sum + weight, 0);
  for (const scenario of scenarios) {
    left -= scenario.weight;
    if (left < 0) return scenario;
  }
  const last = scenarios.at(-1);
  if (!last) throw new Error('no scenario to simulate');
  return last;
}

function genesOf(chance: Random, knowledge: Knowledge): Map<string, string> {
  const byGene = new Map<string, { allele: string; share: number }[]>();
  for (const row of knowledge.simulation.alleles)
    byGene.set(row.gene, [...(byGene.get(row.gene) ?? []), { allele: row.allele, share: row.share }]);
  const allele = (of: readonly { allele: string; share: number }[]): string => {
    let left = chance.next();
    for (const each of of) {
      left -= each.share;
      if (left < 0) return each.allele;
    }
    return of[0]?.allele ?? '';
  };
  const number = (name: string): number => Number(name.slice(1));
  return new Map(
    [...byGene].map(([gene, of]) => [
      gene,
      [allele(of), allele(of)].sort((one, other) => number(one) - number(other)).join('/'),
    ]),
  );
}

/** A person before any drug: age, sex, genes, habit of taking, the condition. */
export function beginLife(seed: number, index: number, scenarios: readonly Scenario[], knowledge: Knowledge): Life {
  const chance = randomFor(seed, index, 'life');
  const scenario = scenarioOf(chance, scenarios);
  const rate = (id: string): number => knowledge.simulation.rate(scenario.id, id);
  const start = EARLIEST + chance.whole(0, YEAR - 1);
  const record = emptyRecord(`s${index}`);
  record.birth = momentOfDay(start - Math.floor(chance.between(scenario.age.low, scenario.age.high + 1) * 365.25));
  record.sex = chance.happens(rate('female')) ? 'female' : 'male';
  record.pharmacyComplete = true;
  const taken = new Map<string, number>();
  const life: Life = {
    scenario,
    chance,
    record,
    truth: [],
    kinds: new Map(),
    conditionId: '',
    start,
    genes: genesOf(chance, knowledge),
    habit: habitOf(chance, rate('partialTaker'), rate('stopsEarly')),
    numbers: {
      fillDays: rate('fillDays'),
      latestRefill: rate('latestRefill'),
      stopAfterFills: rate('stopAfterFills'),
      takenLow: rate('takenLow'),
      takenHigh: rate('takenHigh'),
      lastVisitLead: rate('lastVisitLead'),
    },
    stream: (purpose) => randomFor(seed, index, purpose),
    rate,
    drug: (row) => drugFor(row, knowledge),
    id(table) {
      const count = (taken.get(table) ?? 0) + 1;
      taken.set(table, count);
      return `${table}/${count}`;
    },
  };
  const { text, system, code } = scenario.condition;
  life.conditionId = life.id('conditions');
  record.conditions.push(
    conditionRow(life.conditionId, concept(text, system, code), start - life.rate('diagnosisLeadDays')),
  );
  return life;
}
