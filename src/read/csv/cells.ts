/** Cells to values; what does not fit becomes a problem and only that cell is lost. */
import type { Problem } from '../../domain/problem.ts';
import { type Quantity, quantity } from '../../domain/quantity.ts';
import type { Concept, Drug } from '../../domain/record.ts';
import { type Moment, parseMoment } from '../../domain/time.ts';
import type { DrugIndex } from '../../knowledge/drugs/types.ts';
import { normaliseUnit } from '../units/index.ts';
import type { CsvRow } from './columns.ts';

/** Reads the cells of one row; `id` names the row in problems and findings. */
export interface Cells {
  id: string;
  text(column: string): string | null;
  number(column: string): number | null;
  moment(column: string): Moment | null;
  quantity(valueColumn: string, unitColumn: string): Quantity | null;
  drug(column: string): Drug;
  /** reports what is wrong with a cell of this row */
  problem(code: string, what: string, help: string): void;
  oneOf<Value extends string>(column: string, values: readonly Value[], fallback: Value): Value;
}

export interface CellContext {
  drugs: DrugIndex;
  problems: Problem[];
  codes: { seen: number; resolved: number };
}

/** A text as a concept without codes. */
export const concept = (text: string): Concept => ({ text, codings: [] });

const COMPARATOR = /^(<=|>=|<|>)\s*/;

export function cellsOf(row: CsvRow, id: string, context: CellContext): Cells {
  const problem = (code: string, what: string, help: string): void => {
    context.problems.push({ code, where: id, what, help });
  };
  const text = (column: string): string | null => {
    const cell = (row[column] ?? '').trim();
    return cell === '' ? null : cell;
  };
  const number = (column: string): number | null => {
    const cell = text(column);
    if (cell === null) return null;
    const value = Number(cell);
    if (Number.isFinite(value)) return value;
    problem('not-a-number', `\`${column}\` is \`${cell}\``, 'write a plain number with a decimal point');
    return null;
  };
  return {
    id,
    text,
    number,
    problem,
    moment(column) {
      const cell = text(column);
      if (cell === null) return null;
      const moment = parseMoment(cell);
      if (!moment)
        problem('bad-date', `\`${column}\` is \`${cell}\``, 'write dates as YYYY-MM-DD, with a time if known');
      return moment;
    },
    quantity(valueColumn, unitColumn) {
      const cell = text(valueColumn);
      if (cell === null) return null;
      const sign = COMPARATOR.exec(cell)?.[1] ?? null;
      const value = Number(cell.replace(COMPARATOR, ''));
      if (!Number.isFinite(value)) {
        problem(
          'not-a-number',
          `\`${valueColumn}\` is \`${cell}\``,
          'write a plain number, with <, <=, >= or > before it where it is a bound',
        );
        return null;
      }
      const written = text(unitColumn);
      const unit = written === null ? null : normaliseUnit(written);
      if (written !== null && unit === null)
        problem('unknown-unit', `\`${written}\``, 'use a UCUM unit such as mg, mg/dL or mm[Hg]');
      return { ...quantity(value, unit ?? written), comparator: sign as Quantity['comparator'] };
    },
    drug(column) {
      const { drug, problems, codes } = context.drugs.resolve({ codings: [], text: text(column) ?? '' });
      context.codes.seen += codes.seen;
      context.codes.resolved += codes.resolved;
      for (const each of problems) context.problems.push({ ...each, where: id });
      return drug;
    },
    oneOf(column, values, fallback) {
      const cell = text(column)?.toLowerCase();
      if (cell === undefined) return fallback;
      const found = values.find((value) => value === cell);
      if (found === undefined)
        problem('unknown-value', `\`${column}\` is \`${cell}\``, `use one of ${values.join(', ')}`);
      return found ?? fallback;
    },
  };
}
