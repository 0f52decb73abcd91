/** Writes the JSON Schemas of the public shapes into schema/; `--check` fails where a file is not up to date. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ZodType, z } from 'zod';
import * as assessment from '../src/domain/assessment.ts';
import * as codes from '../src/domain/codes.ts';
import * as exposure from '../src/domain/exposure.ts';
import * as finding from '../src/domain/finding.ts';
import * as problem from '../src/domain/problem.ts';
import * as quantity from '../src/domain/quantity.ts';
import * as record from '../src/domain/record.ts';
import * as terms from '../src/domain/terms.ts';
import * as time from '../src/domain/time.ts';
import * as trial from '../src/domain/trial.ts';
import * as worksheet from '../src/domain/worksheet.ts';

const SCHEMAS: Readonly<Record<string, { title: string; shape: ZodType }>> = {
  'assessment.schema.json': { title: 'RxWhy assessment (rxwhy assess --format json)', shape: assessment.Assessment },
  'record.schema.json': {
    title: 'RxWhy PatientRecord (rxwhy assess --stop-after record)',
    shape: record.PatientRecord,
  },
};

// Every shape the domain exports keeps its name in the schema.
for (const module of [assessment, codes, exposure, finding, problem, quantity, record, terms, time, trial, worksheet]) {
  for (const [name, shape] of Object.entries(module)) {
    if (shape instanceof z.ZodType && !z.globalRegistry.has(shape)) z.globalRegistry.add(shape, { id: name });
  }
}

/** The schema as text. `io: input` leaves objects open: outputs may gain fields, and an older schema must still fit. */
export function schemaText({ title, shape }: { title: string; shape: ZodType }): string {
  const schema = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ ...schema, id: undefined, title }, null, 2)}\n`;
}

function main(check: boolean): number {
  const folder = fileURLToPath(new URL('../schema/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const stale = Object.entries(SCHEMAS).filter(([file, schema]) => {
    const path = `${folder}${file}`;
    const text = schemaText(schema);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) return false;
    if (!check) writeFileSync(path, text);
    return true;
  });
  if (!check || stale.length === 0) return 0;
  process.stderr.write(`out of date: ${stale.map(([file]) => file).join(', ')}; run tsx tools/write-schemas.ts\n`);
  return 1;
}

process.exitCode = main(process.argv.includes('--check'));
