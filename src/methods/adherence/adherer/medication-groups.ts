import type { EventTable } from '../events.ts';
import type { ColumnReader, MedicationGroup } from '../groups/evaluate.ts';
import type { WindowRules } from '../windows.ts';
import { type AdhererFlags, type AdhererResult, adhererCma, firstEvents } from './assess.ts';
import type { CmaName } from './measures.ts';
import { subsetOf } from './subset.ts';

/** Columns a medication-group expression may use on a table of events. */
export const GROUP_COLUMNS = ['patient_id', 'category', 'daily_dose', 'days_supplied', 'date'] as const;

/** Reads the columns of `GROUP_COLUMNS` from a table; `date` is the day number. */
export function tableColumns(table: EventTable): ColumnReader {
  const patientOf = new Int32Array(table.day.length);
  for (let p = 0; p < table.patients.length; p++) patientOf.fill(p, table.offsets[p], table.offsets[p + 1]);
  return (column, row) => {
    switch (column) {
      case 'patient_id':
        return table.patients[patientOf[row] ?? -1];
      case 'category':
        return table.categories[table.category[row] ?? -1];
      case 'daily_dose':
        return table.dose[row];
      case 'days_supplied':
        return table.supply[row];
      case 'date':
        return table.day[row];
      default:
        return undefined;
    }
  };
}

/**
 * One measure for every medication group and patient. Windows are counted from the patient's first event of any group,
 * or with `windowsPerGroup` from the first event of the group; a patient without events of a group is NA there.
 *
 * @source adherer-0.8.1 medication groups
 */
export function adhererByGroup(
  name: CmaName,
  table: EventTable,
  groups: readonly MedicationGroup[],
  rules: WindowRules,
  flags: AdhererFlags,
  options: { readonly windowsPerGroup?: boolean } = {},
): (AdhererResult & { readonly group: string })[] {
  const anchors = firstEvents(table);
  return groups.flatMap((group) => {
    const rows = subsetOf(table, group.holds);
    const own = options.windowsPerGroup ? firstEvents(rows) : anchors;
    return adhererCma(name, rows, rules, flags, own).map((result) => ({ ...result, group: group.name }));
  });
}
