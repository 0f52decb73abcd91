/** Opens dropped files: reads them as FHIR or as our own tables, assesses everyone in them, keeps the raw rows at hand. */
import type { PatientAssessment } from '../../domain/assessment.ts';
import type { Problem } from '../../domain/problem.ts';
import type { PatientRecord } from '../../domain/record.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { csvRows, readCsv } from '../../read/csv/index.ts';
import { fhirCollector, readNdjsonLine, splitInput } from '../../read/fhir/index.ts';
import { assess } from '../../rxwhy.ts';
import { parseAssumptions } from '../../trials/index.ts';
import type { Assumed, GivenFile, Opened } from '../protocol.ts';
import { textOf } from '../tables.ts';
import { besideOf } from './beside.ts';
import { rawRows } from './raw.ts';

interface Kept {
  opened: Omit<Opened, 'milliseconds'>;
  assume(patient: string, assumptions: readonly Assumed[]): PatientAssessment;
  raw(record: string): string | null;
}

const LINES = /\.(ndjson|jsonl)(\.gz)?$/i;
const TABLE = /\.csv(\.gz)?$/i;

interface Read {
  records: PatientRecord[];
  problems: Problem[];
}

/** A damaged or unreadable file costs only itself. */
function textsOf(files: readonly GivenFile[], problems: Problem[]): { name: string; text: string }[] {
  return files.flatMap(({ name, bytes }) => {
    try {
      return [{ name, text: textOf(new Uint8Array(bytes)) }];
    } catch {
      problems.push({
        code: 'bad-gzip',
        where: name,
        what: 'the compressed file is damaged',
        help: 'Compress the file again, or drop it uncompressed.',
      });
      return [];
    }
  });
}

/** Reads files of one kind each; tables and FHIR may stand side by side. */
export function openedFiles(files: readonly GivenFile[], knowledge: Knowledge): Kept {
  const problems: Problem[] = [];
  const texts = textsOf(files, problems);
  const tables = texts.filter(({ name }) => TABLE.test(name));
  const documents = texts.filter(({ name }) => !TABLE.test(name));
  const raw = rawRows();

  const collector = fhirCollector({ drugs: knowledge.drugs });
  for (const { name, text } of documents) {
    const parts = LINES.test(name)
      ? text.split('\n').map((line, place) => readNdjsonLine(line, name, place + 1))
      : [splitInput({ name, text })];
    for (const part of parts) {
      for (const { value, where } of part.values) {
        raw.addResource(value);
        collector.add(value, where);
      }
      for (const problem of part.problems) collector.refuse(problem);
    }
  }
  const readings: Read[] = [];
  if (documents.length > 0) readings.push(collector.finish());
  if (tables.length > 0) {
    for (const { name, text } of tables) raw.addTable(name.replace(/\.gz$/i, ''), csvRows(text));
    readings.push(
      readCsv(
        tables.map(({ name, text }) => ({ name: name.replace(/\.gz$/i, ''), text })),
        { drugs: knowledge.drugs },
      ),
    );
  }
  const records = readings.flatMap((reading) => reading.records);
  const own = new Map(records.map((record) => [record.id, record]));
  return {
    opened: {
      patients: records.map((record) => {
        const assessment = assess(record, { knowledge });
        return { assessment, beside: besideOf(record, assessment, knowledge) };
      }),
      problems: [...problems, ...readings.flatMap((reading) => reading.problems)],
    },
    assume: (patient, assumptions) => {
      const record = own.get(patient);
      if (!record) throw new Error(`no person "${patient}" is open`);
      return assess(record, { knowledge, assume: parseAssumptions(assumptions) });
    },
    raw: raw.textOf,
  };
}
