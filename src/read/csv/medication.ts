/** Rows of orders, supplies, intakes and statements. */
import { quantity } from '../../domain/quantity.ts';
import {
  type Direction,
  type Intake,
  type Order,
  OrderStatus,
  type Statement,
  type Supply,
} from '../../domain/record.ts';
import { parseDirections } from '../sig/index.ts';
import { type CellContext, type Cells, concept } from './cells.ts';

const reasonOf = (cells: Cells, column: string): Order['stopReason'] => {
  const reason = cells.text(column);
  return reason === null ? null : concept(reason);
};

const notesOf = (cells: Cells): string[] => {
  const note = cells.text('note');
  return note === null ? [] : [note];
};

/** Directions from the columns where amount and frequency are given, else from the free text. */
function directionsOf(cells: Cells, form: string | null, context: CellContext): Direction[] {
  const text = cells.text('directions');
  const perDay = cells.number('per_day');
  const perIntake = cells.quantity('dose', 'unit');
  const asNeeded = /^(1|true|yes|y)$/i.test(cells.text('as_needed') ?? '');
  if (perIntake !== null || perDay !== null || text === null) {
    if (perIntake === null && perDay === null && !asNeeded) return [];
    return [
      {
        text,
        perIntake,
        intakesPerDay: perDay,
        asNeeded,
        durationDays: null,
        from: null,
        to: null,
        route: cells.text('route'),
        timing: null,
      },
    ];
  }
  const parsed = parseDirections(text, { form });
  if (parsed.problem) context.problems.push({ ...parsed.problem, where: cells.id });
  return parsed.directions.map((direction) => ({ ...direction, asNeeded: direction.asNeeded || asNeeded }));
}

/** An order; `end` is when it stopped where the status says so, else its planned end. */
export function orderOf(cells: Cells, context: CellContext): Order | null {
  const start = cells.moment('start');
  if (!start) return null;
  const found = cells.drug('drug');
  const route = cells.text('route');
  const drug = route === null ? found : { ...found, route };
  const status = cells.oneOf('status', OrderStatus.options, 'active');
  const end = cells.moment('end');
  const isOver = status === 'stopped' || status === 'completed' || status === 'cancelled';
  const indication = cells.text('indication');
  return {
    id: cells.id,
    drug,
    status,
    authored: start,
    start,
    end: isOver ? null : end,
    stopped: isOver ? end : null,
    stopReason: reasonOf(cells, 'stop_reason'),
    directions: directionsOf(cells, drug.form, context),
    indications: indication === null ? [] : [concept(indication)],
    indicationIds: [],
    setting: null,
    daysSupply: null,
    quantity: null,
    refillsAllowed: null,
    replaces: null,
    prohibited: false,
    notes: notesOf(cells),
  };
}

export function supplyOf(cells: Cells): Supply | null {
  const at = cells.moment('date');
  if (!at) return null;
  const count = cells.number('quantity');
  const drug = cells.drug('drug');
  const strength = cells.text('strength');
  const orderId = cells.text('order_id');
  return {
    id: cells.id,
    drug: strength === null ? drug : { ...drug, product: `${drug.product ?? drug.text} ${strength}` },
    orderId: orderId === null ? null : `orders/${orderId}`,
    at,
    daysSupply: cells.number('days_supply'),
    quantity: count === null ? null : quantity(count, null),
    status: cells.oneOf('status', ['done', 'not-done', 'unknown'], 'done'),
    reason: reasonOf(cells, 'reason'),
    directions: [],
    notes: [],
  };
}

export function intakeOf(cells: Cells): Intake | null {
  const at = cells.moment('time');
  if (!at) return null;
  return {
    id: cells.id,
    drug: cells.drug('drug'),
    orderId: null,
    at,
    end: null,
    dose: cells.quantity('dose', 'unit'),
    status: cells.oneOf('status', ['taken', 'not-taken', 'unknown'], 'taken'),
    source: cells.oneOf('source', ['observed', 'monitor', 'own'], 'observed'),
    reason: reasonOf(cells, 'reason'),
    indications: [],
    indicationIds: [],
    notes: [],
  };
}

export function statementOf(cells: Cells): Statement {
  return {
    id: cells.id,
    drug: cells.drug('drug'),
    orderId: null,
    from: cells.moment('from'),
    to: cells.moment('to'),
    asserted: cells.moment('asserted'),
    status: cells.oneOf('status', ['taking', 'not-taking', 'stopped', 'planned', 'unknown'], 'taking'),
    share: cells.number('share'),
    by: cells.oneOf('by', ['patient', 'related', 'clinician', 'unknown'], 'unknown'),
    reason: reasonOf(cells, 'reason'),
    directions: [],
    indications: [],
    indicationIds: [],
    notes: notesOf(cells),
  };
}
