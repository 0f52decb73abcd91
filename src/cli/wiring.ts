/** The one place where the command line meets the core; everything heavy is imported here, when first needed. */
import type { PatientAssessment } from '../domain/assessment.ts';
import { UserError } from '../domain/problem.ts';
import type { PatientRecord } from '../domain/record.ts';
import type { Moment } from '../domain/time.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { FhirReading } from '../read/fhir/index.ts';
import type { Input } from './input.ts';

export interface AssessOptions {
  asOf: Moment | null;
  /** the content of the file given with --assume, null without one */
  assume: unknown;
}

export interface Core {
  knowledge: Knowledge;
  /** one record per person; problems and counts of the whole input beside them */
  read(input: Pick<Input, 'values' | 'refused' | 'remarks'>): Pick<FhirReading, 'records' | 'problems' | 'counts'>;
  assess(record: PatientRecord, options: AssessOptions): PatientAssessment;
}

/** The core with its knowledge, overlaid by the packs of a folder where one is given. */
export async function loadCore(overlay: string | null): Promise<Core> {
  const [{ assess }, { fhirCollector }, { loadKnowledge }] = await Promise.all([
    import('../rxwhy.ts'),
    import('../read/fhir/index.ts'),
    import('./knowledge-files.ts'),
  ]);
  const knowledge = loadKnowledge(overlay);
  return {
    knowledge,
    read: ({ values, refused, remarks }) => {
      const collector = fhirCollector({ drugs: knowledge.drugs });
      for (const { value, where } of values) collector.add(value, where);
      for (const problem of refused) collector.refuse(problem);
      const reading = collector.finish();
      return { ...reading, problems: [...reading.problems, ...remarks] };
    },
    assess: (record, { asOf, assume }) => {
      if (assume !== null) throw new UserError('--assume is planned, but not in this version');
      return assess(record, { asOf, knowledge });
    },
  };
}
