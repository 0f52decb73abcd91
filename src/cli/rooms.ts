/** `--stop-after` and `--start-from`: the rooms' outputs as JSON that can be saved and read back. */
import { type Counts, type Problem, UserError } from '../domain/problem.ts';
import { PatientRecord } from '../domain/record.ts';
import type { Input } from './input.ts';

export const ROOMS = ['record', 'trials', 'course', 'exposure', 'findings', 'verdict'] as const;
export type Room = (typeof ROOMS)[number];

function refuse(option: string, room: Room): never {
  throw new UserError(`${option} ${room} is planned, but not in this version; ${option} record works`);
}

/** What a room made of the records, as JSON text: an array with one entry per patient. */
export function roomOutput(room: Room, records: readonly PatientRecord[]): string {
  if (room !== 'record') return refuse('--stop-after', room);
  return `${JSON.stringify(records, null, 2)}\n`;
}

/** Records from a saved output; what does not fit the record's schema is a problem with its place. */
export function recordsFrom(
  room: Room,
  { values, refused, remarks }: Pick<Input, 'values' | 'refused' | 'remarks'>,
): { records: PatientRecord[]; problems: Problem[]; counts: Pick<Counts, 'refused'> } {
  if (room !== 'record') return refuse('--start-from', room);
  const records: PatientRecord[] = [];
  const problems: Problem[] = [...refused];
  for (const { value, where } of values) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const parsed = PatientRecord.safeParse(one);
      if (parsed.success) records.push(parsed.data);
      else {
        const [issue] = parsed.error.issues;
        const what = `no PatientRecord: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
        problems.push({ code: 'bad-record', where, what, help: 'Compare it with schema/record.schema.json.' });
      }
    }
  }
  return { records, problems: [...problems, ...remarks], counts: { refused: problems.length } };
}
