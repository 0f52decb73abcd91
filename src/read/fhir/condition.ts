/** Condition -> diagnosis. Refuted ones are kept as inactive. */
import type { Concept, Condition } from '../../domain/record.ts';
import type { Moment } from '../../domain/time.ts';
import { parseMoment } from '../../domain/time.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { codeIn, conceptIn, conceptsIn, notesIn } from './concept.ts';
import { endAfter, momentIn, spanIn } from './dates.ts';
import { numberIn, objectIn, objectsIn, textIn } from './json.ts';
import type { Resource } from './resource.ts';

const STATUSES = new Map<string, Condition['status']>([
  ['active', 'active'],
  ['recurrence', 'active'],
  ['relapse', 'active'],
  ['inactive', 'inactive'],
  ['remission', 'inactive'],
  ['resolved', 'inactive'],
]);

/** Reads one condition; without a clinical status an abatement makes it inactive. */
export function readCondition(row: Resource, chart: Chart): Treatment {
  const verification = codeIn(row.json, 'verificationStatus');
  if (verification === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  const what = conceptIn(row.json, 'code');
  if (what === null) {
    chart.report(row, 'no-code', 'the condition has no code and no text', 'Give Condition.code.');
    return REFUSED;
  }
  const onset = boundary(row, chart, 'onset', 'start');
  const abated = endAfter(row, chart, onset, boundary(row, chart, 'abatement', 'end'), 'abatement');
  const status = STATUSES.get(codeIn(row.json, 'clinicalStatus') ?? '');
  chart.record.conditions.push({
    id: row.id,
    what,
    onset,
    abated,
    recorded: momentIn(row, chart, row.json, 'recordedDate') ?? momentIn(row, chart, row.json, 'assertedDate'),
    // A refuted diagnosis is kept: that a drug was given for it is why it could not help.
    status: verification === 'refuted' ? 'inactive' : (status ?? (abated === null ? 'unknown' : 'inactive')),
    verification,
    severity: conceptIn(row.json, 'severity')?.text ?? null,
    evidence: evidenceOf(row, chart),
    notes: [...notesIn(row.json), ...textOf(row, 'onsetString'), ...textOf(row, 'abatementString')],
  });
  return USED;
}

const textOf = (row: Resource, field: string): string[] => {
  const text = textIn(row.json, field);
  return text === null ? [] : [text];
};

/** `onset[x]` or `abatement[x]`: a date, one end of a period, or an age where the birth date is known. */
function boundary(row: Resource, chart: Chart, prefix: string, end: 'start' | 'end'): Moment | null {
  const at = momentIn(row, chart, row.json, `${prefix}DateTime`);
  if (at !== null) return at;
  const span = spanIn(row, chart, row.json, `${prefix}Period`);
  if (span.start !== null || span.end !== null) return span[end] ?? (end === 'end' ? null : span.end);
  const years = numberIn(objectIn(row.json, `${prefix}Age`), 'value');
  const birthYear = chart.record.birth?.iso.slice(0, 4);
  return years === null || birthYear === undefined ? null : parseMoment(String(Number(birthYear) + Math.floor(years)));
}

function evidenceOf(row: Resource, chart: Chart): Concept[] {
  return objectsIn(row.json, 'evidence').flatMap((evidence) => {
    const details = objectsIn(evidence, 'detail').map((reference) =>
      conceptIn(chart.library.find(reference, row)?.json ?? null, 'code'),
    );
    return [...conceptsIn(evidence, 'code'), ...details.filter((concept) => concept !== null)];
  });
}
