import type { RefusalReason } from '../../methods/adherence/index.ts';
import { append, type ColumnsBuffer, reserve } from './columns-buffer.ts';
import type { Role } from './csv-columns.ts';
import { type StringColumn, stringAt, stringMemory } from './duckdb-strings.ts';
import { setExtras } from './event-rows.ts';
import { type ChunkColumns, endOfRun, type IdColumn, idText, isThere } from './parquet-columns.ts';
import type { ParquetTarget } from './read-parquet.ts';
import { supplyOf } from './row-rules.ts';

/** The columns of one chunk by role; null where the file or the run has none. */
interface Cells {
  readonly id: IdColumn;
  readonly day: Int32Array;
  readonly supply: Float64Array | null;
  readonly category: StringColumn | null;
  readonly dose: Float64Array | null;
  readonly quantity: Float64Array | null;
  readonly text: (role: Role, row: number) => string;
  readonly there: (role: Role, row: number) => boolean;
  /** Every value of every column is there. */
  readonly complete: boolean;
}

const NOTHING = new Float64Array(0);

function cellsOf(columns: ChunkColumns, roles: readonly Role[], idKind: IdColumn['kind']): Cells {
  const texts = new Map<Role, StringColumn>();
  const numbers = new Map<Role, Float64Array>();
  let id: IdColumn | null = null;
  let day = new Int32Array(0);
  // Columns come in the order of the query.
  for (const role of roles) {
    if (role === 'patient_id') id = columns.id(idKind);
    else if (role === 'date') day = columns.days() as Int32Array<ArrayBuffer>;
    else if (role === 'days_supplied' || role === 'daily_dose' || role === 'quantity')
      numbers.set(role, columns.numbers());
    else texts.set(role, columns.text());
  }
  const there = (role: Role, row: number): boolean => {
    const place = roles.indexOf(role);
    return place >= 0 && isThere(columns.valid[place], row);
  };
  return {
    id: id ?? { kind: 'number', words: new Int32Array(0) },
    day,
    supply: numbers.get('days_supplied') ?? null,
    category: texts.get('category') ?? null,
    dose: numbers.get('daily_dose') ?? null,
    quantity: numbers.get('quantity') ?? null,
    there,
    text(role, row) {
      const column = texts.get(role);
      return column && there(role, row) ? stringAt(column, row) : '';
    },
    complete: columns.valid.every((bits) => bits === null),
  };
}

/** Reads chunk after chunk; `before` is the number of rows in the chunks before. */
export function chunkReader(
  { rows, rules, refused, reader }: ParquetTarget,
  roles: readonly Role[],
  idKind: IdColumn['kind'],
): (columns: ChunkColumns, before: number) => void {
  const categories = stringMemory((text) => reader.codeOf(text));
  const plain = !roles.some((role) => ['quantity', 'as_needed', 'directions'].includes(role)) && !rules.wants.extra;
  const quick = plain && !rules.doseRequired;
  let patientId = '';
  let target: ColumnsBuffer | null = null;

  function codeAt(cells: Cells, row: number): number {
    if (cells.category === null) return 0;
    return cells.there('category', row) ? categories.at(cells.category, row) : reader.codeOf('');
  }

  function readRow(cells: Cells, row: number, line: number, into: ColumnsBuffer): void {
    if (!plain) {
      const basis = rules.asNeeded(cells.text('as_needed', row), cells.text('directions', row));
      if (basis) {
        rules.notes.setAside(line, basis);
        rows.setAside();
        return;
      }
    }
    const refuse = (reason: RefusalReason): void => refused.add(line, reason);
    if (!cells.there('date', row)) {
      refuse('date-unreadable');
      return;
    }
    const number = (column: Float64Array | null, role: Role): number =>
      column && cells.there(role, row) ? (column[row] as number) : Number.NaN;
    const dose = number(cells.dose, 'daily_dose');
    const quantity = number(cells.quantity, 'quantity');
    const code = codeAt(cells, row);
    const described = { line, patient: patientId, category: reader.categories[code] ?? '' };
    const supply = supplyOf(rules, number(cells.supply, 'days_supplied'), described, quantity, dose);
    const supplied = supply > 0 && supply !== Number.POSITIVE_INFINITY;
    if (!supplied && !(rules.supplyMayBeMissing && Number.isNaN(supply))) {
      refuse('days-supply-not-positive');
      return;
    }
    if (rules.doseRequired && !(dose > 0)) {
      refuse('dose-not-positive');
      return;
    }
    append(into, cells.day[row] as number, supply, dose, code, line);
    if (!plain) setExtras(into, quantity, cells.text('follow_up_start', row), cells.text('window_start', row));
  }

  return (columns, before) => {
    categories.nextChunk();
    const cells = cellsOf(columns, roles, idKind);
    const { id, day, supply } = cells;
    const dose = cells.dose ?? NOTHING;
    for (let row = 0; row < columns.rows; ) {
      const end = endOfRun(id, row, columns.rows);
      const name = cells.there('patient_id', row) ? idText(id, row) : '';
      if (name === '' || name === 'NA') {
        // Bytes behind a missing id mean nothing: only this row is known to have none.
        refused.add(before + row + 1, 'patient-missing');
        row++;
        continue;
      }
      if (target === null || name !== patientId) {
        target = rows.patient(name);
        patientId = name;
      }
      const into = target;
      if (quick && supply && cells.complete) {
        reserve(into, end - row);
        const { day: days, supply: supplied, dose: doses, category, line } = into;
        let k = into.count;
        for (; row < end; row++) {
          const lasts = supply[row] as number;
          if (!(lasts > 0 && lasts !== Number.POSITIVE_INFINITY)) {
            into.count = k;
            readRow(cells, row, before + row + 1, into);
            k = into.count;
            continue;
          }
          days[k] = day[row] as number;
          supplied[k] = lasts;
          doses[k] = dose === NOTHING ? Number.NaN : (dose[row] as number);
          category[k] = cells.category === null ? 0 : categories.at(cells.category, row);
          line[k] = before + row + 1;
          k++;
        }
        into.count = k;
      } else {
        for (; row < end; row++) {
          if (cells.there('patient_id', row)) readRow(cells, row, before + row + 1, into);
          else refused.add(before + row + 1, 'patient-missing');
        }
      }
    }
  };
}
