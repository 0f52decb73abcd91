/** Rows of the record -> cells of our tables, in the order of their columns. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Culture, Drug, Observation, Order, PatientRecord } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { Cell, TableName } from './tables.ts';

export type WrittenRow = { table: TableName; cells: Cell[] };

const at = (moment: Moment | null): string | null => moment?.iso ?? null;
const bounded = (quantity: Quantity | null): string | null =>
  quantity === null ? null : `${quantity.comparator ?? ''}${quantity.value}`;
const yes = (flag: boolean): string | null => (flag ? 'yes' : null);
const first = (notes: readonly string[]): string | null => notes[0] ?? null;
const name = (drug: Drug): string => drug.text || drug.product || drug.ingredients[0]?.name || '';
const local = (id: string, table: string): string => (id.startsWith(`${table}/`) ? id.slice(table.length + 1) : id);

function order(row: Order, person: string): Cell[] {
  const [direction] = row.directions;
  // Where the columns cannot hold what the words say (steps, a length, a relation to meals), the words go alone.
  const isInWords =
    direction !== undefined &&
    direction.text !== null &&
    (row.directions.length > 1 || direction.durationDays !== null || direction.timing !== null);
  const held = isInWords ? undefined : direction;
  const isOver = row.status === 'stopped' || row.status === 'completed' || row.status === 'cancelled';
  return [
    person,
    local(row.id, 'orders'),
    name(row.drug),
    at(row.start ?? row.authored),
    at(isOver ? row.stopped : row.end),
    row.status,
    row.stopReason?.text ?? null,
    bounded(held?.perIntake ?? null),
    held?.perIntake?.unit ?? null,
    held?.intakesPerDay ?? null,
    direction === undefined ? row.drug.route : direction.route,
    direction?.text ?? null,
    row.indications[0]?.text ?? null,
    yes(direction?.asNeeded ?? false),
    first(row.notes),
  ];
}

const LEVEL = / level$/;

/** A level of a drug has a table of its own; everything else measured is an outcome. */
function observation(row: Observation, person: string): WrittenRow {
  const isLevel = LEVEL.test(row.what.text) && (row.referenceLow !== null || row.referenceHigh !== null);
  if (isLevel)
    return {
      table: 'levels',
      cells: [
        person,
        at(row.at ?? row.issued),
        row.what.text.replace(LEVEL, ''),
        bounded(row.value),
        row.value?.unit ?? null,
        row.referenceLow,
        row.referenceHigh,
        row.coded?.text ?? null,
      ],
    };
  return {
    table: 'outcomes',
    cells: [
      person,
      at(row.at ?? row.issued),
      row.what.text,
      bounded(row.value),
      row.value?.unit ?? null,
      row.coded?.text ?? null,
      row.by === 'unknown' ? null : row.by,
      first(row.notes),
    ],
  };
}

function culture(row: Culture, person: string): Cell[][] {
  const head = [
    person,
    local(row.id, 'cultures'),
    at(row.collected),
    at(row.reported),
    row.specimen?.text ?? null,
    row.organism?.text ?? null,
  ];
  if (row.results.length === 0) return [[...head, null, null, null, null, null, null, null]];
  return row.results.map((result) => [
    ...head,
    result.agent.text,
    result.category,
    bounded(result.mic),
    result.mic?.unit ?? null,
    result.zoneMm,
    result.method,
    result.guideline,
  ]);
}

/** Every row of one person, each with its table. */
export function csvRows(record: PatientRecord): WrittenRow[] {
  const person = record.id;
  const rows: WrittenRow[] = [];
  const add = (table: TableName, cells: Cell[]): void => {
    rows.push({ table, cells });
  };
  add('patients', [
    person,
    at(record.birth),
    record.sex,
    at(record.death),
    at(record.observedUntil),
    yes(record.pharmacyComplete),
  ]);
  for (const row of record.orders) add('orders', order(row, person));
  for (const row of record.supplies) {
    const strength = row.drug.product?.startsWith(`${row.drug.text} `)
      ? row.drug.product.slice(row.drug.text.length + 1)
      : null;
    add('supplies', [
      person,
      row.orderId === null ? null : local(row.orderId, 'orders'),
      name(row.drug),
      at(row.at),
      row.daysSupply,
      row.quantity?.value ?? null,
      strength,
      row.status,
      row.reason?.text ?? null,
    ]);
  }
  for (const row of record.intakes)
    add('intakes', [
      person,
      name(row.drug),
      at(row.at),
      bounded(row.dose),
      row.dose?.unit ?? null,
      row.status,
      row.source,
      row.reason?.text ?? null,
    ]);
  for (const row of record.statements)
    add('statements', [
      person,
      name(row.drug),
      at(row.from),
      at(row.to),
      at(row.asserted),
      row.status,
      row.share,
      row.by,
      row.reason?.text ?? null,
      first(row.notes),
    ]);
  for (const row of record.observations) rows.push(observation(row, person));
  for (const row of record.conditions) {
    const coding = row.what.codings[0];
    add('conditions', [
      person,
      row.what.text,
      coding?.code ?? null,
      coding?.system ?? null,
      at(row.onset ?? row.recorded),
      at(row.abated),
      row.status,
      first(row.notes),
    ]);
  }
  for (const row of record.reactions)
    for (const suspect of row.suspects)
      add('reactions', [person, name(suspect), row.what.text, at(row.at), row.severity]);
  for (const row of record.stays) add('stays', [person, at(row.from), at(row.to), row.kind]);
  for (const row of record.procedures) add('procedures', [person, row.what.text, at(row.at), first(row.notes)]);
  for (const row of record.genotypes)
    add('genotypes', [person, row.gene, row.diplotype, row.phenotype, row.activityScore, at(row.at), row.laboratory]);
  for (const row of record.cultures) for (const cells of culture(row, person)) add('cultures', cells);
  for (const row of record.goals)
    add('goals', [
      person,
      row.what.text,
      row.low?.value ?? null,
      row.high?.value ?? null,
      row.low?.unit ?? row.high?.unit ?? null,
      at(row.from),
    ]);
  return rows;
}
