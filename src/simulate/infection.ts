/** An infection: one germ, one drug, one course; the germ is killed, was resistant, or becomes so. */
import type { Culture, Drug, Susceptibility } from '../domain/record.ts';
import { momentOfDay } from '../domain/time.ts';
import type { SimulationFacts } from '../knowledge/simulation/index.ts';
import type { Life } from './life.ts';
import { concept, measured, observationRow, orderRow, supplyRow } from './rows.ts';

type Fate = 'killed' | 'acquired-resistance' | 'resistance-emerged-on-therapy' | 'intrinsic-resistance';

const COMMON = 'Escherichia coli';
/** species that withstands nitrofurantoin by nature */
const BY_NATURE = { drug: 'nitrofurantoin', organism: 'Proteus mirabilis' };

function culture(life: Life, day: number, organism: string, agent: string, category: 'S' | 'R'): Culture {
  const id = life.id('cultures');
  life.kinds.set(id, 'culture');
  const result: Susceptibility = {
    id: `${id}/1`,
    agent: concept(agent),
    category,
    mic: null,
    zoneMm: null,
    method: null,
    guideline: null,
  };
  return {
    id,
    collected: momentOfDay(day),
    reported: momentOfDay(day + 2),
    specimen: concept('urine'),
    organism: concept(organism),
    growth: true,
    screening: null,
    results: [result],
    notes: [],
  };
}

/** The whole course is dispensed at once: only the person can say that it was ended early. */
function sayStopped(life: Life, drug: Drug, orderId: string, day: number): void {
  const id = life.id('statements');
  life.kinds.set(id, 'stop');
  life.record.statements.push({
    id,
    drug,
    orderId,
    from: momentOfDay(life.start),
    to: momentOfDay(day),
    asserted: momentOfDay(day + 7),
    status: 'stopped',
    share: null,
    by: 'patient',
    reason: concept('felt better'),
    directions: [],
    indications: [],
    indicationIds: [],
    notes: [],
  });
}

/** Lives through one course against one germ; returns the last day of observation. */
export function liveInfection(life: Life, facts: SimulationFacts): number {
  const { scenario, chance, record, rate, start } = life;
  const rows = facts.drugsOf(scenario.id, 'trial');
  const row = rows[chance.whole(0, rows.length - 1)];
  const end = start + scenario.lineDays;
  if (!row) return end;
  const drug = life.drug(row);
  const ingredient = drug.ingredients[0]?.name ?? '';
  const isNeverFilled = chance.happens(rate('neverFilled'));
  const isBrokenOff = life.habit === 'stops';
  const [resistant, emerges, intrinsic] = ['resistant', 'emerges', 'intrinsic'].map((id) => chance.happens(rate(id)));
  const fate: Fate =
    intrinsic && ingredient === BY_NATURE.drug
      ? 'intrinsic-resistance'
      : resistant
        ? 'acquired-resistance'
        : emerges && !isNeverFilled && !isBrokenOff
          ? 'resistance-emerged-on-therapy'
          : 'killed';
  const organism = fate === 'intrinsic-resistance' ? BY_NATURE.organism : COMMON;
  const orderId = life.id('orders');
  const { text, system, code } = scenario.condition;
  record.orders.push(
    orderRow({
      id: orderId,
      drug,
      row,
      dose: row.usualDose ?? 0,
      start,
      indication: concept(text, system, code),
      indicationId: life.conditionId,
      stop: null,
      end: momentOfDay(end),
    }),
  );
  if (!isNeverFilled) record.supplies.push(supplyRow(life.id('supplies'), drug, orderId, start, scenario.lineDays));
  if (isBrokenOff && !isNeverFilled) sayStopped(life, drug, orderId, start + rate('brokenOffDay'));
  record.cultures.push(
    culture(
      life,
      start,
      organism,
      ingredient,
      fate === 'killed' || fate === 'resistance-emerged-on-therapy' ? 'S' : 'R',
    ),
  );
  const isCured = fate === 'killed' && !isNeverFilled && !isBrokenOff;
  const [visit] = scenario.visitDays;
  if (!isNeverFilled && visit !== undefined) {
    const id = life.id('outcomes');
    life.kinds.set(id, 'outcome');
    const what = measured(scenario.measure);
    const found = { ...observationRow(id, start + visit, what, 0, null), value: null };
    record.observations.push({ ...found, coded: concept(isCured ? 'No growth' : 'Growth') });
    if (fate !== 'killed') record.cultures.push(culture(life, start + visit, organism, ingredient, 'R'));
  }
  const course = isNeverFilled ? 'never-started' : isCured ? 'responding' : 'primary-non-response';
  const term = (kind: 'course' | 'cause', name: string, decisive: boolean | null): void => {
    life.truth.push({
      patient: record.id,
      scenario: scenario.id,
      drug: ingredient,
      kind,
      term: name,
      decisive,
      standing: '',
      hiddenBy: [],
    });
  };
  term('course', course, null);
  if (isNeverFilled) term('cause', 'never-filled', fate === 'killed');
  if (!isNeverFilled && isBrokenOff) {
    term('cause', 'stopped-early', fate === 'killed');
    term('cause', 'insufficient-duration', fate === 'killed');
  }
  if (!isNeverFilled && fate !== 'killed') term('cause', fate, !isBrokenOff);
  return start + rate('followUpDays');
}
