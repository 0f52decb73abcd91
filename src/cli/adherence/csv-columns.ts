import { UserError } from '../../domain/problem.ts';

/** What a column of the events table means to us; -1 in `columnRoles` marks a column that is not read. */
export const ROLES = ['patient_id', 'date', 'category', 'daily_dose', 'days_supplied'] as const;
export type Role = (typeof ROLES)[number];

const REQUIRED: readonly Role[] = ['patient_id', 'date', 'days_supplied'];

/** Column names as the file spells them, by role. */
export type ColumnNames = Readonly<Record<Role, string>>;

export const DEFAULT_COLUMNS: ColumnNames = {
  patient_id: 'patient_id',
  date: 'date',
  category: 'category',
  daily_dose: 'daily_dose',
  days_supplied: 'days_supplied',
};

/** Reads `--columns patient_id=ID,date=DISPENSED`; roles that are not named keep their own name. */
export function parseColumns(text: string): ColumnNames {
  const names: Record<string, string> = { ...DEFAULT_COLUMNS };
  for (const pair of text.split(',')) {
    const [role = '', name = ''] = pair.split('=').map((part) => part.trim());
    if (!(ROLES as readonly string[]).includes(role) || name === '') {
      throw new UserError(
        `cannot read \`${pair}\` in --columns: expected one of ${ROLES.join(', ')} = a column's name`,
      );
    }
    names[role] = name;
  }
  return names as ColumnNames;
}

/** The role of each column of the header as an index into `ROLES`, -1 for those not read; names a missing column. */
export function columnRoles(header: readonly string[], names: ColumnNames): Int32Array {
  const cells = header.map((cell) => cell.trim());
  for (const role of REQUIRED) {
    if (!cells.includes(names[role])) {
      throw new UserError(
        `no column \`${names[role]}\` for ${role}: the file has ${cells.join(', ')}; name it with --columns ${role}=NAME`,
      );
    }
  }
  return Int32Array.from(cells, (cell) => ROLES.findIndex((role) => names[role] === cell));
}
