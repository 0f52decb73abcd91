/**
 * Dispensing events of many patients, column by column. Kernels read a slice `[from, to)` of these columns that belongs
 * to one patient and is sorted by day, and allocate nothing per event.
 */
export interface EventColumns {
  /** Day number of the dispensing (days since 1970-01-01). */
  readonly day: Int32Array;
  /** Days' supply, may be fractional; greater than 0, or NaN where it is unknown. */
  readonly supply: Float64Array;
  /** Daily dose in the caller's unit; NaN where not given. */
  readonly dose: Float64Array;
  /** Code of the medication category (drug); equal codes are the same drug. */
  readonly category: Int32Array;
}

/** Events of many patients, clustered: patient `p` owns rows `offsets[p]` to `offsets[p + 1]`, sorted by day. */
export interface EventTable extends EventColumns {
  readonly patients: readonly string[];
  readonly categories: readonly string[];
  readonly offsets: Int32Array;
  /** Place in the input of every sorted row (0-based), so that a result can name the rows it stands on. */
  readonly row: Int32Array;
}

/** One dispensing as a plain object. */
export interface EventRow {
  readonly patientId: string;
  /** Day number (days since 1970-01-01). */
  readonly day: number;
  readonly daysSupply: number;
  readonly category?: string;
  readonly dailyDose?: number;
}

/** A row that was not used, by its place in the input (0-based), and why. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: RefusalReason;
}

export type RefusalReason = 'patient-missing' | 'date-unreadable' | 'days-supply-not-positive' | 'dose-not-positive';

/** Why a row cannot be used, or null if it can; missing days' supply (NaN) is allowed where `supplyMayBeMissing`. */
export function refusalOf(row: EventRow, supplyMayBeMissing = false): RefusalReason | null {
  if (row.patientId === '') return 'patient-missing';
  if (!Number.isInteger(row.day)) return 'date-unreadable';
  const unknown = supplyMayBeMissing && Number.isNaN(row.daysSupply);
  if (!unknown && !(row.daysSupply > 0 && Number.isFinite(row.daysSupply))) return 'days-supply-not-positive';
  if (row.dailyDose !== undefined && !(row.dailyDose > 0)) return 'dose-not-positive';
  return null;
}

/**
 * Clusters rows by patient (in order of first appearance) and sorts each patient's rows by day; rows of the same day
 * keep their order. Rows that cannot be used are left out and returned with their reason.
 *
 * @example
 * eventTable([{ patientId: 'p', day: 0, daysSupply: 30 }, { patientId: 'p', day: 40, daysSupply: 0 }]).refused;
 * //=> [{ row: 1, reason: 'days-supply-not-positive' }]
 */
export function eventTable(
  rows: readonly EventRow[],
  options: { readonly supplyMayBeMissing?: boolean } = {},
): { table: EventTable; refused: RefusedRow[] } {
  const refused: RefusedRow[] = [];
  const byPatient = new Map<string, number[]>();
  rows.forEach((row, index) => {
    const reason = refusalOf(row, options.supplyMayBeMissing);
    if (reason) refused.push({ row: index, reason });
    else {
      const list = byPatient.get(row.patientId);
      if (list) list.push(index);
      else byPatient.set(row.patientId, [index]);
    }
  });
  const order: number[] = [];
  const offsets = new Int32Array(byPatient.size + 1);
  let patient = 0;
  for (const list of byPatient.values()) {
    order.push(...list.sort((a, b) => (rows[a]?.day ?? 0) - (rows[b]?.day ?? 0)));
    offsets[++patient] = order.length;
  }
  const codes = new Map<string, number>();
  const codeOf = (category: string): number => {
    const code = codes.get(category) ?? codes.size;
    codes.set(category, code);
    return code;
  };
  const table: EventTable = {
    patients: [...byPatient.keys()],
    offsets,
    row: Int32Array.from(order),
    day: Int32Array.from(order, (i) => rows[i]?.day ?? 0),
    supply: Float64Array.from(order, (i) => rows[i]?.daysSupply ?? Number.NaN),
    dose: Float64Array.from(order, (i) => rows[i]?.dailyDose ?? Number.NaN),
    category: Int32Array.from(order, (i) => codeOf(rows[i]?.category ?? '')),
    categories: [],
  };
  return { table: { ...table, categories: [...codes.keys()] }, refused };
}
