/** OpenAPI 3.1, made from the same schemas that validate. */
import * as z from 'zod';
import pkg from '../../package.json' with { type: 'json' };
import { Assessment } from '../domain/assessment.ts';
import { TermRow } from '../knowledge/terms/schema.ts';
import { AssessRequest } from './work/run-assess.ts';

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
});
const LineProblem = z.object({ line: z.number().int(), code: z.string(), what: z.string() });
const Terms = z.object({ knowledgeVersion: z.string(), terms: z.array(TermRow) });

type Json = Record<string, unknown>;

const schemaOf = (shape: z.ZodType): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' }) as Json;
  return schema;
};
const refTo = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json, media = 'application/json'): Json => ({ content: { [media]: { schema } } });
const answer = (description: string, content: Json): Json => ({ description, ...content });
const refused = (description: string): Json => answer(description, json(refTo('Problem'), 'application/problem+json'));
const RESOURCE: Json = {
  type: 'object',
  description: 'a FHIR R4 resource',
  required: ['resourceType'],
  properties: { resourceType: { type: 'string' } },
};

const REFUSALS: Json = {
  '400': refused('the body cannot be read'),
  '401': refused('no or no valid proof of who asks'),
  '413': refused('the body or record is too large'),
  '415': refused('a kind of body that is not read'),
  '422': refused('no patient in the body'),
  '429': refused('asked too often'),
  '503': refused('too much is waiting, or the service is stopping'),
  '504': refused('the assessment took too long'),
};

const query = (name: string, description: string, schema: Json): Json => ({ name, in: 'query', description, schema });

/** The document; `base` is how the service was addressed. */
export function openApi(base: string): Json {
  const assess = {
    summary: 'Why is each medicine not working?',
    parameters: [
      query('asOf', 'day to judge at', { type: 'string', format: 'date' }),
      query('drug', 'only trials of this medicine', { type: 'string' }),
      query('format', 'form of the answer', { enum: ['json', 'fhir', 'cds', 'html'], default: 'json' }),
    ],
    requestBody: {
      required: true,
      content: {
        'application/fhir+json': { schema: RESOURCE },
        'application/json': { schema: { anyOf: [RESOURCE, refTo('AssessRequest')] } },
        'application/x-ndjson': {
          schema: { type: 'string', description: 'one record a line; answers in the same order' },
        },
      },
    },
    responses: {
      '200': {
        description: 'the assessment',
        content: {
          'application/json': { schema: refTo('Assessment') },
          'application/fhir+json': { schema: RESOURCE },
          'application/x-ndjson': { schema: { anyOf: [refTo('Assessment'), refTo('LineProblem')] } },
          'text/html': { schema: { type: 'string' } },
        },
      },
      ...REFUSALS,
    },
  };
  const schemas = { Assessment, AssessRequest, TermRow, Terms, Problem, LineProblem };
  return {
    openapi: '3.1.0',
    info: {
      title: 'RxWhy',
      version: pkg.version,
      summary: pkg.description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: base }],
    security: [{}, { key: [] }, { token: [] }],
    paths: {
      '/api/assess': { post: assess },
      '/api/terms': {
        get: { summary: 'the vocabulary', responses: { '200': answer('all terms', json(refTo('Terms'))) } },
      },
      '/api/terms/{id}': {
        get: {
          summary: 'one term',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '200': answer('the term', json(refTo('TermRow'))), '404': refused('no such term') },
        },
      },
    },
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([name, shape]) => [name, schemaOf(shape)])),
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}
