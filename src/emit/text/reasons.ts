/** Causes, what was ruled out, what could not be answered, what to ask next. */
import type { CauseEntry, Evidence, NextCheck, NotAssessed } from '../../domain/assessment.ts';
import { formatPercent, listOf, nameOf, type TermNames } from '../../explain/index.ts';
import { hanging, some } from './layout.ts';

const SIGN: Readonly<Record<Evidence['bearing'], string>> = { supports: '+', opposes: '-', missing: '?' };

/**
 * Ids of rows; a kind of resource that repeats is written once.
 * @example rowIds(['Observation/1', 'Observation/2']) //=> ['Observation/1', '2']
 */
function rowIds(records: readonly string[]): string[] {
  return records.map((record, index) => {
    const kind = record.slice(0, record.lastIndexOf('/') + 1);
    return kind !== '' && records[index - 1]?.startsWith(kind) === true ? record.slice(kind.length) : record;
  });
}

/** Where a sentence comes from: rows of the record, bibliography, and a warning where a fact is unchecked or assumed. */
function references(evidence: Evidence): string {
  const parts = [
    some(rowIds(evidence.records), 4),
    some(evidence.sources, 2),
    evidence.checked ? '' : 'unchecked fact',
    evidence.basis === 'assumed' ? 'assumed, not in the record' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` [${parts.join('; ')}]`;
}

/** One sentence of evidence with its sign and references. */
export function evidenceRows(evidence: Evidence, indent: string): string[] {
  return hanging(`${indent}${SIGN[evidence.bearing]} `, evidence.text + references(evidence));
}

/** Name, certainty, share and parents of a cause on one line. */
export function causeTitle(cause: CauseEntry, names: TermNames): string {
  const share = cause.share === null || cause.share === 0 ? '' : `, ${formatPercent(cause.share)} of the lost exposure`;
  const kind = cause.parents.length === 0 ? '' : `; a kind of ${listOf(cause.parents.map((id) => nameOf(id, names)))}`;
  const behind =
    cause.explainedBy.length === 0 ? '' : `; explained by ${listOf(cause.explainedBy.map((id) => nameOf(id, names)))}`;
  return `${nameOf(cause.term, names)} (${cause.certainty}${share}${kind}${behind})`;
}

/** Causes or risks, ranked, each with its evidence for and against; `most` sentences each. */
export function causeRows(causes: readonly CauseEntry[], names: TermNames, most: number): string[] {
  return causes.flatMap((cause, index) => {
    const shown = cause.evidence.slice(0, most);
    const left = cause.evidence.length - shown.length;
    return [
      ...hanging(`  ${index + 1} `, causeTitle(cause, names)),
      ...shown.flatMap((evidence) => evidenceRows(evidence, '    ')),
      ...(left > 0 ? [`      ${left} more in the JSON output`] : []),
    ];
  });
}

/** What was looked for and ruled out, each with the first thing that speaks against it. */
export function excludedRows(excluded: readonly CauseEntry[], names: TermNames): string[] {
  return excluded.flatMap((cause) => {
    const against = cause.evidence.find((evidence) => evidence.bearing === 'opposes') ?? cause.evidence[0];
    const because = against === undefined ? '' : `: ${against.text}${references(against)}`;
    return hanging('  - ', `${nameOf(cause.term, names)} (${cause.certainty})${because}`);
  });
}

/** What the record cannot answer; terms that miss the same things share a line. */
export function notAssessedRows(list: readonly NotAssessed[], names: TermNames): string[] {
  const byMissing = new Map<string, string[]>();
  for (const { term, missing } of list) {
    const key = missing.join('; ');
    byMissing.set(key, [...(byMissing.get(key) ?? []), nameOf(term, names)]);
  }
  return [...byMissing].flatMap(([missing, terms]) =>
    hanging('  ? ', missing === '' ? listOf(terms) : `${listOf(terms)}: needs ${missing}`),
  );
}

/** What to find out, most decisive first, at most `most`. */
export function checkRows(checks: readonly NextCheck[], most: number): string[] {
  return checks.slice(0, most).flatMap((check, index) => hanging(`  ${index + 1} `, `${check.text} ${check.why}`));
}
