/** The reports of a record that may speak of a tumour: a result with what it is about, parts of one variant put together. */
import type { Observation } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import type { CauseContext } from '../contract.ts';

export interface Report {
  name: string;
  result: string;
  /** what the report itself answers (present, absent) where its parts name the variant; null where the result says it */
  answer: string | null;
  value: number | null;
  at: Moment | null;
  record: string;
}

// Parts of a variant in the genomics reporting guide (LOINC): gene, protein and coding change, name, type of change.
const VARIANT_PARTS = new Set(['48018-6', '48005-3', '48004-6', '47998-0', '81252-9', '48019-4', '48006-1', '81290-9']);

const isVariantPart = (row: Observation): boolean => row.what.codings.some(({ code }) => VARIANT_PARTS.has(code));

const nameOf = (row: Observation): string =>
  [row.what.text, ...row.what.codings.map((each) => each.display ?? '')].join(' ');

const resultOf = (row: Observation): string =>
  [row.coded?.text ?? '', ...(row.coded?.codings ?? []).map((each) => each.display ?? ''), row.interpretation ?? '']
    .join(' ')
    .trim();

/** The observation a row is a part of: readers give parts the id of the whole and a mark. */
const wholeOf = (id: string): string => id.split('#', 1)[0] ?? id;

function variantReport(whole: string, rows: readonly Observation[]): Report {
  const own = rows.find((row) => row.id === whole);
  const parts = rows.filter(isVariantPart);
  const at = own ?? parts[0];
  return {
    name: own ? nameOf(own) : '',
    result: parts.map(resultOf).join(' '),
    answer: own ? resultOf(own) : null,
    value: null,
    at: at?.issued ?? at?.at ?? null,
    record: whole,
  };
}

/** Every observation and genotype as a report. */
export function reportsOf({ record }: CauseContext): Report[] {
  const wholes = new Set(record.observations.filter(isVariantPart).map((row) => wholeOf(row.id)));
  const byWhole = new Map<string, Observation[]>();
  const reports: Report[] = [];
  for (const row of record.observations) {
    const whole = wholeOf(row.id);
    if (wholes.has(whole)) {
      byWhole.set(whole, [...(byWhole.get(whole) ?? []), row]);
      continue;
    }
    reports.push({
      name: nameOf(row),
      result: resultOf(row),
      answer: null,
      value: row.value?.value ?? null,
      at: row.issued ?? row.at,
      record: row.id,
    });
  }
  for (const [whole, rows] of byWhole) reports.push(variantReport(whole, rows));
  for (const row of record.genotypes)
    if (!wholes.has(wholeOf(row.id)))
      reports.push({
        name: row.gene,
        result: [row.diplotype ?? '', row.phenotype ?? ''].join(' ').trim(),
        answer: null,
        value: null,
        at: row.at,
        record: row.id,
      });
  return reports;
}
