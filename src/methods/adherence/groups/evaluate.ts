import { type GroupExpression, type Operand, parseGroupExpression } from './parse.ts';
import { GroupExpressionError } from './tokenize.ts';

/** A column's value in one row; undefined where the row has none. */
export type ColumnReader = (column: string, row: number) => string | number | undefined;

/** Rows that no named group holds. */
export const ALL_OTHERS = '__ALL_OTHERS__';

export interface MedicationGroup {
  readonly name: string;
  readonly holds: (row: number) => boolean;
}

/**
 * Medication groups from named expressions over the columns of the events; an expression may name another group in
 * braces. The last group, `__ALL_OTHERS__`, holds what the others do not.
 *
 * A comparison with a missing value does not hold. Throws `GroupExpressionError` for an expression that cannot be read,
 * an unknown column or group, or groups that name each other in a circle.
 *
 * @example
 * medicationGroups({ A: "category == 'medA'", notA: '!{A}' }, ['category'], read).map((g) => g.name);
 * //=> ['A', 'notA', '__ALL_OTHERS__']
 */
export function medicationGroups(
  expressions: Readonly<Record<string, string>>,
  columns: readonly string[],
  read: ColumnReader,
): MedicationGroup[] {
  const parsed = new Map(Object.entries(expressions).map(([name, text]) => [name, parseGroupExpression(text)]));
  const compiled = new Map<string, (row: number) => boolean>();
  const open = new Set<string>();

  const group = (name: string): ((row: number) => boolean) => {
    const known = compiled.get(name);
    if (known) return known;
    const expression = parsed.get(name);
    if (!expression) throw new GroupExpressionError(`no group is called \`${name}\``);
    if (open.has(name)) throw new GroupExpressionError(`group \`${name}\` names itself in a circle`);
    open.add(name);
    const holds = compile(expression);
    open.delete(name);
    compiled.set(name, holds);
    return holds;
  };

  const value = (operand: Operand): ((row: number) => string | number | undefined) => {
    if (operand.kind === 'value') return () => operand.value;
    if (!columns.includes(operand.name)) {
      throw new GroupExpressionError(`no column is called \`${operand.name}\`: there are ${columns.join(', ')}`);
    }
    return (row) => read(operand.name, row);
  };

  const compile = (expression: GroupExpression): ((row: number) => boolean) => {
    switch (expression.kind) {
      case 'group':
        return group(expression.name);
      case 'not': {
        const inner = compile(expression.operand);
        return (row) => !inner(row);
      }
      case 'and':
      case 'or': {
        const parts = expression.operands.map(compile);
        return expression.kind === 'and'
          ? (row) => parts.every((part) => part(row))
          : (row) => parts.some((part) => part(row));
      }
      case 'one-of': {
        const left = value(expression.left);
        return (row) => expression.values.some((wanted) => order(left(row), wanted) === 0);
      }
      case 'compare': {
        const left = value(expression.left);
        const right = value(expression.right);
        return (row) => compares(expression.operator, order(left(row), right(row)));
      }
    }
  };

  const named = [...parsed.keys()].map((name) => ({ name, holds: group(name) }));
  return [...named, { name: ALL_OTHERS, holds: (row) => !named.some(({ holds }) => holds(row)) }];
}

/** Negative, zero or positive as in a sort; null where either side is missing. Numbers compare as numbers. */
function order(left: string | number | undefined, right: string | number | undefined): number | null {
  if (left === undefined || right === undefined || Number.isNaN(left) || Number.isNaN(right)) return null;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const a = String(left);
  const b = String(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function compares(operator: '==' | '!=' | '<' | '<=' | '>' | '>=', sign: number | null): boolean {
  if (sign === null) return false;
  switch (operator) {
    case '==':
      return sign === 0;
    case '!=':
      return sign !== 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}
