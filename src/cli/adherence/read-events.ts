import type { ColumnNames } from './csv-columns.ts';
import { type EventReader, eventReader } from './event-rows.ts';
import { heldOutput, type Output } from './output.ts';
import { gatheredPatients, type OnPatient, OUT_OF_ORDER, type PatientGroups, streamedPatients } from './patients.ts';
import { readCsvFile, readCsvStream } from './read-csv.ts';
import { type Refusals, refusals } from './refusals.ts';
import { NO_NOTES, type RowRules } from './row-rules.ts';

/** One run over the events: what happens to each patient, and what follows the last one. */
export interface Job {
  readonly onPatient: OnPatient;
  /** Runs once after the last patient. */
  readonly finish: () => void;
}

export interface EventsInput {
  /** A file (`.parquet` or CSV), or `-` for CSV on standard input. */
  readonly path: string;
  readonly columns: ColumnNames;
  readonly rows: RowRules;
  /** The caller vouches that each patient's rows stand together. */
  readonly sorted: boolean;
  readonly onRefused: (line: number, reason: string) => void;
  readonly onProgress: (share: number, patients: number) => void;
  readonly say: (text: string) => void;
}

export interface EventsRead {
  readonly refused: Refusals;
  readonly rows: number;
  readonly patients: number;
}

/** Output kept in memory before the input's order has to be known for certain. */
const HELD_CHARACTERS = 1 << 23;
/** Output gathered before it is handed on, once it may be. */
const RELEASED_CHARACTERS = 1 << 16;

/**
 * Reads all events and hands them to a job patient by patient. Input in ascending order of patients is streamed; other
 * input is grouped in memory, which is said. `start` makes the job and may be called a second time: what the first one
 * wrote is then discarded.
 */
export async function readEvents(
  input: EventsInput,
  output: Output,
  start: (write: (text: string) => void, categories: readonly string[]) => Promise<Job>,
): Promise<EventsRead> {
  const first = input.path === '-' && !input.sorted ? 'gathered' : 'streamed';
  try {
    return await readOnce(input, output, start, first);
  } catch (error) {
    if (error !== OUT_OF_ORDER) throw error;
    input.say(`${input.path} is not sorted by patient: its rows are grouped in memory`);
    return readOnce(input, output, start, 'gathered');
  }
}

async function readOnce(
  input: EventsInput,
  output: Output,
  start: (write: (text: string) => void, categories: readonly string[]) => Promise<Job>,
  way: 'streamed' | 'gathered',
): Promise<EventsRead> {
  const held = heldOutput(output);
  const refused = refusals(input.onRefused);
  let patients = 0;
  let job: Job | null = null;
  const onPatient: OnPatient = (id, events, from, to) => {
    patients++;
    job?.onPatient(id, events, from, to);
  };
  const groups =
    way === 'streamed'
      ? streamedPatients(onPatient, input.sorted, input.rows.wants.extra)
      : gatheredPatients(onPatient, input.rows.wants.extra);
  const reader: EventReader = eventReader(groups, input.rows, refused);
  job = await start(held.write, reader.categories);

  let mayRelease = way === 'gathered' || input.sorted;
  const after = (share: number): void | Promise<void> => {
    input.onProgress(share, patients);
    if (!mayRelease && held.pending() > HELD_CHARACTERS) {
      return checkOrder(input).then(() => {
        mayRelease = true;
        return held.release();
      });
    }
    if (mayRelease && held.pending() > RELEASED_CHARACTERS) return held.release();
  };
  const rows = await readRows(input, groups, reader, refused, after);
  groups.finish();
  job.finish();
  await held.release();
  return { refused, rows, patients };
}

/** Reads the whole input once more only to see whether it is in order; throws `OUT_OF_ORDER` if not. */
async function checkOrder(input: EventsInput): Promise<void> {
  const groups = streamedPatients(() => undefined);
  const refused = refusals();
  const silent = { ...input, rows: { ...input.rows, notes: NO_NOTES } };
  await readRows(silent, groups, eventReader(groups, silent.rows, refused), refused, () => undefined);
}

/** Reads the rows into groups, whatever the format; returns how many there were. */
async function readRows(
  input: EventsInput,
  groups: PatientGroups,
  reader: EventReader,
  refused: Refusals,
  after: (share: number) => void | Promise<void>,
): Promise<number> {
  if (/\.(parquet|pq)$/i.test(input.path)) {
    const { readParquetFile } = await import('./read-parquet.ts');
    return readParquetFile(input.path, input.columns, { rows: groups, rules: input.rows, refused, reader }, after);
  }
  const lines =
    input.path === '-'
      ? await readCsvStream(process.stdin, input.columns, input.rows.required, reader, after)
      : await readCsvFile(input.path, input.columns, input.rows.required, reader, after);
  return lines - 1;
}
