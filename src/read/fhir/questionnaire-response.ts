/** QuestionnaireResponse -> the total score as an observation; single answers are not kept. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Coding } from '../../domain/record.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, setAside, USED } from './chart.ts';
import { LOINC } from './concept.ts';
import { momentIn } from './dates.ts';
import type { Json } from './json.ts';
import { numberIn, objectIn, objectsIn, textIn } from './json.ts';
import { sayer } from './medication-statement.ts';
import { quantityFromText, quantityIn } from './quantity.ts';
import { referencedIds } from './references.ts';
import type { Resource } from './resource.ts';

const TOTAL_CODES = new Map([
  ['44261-6', 'PHQ-9 total score'],
  ['55758-7', 'PHQ-2 total score'],
  ['70274-6', 'GAD-7 total score'],
  ['75626-2', 'AUDIT-C total score'],
  ['72106-8', 'MMSE total score'],
  ['72172-0', 'MoCA total score'],
  ['71354-5', 'EPDS total score'],
]);
const TOTAL_TEXT =
  /\b(total|sum|overall)\b.{0,40}\bscore\b|\bscore\b.{0,20}\btotal\b|\b(total|sum)\s*$|\btotalscore\b/i;
const TOTAL_LINK = /(^|[./_-])(total|sum)([-_ ]?score)?$|^(total|sum)|totalscore$/i;
const DEEPEST = 12;

/** Reads the totals of one response; without a total there is nothing to keep. */
export function readQuestionnaireResponse(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status');
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (status === 'in-progress' || status === 'stopped') return setAside(`status ${status}: not completed`);
  const instrument = instrumentOf(row);
  const at = momentIn(row, chart, row.json, 'authored');
  const bySource = sayer(row, chart.library, 'source');
  const by = bySource === 'unknown' ? sayer(row, chart.library, 'author') : bySource;
  const totals = itemsIn(row.json, 0).flatMap((item) => {
    const total = totalOf(row, chart, item);
    return total === null ? [] : [{ item, ...total }];
  });
  for (const { item, value, code } of totals) {
    const linkId = textIn(item, 'linkId');
    const label = textIn(item, 'text') ?? (code === null ? 'total score' : (TOTAL_CODES.get(code) ?? code));
    const codings: Coding[] = code === null ? [] : [{ system: LOINC, code, display: label }];
    const text = instrument === null || label.includes(instrument) ? label : `${instrument} ${label}`;
    chart.record.observations.push({
      id: linkId === null ? row.id : `${row.id}#${linkId.replace(/^\//, '')}`,
      at,
      issued: null,
      what: { text, codings },
      value,
      coded: null,
      panel: null,
      referenceLow: null,
      referenceHigh: null,
      interpretation: null,
      status,
      by,
      category: 'survey',
      method: null,
      about: referencedIds(chart.library, row.json, 'basedOn', row),
      derivedFrom: [],
      notes: [],
    });
  }
  return totals.length > 0 ? USED : setAside('no total score; single answers are not read');
}

// The questionnaire's display or title, else nothing: a bare canonical URL names it for machines only.
function instrumentOf(row: Resource): string | null {
  const named = objectsIn(objectIn(row.json, '_questionnaire'), 'extension').map((one) => textIn(one, 'valueString'));
  return named.find((name) => name !== null) ?? textIn(objectIn(row.json, 'questionnaire'), 'display');
}

function itemsIn(from: Json, depth: number): Json[] {
  if (depth > DEEPEST) return [];
  return objectsIn(from, 'item').flatMap((item) => [
    item,
    ...itemsIn(item, depth + 1),
    ...objectsIn(item, 'answer').flatMap((answer) => itemsIn(answer, depth + 1)),
  ]);
}

function totalOf(row: Resource, chart: Chart, item: Json): { value: Quantity; code: string | null } | null {
  const linkId = textIn(item, 'linkId') ?? '';
  const code = /(\d{4,6}-\d)$/.exec(linkId)?.[1] ?? null;
  const known = code !== null && TOTAL_CODES.has(code);
  if (!known && !TOTAL_TEXT.test(textIn(item, 'text') ?? '') && !TOTAL_LINK.test(linkId)) return null;
  for (const answer of objectsIn(item, 'answer')) {
    const number = numberIn(answer, 'valueInteger') ?? numberIn(answer, 'valueDecimal');
    const value = number === null ? quantityIn(row, chart, answer, 'valueQuantity') : bare(number);
    const text = textIn(answer, 'valueString');
    const read = value ?? (text === null ? null : quantityFromText(text));
    if (read !== null) return { value: read, code: known ? code : null };
  }
  return null;
}

const bare = (value: number): Quantity => ({ value, unit: null, comparator: null });
