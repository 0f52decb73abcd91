/** A record as it is kept in practice: values with error, observations that are missing. */
import type { PatientRecord } from '../domain/record.ts';
import type { SimulationFacts } from '../knowledge/simulation/index.ts';
import { shown } from './effect.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import { KINDS, type Kind } from './truth.ts';

/** Multiplies every value of the scenario's measure by a normal error; `noise` is its coefficient of variation. */
export function withNoise(life: Life, noise: number, random: Random): void {
  const { measure } = life.scenario;
  for (const row of life.record.observations) {
    const error = 1 + noise * random.normal();
    const isCount = row.value !== null && row.coded === null;
    if (!isCount || row.value === null) continue;
    const value = row.value.value * error;
    row.value = {
      ...row.value,
      value: row.what.text === measure.text ? shown(value, measure) : Math.max(0, Math.round(value)),
    };
  }
}

/**
 * Takes observations away: each value of the effect with this probability, each other kind as a whole (a record
 * without a pharmacy feed, without a genotype ...). Says in the truth what each term lost.
 */
export function withMissing(life: Life, missing: number, random: Random, facts: SimulationFacts): void {
  const gone = new Set<Kind>(KINDS.filter((kind) => random.happens(missing) && kind !== 'outcome'));
  const { record, kinds } = life;
  const stays = <Row extends { id: string }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ id }) => {
      const kind = kinds.get(id);
      if (kind === 'outcome') {
        const isLost = random.happens(missing);
        if (isLost) gone.add('outcome');
        return !isLost;
      }
      return kind === undefined || !gone.has(kind);
    });
  record.observations = stays(record.observations);
  record.conditions = stays(record.conditions);
  record.reactions = stays(record.reactions);
  record.cultures = stays(record.cultures);
  record.statements = stays(record.statements);
  if (gone.has('perpetrator')) record.supplies = stays(record.supplies);
  if (gone.has('perpetrator')) record.orders = record.orders.filter(({ id }) => kinds.get(id) !== 'perpetrator');
  if (gone.has('stop'))
    for (const order of record.orders)
      if (kinds.get(order.id) === 'stop') Object.assign(order, { status: 'active', stopped: null, stopReason: null });
  if (gone.has('genotype')) record.genotypes = [];
  if (gone.has('dispensing')) withoutPharmacy(record);
  if (gone.has('dose')) for (const order of record.orders) order.directions = [];
  for (const row of life.truth)
    row.hiddenBy = facts.needs(row.scenario, row.term).filter((kind) => gone.has(kind as Kind)) as Kind[];
}

function withoutPharmacy(record: PatientRecord): void {
  record.supplies = [];
  record.pharmacyComplete = false;
}
