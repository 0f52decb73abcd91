import { UserError } from '../../domain/problem.ts';

/** What a column of the events table means to us; -1 in `columnRoles` marks a column that is not read. */
export const ROLES = [
  'patient_id',
  'date',
  'category',
  'daily_dose',
  'days_supplied',
  'quantity',
  'as_needed',
  'directions',
  'follow_up_start',
  'window_start',
] as const;
export type Role = (typeof ROLES)[number];

/** Column names as the file spells them, by role; an empty name: not read. */
export type ColumnNames = Readonly<Record<Role, string>>;

export const DEFAULT_COLUMNS: ColumnNames = {
  patient_id: 'patient_id',
  date: 'date',
  category: 'category',
  daily_dose: 'daily_dose',
  days_supplied: 'days_supplied',
  quantity: '',
  as_needed: 'as_needed',
  directions: 'directions',
  follow_up_start: '',
  window_start: '',
};

/** Columns that stand for themselves in `--columns`; those of the windows are named by their own options. */
const NAMEABLE: readonly Role[] = ROLES.slice(0, 8);

/** Reads `--columns patient_id=ID,date=DISPENSED`; roles that are not named keep their own name. */
export function parseColumns(text: string): ColumnNames {
  const names: Record<Role, string> = { ...DEFAULT_COLUMNS };
  for (const pair of text.split(',')) {
    const [role = '', name = ''] = pair.split('=').map((part) => part.trim());
    const known = NAMEABLE.find((each) => each === role);
    if (known === undefined || name === '') {
      throw new UserError(
        `cannot read \`${pair}\` in --columns: expected one of ${NAMEABLE.join(', ')} = a column's name`,
      );
    }
    names[known] = name;
  }
  return names;
}

/**
 * The role of each column of the header as an index into `ROLES`, -1 for those not read. Throws a `UserError` that names
 * a required column the file lacks.
 */
export function columnRoles(
  header: readonly string[],
  names: ColumnNames,
  required: readonly Role[] = ['patient_id', 'date', 'days_supplied'],
): Int32Array {
  const cells = header.map((cell) => cell.trim());
  for (const role of required) {
    if (!cells.includes(names[role])) {
      const help = NAMEABLE.includes(role) ? `; name it with --columns ${role}=NAME` : '';
      throw new UserError(`no column \`${names[role]}\` for ${role}: the file has ${cells.join(', ')}${help}`);
    }
  }
  return Int32Array.from(cells, (cell) => (cell === '' ? -1 : ROLES.findIndex((role) => names[role] === cell)));
}
