/** The one place where the command line meets the core; everything heavy is imported here, when first needed. */
import type { PatientAssessment } from '../domain/assessment.ts';
import type { Moment } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { CsvReading } from '../read/csv/index.ts';
import type { FhirReading } from '../read/fhir/index.ts';
import type { OmopReading, OmopTables } from '../read/omop/index.ts';
import type { Room, Walk } from '../rxwhy.ts';
import type { Input } from './input.ts';

export interface WalkOptions {
  asOf: Moment | null;
  /** the content of the file given with --assume, null without one */
  assume: unknown;
}

export interface Core {
  knowledge: Knowledge;
  /** one record per person; problems and counts of the whole input beside them */
  read(input: Pick<Input, 'values' | 'refused' | 'remarks'>): Pick<FhirReading, 'records' | 'problems' | 'counts'>;
  /** one record per person of our own CSV tables */
  readTables(files: readonly { name: string; text: string }[]): Promise<CsvReading>;
  /** one record per person of the tables of an OMOP CDM */
  readOmop(tables: OmopTables): Promise<OmopReading>;
  /** as far as a room; throws a UserError where the assumptions do not fit their schema */
  walk(start: Walk, options: WalkOptions, stopAfter: Room): Walk;
  /** the whole way, in words */
  assess(start: Walk, options: WalkOptions): PatientAssessment;
}

/** The core with its knowledge, overlaid by the packs of a folder where one is given. */
export async function loadCore(overlay: string | null): Promise<Core> {
  const [{ explained, walk }, { parseAssumptions }, { fhirCollector }, { loadKnowledge }] = await Promise.all([
    import('../rxwhy.ts'),
    import('../trials/assumptions.ts'),
    import('../read/fhir/index.ts'),
    import('./knowledge-files.ts'),
  ]);
  const knowledge = loadKnowledge(overlay);
  const walkTo: Core['walk'] = (start, { asOf, assume }, stopAfter) =>
    walk(start, { knowledge, asOf, assume: assume === null ? [] : parseAssumptions(assume) }, stopAfter);
  return {
    knowledge,
    read: ({ values, refused, remarks }) => {
      const collector = fhirCollector({ drugs: knowledge.drugs });
      for (const { value, where } of values) collector.add(value, where);
      for (const problem of refused) collector.refuse(problem);
      const reading = collector.finish();
      return { ...reading, problems: [...reading.problems, ...remarks] };
    },
    readTables: async (files) => (await import('../read/csv/index.ts')).readCsv(files, { drugs: knowledge.drugs }),
    readOmop: async (tables) => (await import('../read/omop/index.ts')).readOmop(tables, { drugs: knowledge.drugs }),
    walk: walkTo,
    assess: (start, options) => explained(walkTo(start, options, 'verdict'), knowledge),
  };
}
