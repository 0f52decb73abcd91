/** `--stop-after` and `--start-from`: the rooms' outputs as JSON that can be saved and read back. */
import * as z from 'zod';
import { Course } from '../domain/course.ts';
import { Exposure } from '../domain/exposure.ts';
import { Finding, Gate } from '../domain/finding.ts';
import type { Counts, Problem } from '../domain/problem.ts';
import { PatientRecord } from '../domain/record.ts';
import { Moment } from '../domain/time.ts';
import { Trial } from '../domain/trial.ts';
import type { Room, Walk } from '../rxwhy.ts';
import type { Input } from './input.ts';

/** The rooms in their order, as option values; kept apart from rxwhy.ts so that --help need not load the core. */
export const ROOM_NAMES = [
  'record',
  'trials',
  'course',
  'exposure',
  'findings',
  'verdict',
] as const satisfies readonly Room[];

const Asked = z.object({
  parts: z.array(z.object({ family: z.string(), finding: Finding })),
  gates: z.array(Gate),
});

// A verdict is read back only to be put into words; what it is made of is checked, its lists are taken as they are.
const SavedVerdict = z.looseObject({
  trial: z.string(),
  headline: z.object({ term: z.string(), kind: z.enum(['cause', 'course']) }),
  gates: z.array(Gate),
  causes: z.array(z.looseObject({ term: z.string(), findings: z.array(Finding) })),
});

const SavedWalk = z.object({
  record: PatientRecord,
  asOf: z.object({ moment: Moment, basis: z.enum(['caller', 'source', 'last-event']) }).nullable(),
  trials: z.array(Trial).optional(),
  assumed: z.array(z.array(z.string())).optional(),
  courses: z.array(Course).optional(),
  exposures: z.array(Exposure).optional(),
  asked: z.array(Asked).optional(),
  verdicts: z.array(SavedVerdict).optional(),
});

/** What must be there to start from a room. */
const NEEDED: Readonly<Record<Room, keyof Walk>> = {
  record: 'record',
  trials: 'trials',
  course: 'courses',
  exposure: 'exposures',
  findings: 'asked',
  verdict: 'verdicts',
};

/** What a room made, as JSON text: an array with one entry per patient (PatientRecords after the first room). */
export function roomOutput(room: Room, walks: readonly Walk[]): string {
  const entries = room === 'record' ? walks.map((walk) => walk.record) : walks;
  return `${JSON.stringify(entries, null, 2)}\n`;
}

/** Walks from a saved output; what does not fit its room is a problem with its place. */
export function walksFrom(
  room: Room,
  { values, refused, remarks }: Pick<Input, 'values' | 'refused' | 'remarks'>,
): { walks: Walk[]; problems: Problem[]; counts: Pick<Counts, 'refused'> } {
  const walks: Walk[] = [];
  const problems = [...refused];
  for (const { value, where } of values) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const saved = room === 'record' ? { record: one, asOf: null } : one;
      const parsed = SavedWalk.safeParse(saved);
      if (parsed.success && parsed.data[NEEDED[room]] !== undefined) {
        walks.push(parsed.data as unknown as Walk);
        continue;
      }
      const [issue] = parsed.success ? [] : parsed.error.issues;
      const what = issue === undefined ? `it holds no ${NEEDED[room]}` : `${issue.path.join('.')}: ${issue.message}`;
      const help = `Give the output of rxwhy assess --stop-after ${room}.`;
      problems.push({ code: 'bad-room-output', where, what, help });
    }
  }
  return { walks, problems: [...problems, ...remarks], counts: { refused: problems.length } };
}
