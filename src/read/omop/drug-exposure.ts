/** drug_exposure -> order, dispensing, intake or statement, told apart by the row's type. */
import { type Quantity, quantity } from '../../domain/quantity.ts';
import type { Concept, Direction, Drug, Intake } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import { isAbsurdAmount, isAbsurdDuration } from '../sig/absurd.ts';
import { parseDirections } from '../sig/index.ts';
import { normaliseUnit } from '../units/index.ts';
import type { Cells } from './cells.ts';
import { type Chart, REFUSED, setAside, type Treatment, USED } from './chart.ts';
import { drugOf } from './drug.ts';
import { type DrugType, drugTypeOf } from './drug-type.ts';

/** An end further off than this stands for "open" or is a slip ("2099-12-31"). A bound on data entry, not on treatment. */
const LONGEST_EXPOSURE_DAYS = 50 * 365;
const NOT_GIVEN = /^(not (given|administered|taken)|hold|held|refused|omitted|missed|withheld)\b/i;

interface Exposure {
  cells: Cells;
  drug: Drug;
  start: Moment;
  /** the last day of the exposure as the CDM has it; often computed by the source from the supply */
  end: Moment | null;
  /** the end the source itself wrote down */
  verbatimEnd: Moment | null;
  daysSupply: number | null;
  quantity: Quantity | null;
  directions: Direction[];
  stopReason: Concept | null;
}

/** Reads one exposure. A row whose type does not tell what it is counts as a prescription: that claims least. */
export function readDrugExposure(cells: Cells, chart: Chart): Treatment {
  const type = drugTypeOf(cells.conceptId('drug_type_concept_id'), chart.vocabulary);
  if (type === 'derived') return setAside('an era derived by the source; computed again from the exposures themselves');
  const start = cells.moment('drug_exposure_start_date', 'drug_exposure_start_datetime');
  if (start === null) {
    cells.report('missing-date', 'the exposure has no start', 'Give drug_exposure_start_date.');
    return REFUSED;
  }
  const drug = drugOf(cells, chart);
  if (drug === null) {
    const help = 'Give drug_concept_id with the vocabulary, or drug_source_value.';
    cells.report('no-medication', 'the exposure names no medicine', help);
    return REFUSED;
  }
  if (type === null) chart.untold.add(cells.text('drug_type_concept_id') ?? 'none');
  const exposure = exposureOf(cells, drug, start);
  ADD[type ?? 'order'](exposure, chart);
  return USED;
}

function exposureOf(cells: Cells, drug: Drug, start: Moment): Exposure {
  const sig = cells.text('sig');
  const read = sig === null ? null : parseDirections(sig, { form: drug.form });
  if (read?.problem) cells.report(read.problem.code, read.problem.what, read.problem.help);
  const stopReason = cells.text('stop_reason');
  return {
    cells,
    drug,
    start,
    end: endOf(cells, start, 'drug_exposure_end_date', 'drug_exposure_end_datetime'),
    verbatimEnd: endOf(cells, start, 'verbatim_end_date'),
    daysSupply: daysSupplyOf(cells),
    quantity: quantityOf(cells),
    directions: read?.directions ?? [],
    stopReason: stopReason === null ? null : { text: stopReason, codings: [] },
  };
}

function endOf(cells: Cells, start: Moment, dateColumn: string, timeColumn?: string): Moment | null {
  const end = cells.moment(dateColumn, timeColumn);
  if (end === null) return null;
  if (end.day >= start.day && end.day - start.day <= LONGEST_EXPOSURE_DAYS) return end;
  const what = `\`${dateColumn}\` ${end.iso} does not fit the start ${start.iso}`;
  cells.report('date-out-of-range', what, 'Correct the date; only this date was left out.');
  return null;
}

// Zero stands for "not known" in sources whose column must be filled.
function daysSupplyOf(cells: Cells): number | null {
  const days = cells.number('days_supply');
  if (days === null || days === 0) return null;
  if (!isAbsurdDuration(days)) return days;
  cells.report('absurd-days-supply', `a supply for ${days} days cannot be meant`, 'Correct days_supply.');
  return null;
}

function quantityOf(cells: Cells): Quantity | null {
  const amount = cells.number('quantity');
  if (amount === null || amount === 0) return null;
  if (amount > 0) return quantity(amount, null);
  cells.report('absurd-dose', `a quantity of ${amount} cannot be meant`, 'Correct quantity.');
  return null;
}

const ADD: Readonly<Record<Exclude<DrugType, 'derived'>, (exposure: Exposure, chart: Chart) => void>> = {
  order({ cells, drug, start, end, verbatimEnd, daysSupply, quantity: amount, directions, stopReason }, { record }) {
    // An end that is only the start and the supply added up says nothing about how long the drug was to be taken.
    const written = verbatimEnd !== null && !isSupplyEnd(start, verbatimEnd, daysSupply) ? verbatimEnd : null;
    record.orders.push({
      id: cells.id,
      drug,
      status: stopReason === null ? 'unknown' : 'stopped',
      authored: start,
      start,
      end: stopReason === null ? written : null,
      stopped: stopReason === null ? null : (verbatimEnd ?? end),
      stopReason,
      directions,
      indications: [],
      indicationIds: [],
      setting: null,
      daysSupply,
      quantity: amount,
      refillsAllowed: cells.number('refills'),
      replaces: null,
      prohibited: false,
      notes: [],
    });
  },
  dispensing({ cells, drug, start, end, daysSupply, quantity: amount, directions, stopReason }, { record }) {
    record.supplies.push({
      id: cells.id,
      drug,
      orderId: null,
      at: start,
      // Where neither days nor amount are given the CDM's own span is what is known of the supply.
      daysSupply:
        daysSupply ?? (amount === null && end !== null && end.day > start.day ? end.day - start.day + 1 : null),
      quantity: amount,
      status: 'done',
      reason: stopReason,
      directions,
      notes: [],
    });
  },
  administration({ cells, drug, start, end, quantity: amount }, { record }) {
    const charted = cells.text('sig');
    const notGiven = charted !== null && NOT_GIVEN.test(charted);
    record.intakes.push({
      id: cells.id,
      drug,
      orderId: null,
      at: start,
      end: end !== null && end.minute > start.minute ? end : null,
      dose: doseOf(cells, amount),
      status: notGiven ? 'not-taken' : 'taken',
      source: 'observed',
      reason: notGiven ? { text: charted, codings: [] } : null,
      indications: [],
      indicationIds: [],
      notes: [],
    });
  },
  statement({ cells, drug, start, verbatimEnd, directions, stopReason }, { record }) {
    record.statements.push({
      id: cells.id,
      drug,
      orderId: null,
      from: start,
      to: verbatimEnd,
      asserted: start,
      status: stopReason === null ? 'taking' : 'stopped',
      share: null,
      by: 'unknown',
      reason: stopReason,
      directions,
      indications: [],
      indicationIds: [],
      notes: [],
    });
  },
};

function isSupplyEnd(start: Moment, end: Moment, daysSupply: number | null): boolean {
  return daysSupply !== null && Math.abs(end.day - start.day - daysSupply) <= 1;
}

function doseOf(cells: Cells, amount: Quantity | null): Intake['dose'] {
  const written = cells.text('dose_unit_source_value');
  if (amount === null || written === null) return amount;
  const unit = normaliseUnit(written);
  if (unit !== null && isAbsurdAmount(amount.value, unit)) {
    const what = `a dose of ${amount.value} ${unit} cannot be meant`;
    cells.report('absurd-dose', what, 'Correct the dose or its unit; only the dose was left out.');
    return null;
  }
  return { ...amount, unit: unit ?? written };
}
