import { readFileSync } from 'node:fs';
import { UserError } from '../../domain/problem.ts';
import {
  type EventColumns,
  GroupExpressionError,
  type MedicationGroup,
  medicationGroups,
} from '../../methods/adherence/index.ts';
import { append, columnsBuffer } from './columns-buffer.ts';
import type { PatientRow } from './measure-rows.ts';
import type { OnPatient } from './patients.ts';

const COLUMNS = ['category', 'daily_dose', 'days_supplied'] as const;

/** Medication groups of a JSON file of named expressions: { "statins": "category in ('a', 'b')" }. */
export function readGroupExpressions(path: string): Record<string, string> {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UserError(`cannot read groups in ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const entries = typeof read === 'object' && read !== null && !Array.isArray(read) ? Object.entries(read) : [];
  const groups: Record<string, string> = {};
  for (const [name, expression] of entries) if (typeof expression === 'string') groups[name] = expression;
  if (entries.length === 0 || Object.keys(groups).length < entries.length) {
    throw new UserError(`cannot read groups in ${path}: expected an object of named expressions`);
  }
  return groups;
}

/**
 * Runs the rows of a patient once per medication group. Windows are counted from the patient's first event of any group,
 * or with `perGroup` from the first event of each.
 */
export function groupRows(
  expressions: Readonly<Record<string, string>>,
  categories: readonly string[],
  row: PatientRow,
  perGroup: boolean,
): OnPatient {
  let current: EventColumns | null = null;
  const read = (column: string, index: number): string | number | undefined => {
    if (!current) return undefined;
    if (column === 'category') return categories[current.category[index] as number];
    return column === 'daily_dose' ? current.dose[index] : current.supply[index];
  };
  const groups = compiled(expressions, read);
  const part = columnsBuffer();
  return (id, events, from, to) => {
    current = events;
    for (const group of groups) {
      part.count = 0;
      for (let i = from; i < to; i++) {
        if (!group.holds(i)) continue;
        const [day, supply, dose] = [events.day[i] as number, events.supply[i] as number, events.dose[i] as number];
        append(part, day, supply, dose, events.category[i] as number, events.line[i] as number);
      }
      const first = perGroup ? undefined : events.day[from];
      row(id, part, 0, part.count, { group: group.name, ...(first === undefined ? {} : { anchor: first }) });
    }
  };
}

function compiled(
  expressions: Readonly<Record<string, string>>,
  read: (column: string, row: number) => string | number | undefined,
): MedicationGroup[] {
  try {
    return medicationGroups(expressions, COLUMNS, read);
  } catch (error) {
    if (error instanceof GroupExpressionError) throw new UserError(error.message);
    throw error;
  }
}
