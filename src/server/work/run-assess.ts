/** A body with one or many records -> assessments, as the command line gives them. */
import * as z from 'zod';
import pkg from '../../../package.json' with { type: 'json' };
import { onlyDrug } from '../../cli/drug-filter.ts';
import { fhirWords, formatted } from '../../cli/formats.ts';
import { nameUuid } from '../../cli/name-uuid.ts';
import type { Core, WalkOptions } from '../../cli/wiring.ts';
import type { Assessment } from '../../domain/assessment.ts';
import { UserError } from '../../domain/problem.ts';
import { PatientRecord } from '../../domain/record.ts';
import { parseMoment } from '../../domain/time.ts';
import { fhirBundle } from '../../emit/fhir/index.ts';
import type { Walk } from '../../rxwhy.ts';
import { Refusal } from '../refusal.ts';
import type { Answer, AssessJob, BodyAnswer, OperationJob } from './job.ts';
import { parseJson } from './parse-json.ts';

/** The body of /api/assess where it is more than the record itself. */
export const AssessRequest = z.strictObject({
  /** a FHIR R4 Bundle or resource, several of them, or a PatientRecord (schema/record.schema.json) */
  record: z.union([z.looseObject({}), z.array(z.looseObject({}))]),
  asOf: z.iso.date().optional(),
  /** what-if: assumptions per trial, shown as assumed */
  assume: z.array(z.looseObject({})).optional(),
});

const MEDIA = {
  json: 'application/json',
  fhir: 'application/fhir+json',
  cds: 'application/json',
  html: 'text/html',
} as const;

/** A day as a moment; throws a Refusal where it is none. */
export function dayOf(text: string): NonNullable<ReturnType<typeof parseMoment>> {
  const moment = parseMoment(text);
  if (moment === null || moment.precision !== 'day') {
    throw new Refusal(400, 'bad-day', 'asOf is no day', 'Write it as YYYY-MM-DD.');
  }
  return moment;
}

interface Asked {
  values: unknown[];
  asOf: string | null;
  assume: unknown;
}

function askedIn(value: unknown, asOf: string | null): Asked {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, 'record')) {
    return { values: [value], asOf, assume: null };
  }
  const parsed = AssessRequest.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(
      400,
      'bad-request',
      `${issue?.path.join('.') || 'the body'}: not as the schema says`,
      'See /openapi.json.',
    );
  }
  const { record, assume } = parsed.data;
  return { values: Array.isArray(record) ? record : [record], asOf: parsed.data.asOf ?? asOf, assume: assume ?? null };
}

const isPatientRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'orders') && Object.hasOwn(value, 'counts');

/** Records of the values, by our own shape or FHIR; throws a Refusal 422 where there is nobody in them. */
export function recordsOf(values: readonly unknown[], where: string, core: Core) {
  const own = values.filter(isPatientRecord).map((value) => {
    const parsed = PatientRecord.safeParse(value);
    if (!parsed.success)
      throw new Refusal(400, 'bad-record', 'the record does not fit its schema', 'See /record.schema.json.');
    return parsed.data;
  });
  const fhir = values.filter((value) => !isPatientRecord(value));
  const reading = core.read({ values: fhir.map((value) => ({ value, where })), refused: [], remarks: [] });
  const records = [...own, ...reading.records];
  if (records.length === 0) {
    const help = 'Send a FHIR R4 Bundle or resource with a patient in it.';
    throw new Refusal(422, 'nothing-readable', 'no patient was found in the body', help);
  }
  return { records, problems: reading.problems };
}

/** The assessment of some values; mistakes in assumptions or names are the sender's. */
export function assessmentOf(asked: Asked, where: string, core: Core, drug: string | null): Assessment {
  const { records, problems } = recordsOf(asked.values, where, core);
  const how: WalkOptions = { asOf: asked.asOf === null ? null : dayOf(asked.asOf), assume: asked.assume };
  try {
    const all = records.map((record) => core.assess({ record, asOf: null } satisfies Walk, how));
    const patients = drug === null ? all : onlyDrug(all, drug, core.knowledge.drugs);
    return {
      rxwhyVersion: pkg.version,
      knowledgeVersion: core.knowledge.version,
      patients,
      problems,
      summary: {
        patients: patients.length,
        trials: patients.reduce((sum, patient) => sum + patient.trials.length, 0),
        problems: patients.reduce((sum, patient) => sum + patient.problems.length, problems.length),
      },
    };
  } catch (error) {
    if (error instanceof UserError) throw new Refusal(400, 'bad-request', error.message);
    throw error;
  }
}

/** Bytes of their own buffer, so that they can be handed over. */
export function bodyAnswer(text: string, type: string, patients: number): BodyAnswer {
  return { kind: 'body', type, body: new TextEncoder().encode(text), patients };
}

/** REST: the same JSON as the command line, on one line. */
export function assessAnswer(job: AssessJob, core: Core, depth: number): Answer {
  const asked = askedIn(parseJson(job.body, depth), job.asOf);
  const assessment = assessmentOf(asked, job.where, core, job.drug);
  const how = { recorded: job.recorded, uuid: (text: string) => nameUuid(text) };
  const text =
    job.format === 'json' ? JSON.stringify(assessment) : formatted(assessment, job.format, core.knowledge, how);
  return bodyAnswer(text, `${MEDIA[job.format]}; charset=utf-8`, assessment.patients.length);
}

/** FHIR: a Bundle, or Parameters that hold one or name a patient; the answer is a Bundle. */
export function operationAnswer(job: OperationJob, core: Core, depth: number): Answer {
  const asked = operationInput(job.body.byteLength === 0 ? {} : parseJson(job.body, depth));
  if (job.fetched.length === 0 && asked.patient !== null) return { kind: 'patient', id: asked.patient };
  const values = [...asked.values, ...job.fetched.map((bytes) => parseJson(bytes, depth))];
  const assessment = assessmentOf({ values, asOf: asked.asOf, assume: null }, 'body', core, asked.drug);
  const bundle = fhirBundle(assessment, fhirWords(core.knowledge), { recorded: job.recorded });
  return bodyAnswer(JSON.stringify(bundle), 'application/fhir+json; charset=utf-8', assessment.patients.length);
}

const Parameter = z.looseObject({
  name: z.string(),
  resource: z.looseObject({}).optional(),
  valueString: z.string().optional(),
  valueId: z.string().optional(),
  valueDate: z.string().optional(),
  valueReference: z.looseObject({ reference: z.string() }).optional(),
});

interface OperationInput {
  values: unknown[];
  asOf: string | null;
  drug: string | null;
  patient: string | null;
}

function operationInput(value: unknown): OperationInput {
  const type = typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : null;
  if (type !== 'Parameters') {
    if (typeof type !== 'string')
      throw new Refusal(400, 'bad-request', 'the body is no FHIR resource', 'Send a Bundle or Parameters.');
    return { values: [value], asOf: null, drug: null, patient: null };
  }
  const parsed = z.looseObject({ parameter: z.array(Parameter).default([]) }).safeParse(value);
  if (!parsed.success) throw new Refusal(400, 'bad-parameters', 'the Parameters cannot be read', 'See /fhir/metadata.');
  const { parameter } = parsed.data;
  const textOf = (name: string): string | null => {
    const found = parameter.find((each) => each.name === name);
    return found?.valueReference?.reference ?? found?.valueId ?? found?.valueString ?? found?.valueDate ?? null;
  };
  const values = parameter.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
  const patient = values.length > 0 ? null : (textOf('patient')?.replace(/^Patient\//, '') ?? null);
  return { values, asOf: textOf('asOf'), drug: textOf('drug'), patient };
}
