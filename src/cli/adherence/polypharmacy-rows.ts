import { UserError } from '../../domain/problem.ts';
import { adhererPolypharmacy, adhererPolypharmacyOverTime, type EventTable } from '../../methods/adherence/index.ts';
import { numberCell } from './measure-rows.ts';
import { cell } from './output.ts';
import type { OnPatient } from './patients.ts';
import { isCma, type Plan } from './plan.ts';

/** Writes one line per patient: the measure of each drug on its own windows, aggregated over the drugs. */
export function polypharmacyRows(
  plan: Plan,
  aggregate: string,
  overTime: boolean,
  write: (line: string) => void,
): { readonly header: string[]; readonly onPatient: OnPatient } {
  const [name] = plan.measures;
  if (aggregate !== 'mean' && aggregate !== 'min') {
    throw new UserError(`unknown --polypharmacy \`${aggregate}\`: expected \`mean\` or \`min\``);
  }
  if (!name || !isCma(name) || plan.measures.length > 1)
    throw new UserError('--polypharmacy takes one of cma1 to cma9');
  if (overTime && name !== 'cma7') throw new UserError('--over-time is defined for cma7 only');
  if (plan.settings.mode.kind !== 'adherer') {
    throw new UserError(
      '--polypharmacy follows AdhereR: use it with --compat adherer; --combine joins drugs otherwise',
    );
  }
  const { windows, flags } = plan.settings;
  const onPatient: OnPatient = (id, events, from, to) => {
    const codes = [...new Set(events.category.slice(from, to))];
    const table: EventTable = {
      patients: [id],
      categories: codes.map(String),
      offsets: Int32Array.of(0, to - from),
      row: events.line.slice(from, to),
      day: events.day.slice(from, to),
      supply: events.supply.slice(from, to),
      dose: events.dose.slice(from, to),
      category: events.category.slice(from, to).map((code) => codes.indexOf(code)),
    };
    const [result] = overTime
      ? adhererPolypharmacyOverTime(table, windows, flags, aggregate)
      : adhererPolypharmacy(name, table, windows, flags, aggregate);
    const value = result?.value ?? null;
    write(`${cell(id)},${value === null ? 'NA,no-drug-counts' : `${numberCell(value)},`}\n`);
  };
  return { header: ['patient_id', name, 'reason'], onPatient };
}
