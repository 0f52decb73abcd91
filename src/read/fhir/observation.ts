/** Observation -> observations, one per component; panels only lend their time and status to their members. */
import type { Concept, Observation } from '../../domain/record.ts';
import type { Chart, Treatment } from './chart.ts';
import { ENTERED_IN_ERROR, REFUSED, setAside, USED } from './chart.ts';
import { codeIn, conceptIn, LOINC, notesIn } from './concept.ts';
import type { Json } from './json.ts';
import { numberIn, objectIn, objectsIn, textIn } from './json.ts';
import { sayer } from './medication-statement.ts';
import { timesOf } from './observation-time.ts';
import type { Found } from './observation-value.ts';
import { absenceOf, hasValue, pressuresIn, valueIn } from './observation-value.ts';
import { referencedIds } from './references.ts';
import type { Resource } from './resource.ts';

const SYSTOLIC: Concept = {
  text: 'Systolic blood pressure',
  codings: [{ system: LOINC, code: '8480-6', display: 'Systolic blood pressure' }],
};
const DIASTOLIC: Concept = {
  text: 'Diastolic blood pressure',
  codings: [{ system: LOINC, code: '8462-4', display: 'Diastolic blood pressure' }],
};

/** Reads one observation into a row for its own value and one for each component that has a value. */
export function readObservation(row: Resource, chart: Chart): Treatment {
  const status = textIn(row.json, 'status');
  if (status === 'entered-in-error') return setAside(ENTERED_IN_ERROR);
  if (status === 'cancelled') return setAside('cancelled: nothing was observed');
  const what = conceptIn(row.json, 'code');
  if (what === null) {
    chart.report(row, 'no-code', 'the observation has no code and no text', 'Give Observation.code.');
    return REFUSED;
  }
  const base = commonOf(row, chart, what, status);
  const rows = [...ownRows(row, chart, base), ...componentRows(row, chart, base)];
  if (rows.length > 0) {
    chart.record.observations.push(...rows);
    return USED;
  }
  if (chart.links.members(row).length > 0 || objectsIn(row.json, 'hasMember').length > 0) return USED;
  const parts = objectsIn(row.json, 'component');
  const absent = [row.json, ...parts].map(absenceOf).find((reason) => reason !== null);
  if (absent !== undefined) return setAside(`no value: ${absent}`);
  if ([row.json, ...parts].some(hasValue)) {
    chart.report(row, 'unreadable-value', 'the value of the observation cannot be read', 'Send it as valueQuantity.');
    return REFUSED;
  }
  // An observation without a value states its code as a finding.
  chart.record.observations.push(withValue(base, { value: null, coded: null }));
  return USED;
}

type Common = Omit<Observation, 'value' | 'coded'>;

function commonOf(row: Resource, chart: Chart, what: Concept, status: string | null): Common {
  const { library } = chart;
  const about = ['focus', 'basedOn', 'partOf'].flatMap((field) => referencedIds(library, row.json, field, row));
  const by = sayer(row, library, 'performer');
  return {
    id: row.id,
    ...timesOf(row, chart),
    what,
    panel: panelOf(row, chart),
    ...rangeOf(row.json),
    interpretation: codeIn(row.json, 'interpretation'),
    status,
    by,
    category: codeIn(row.json, 'category'),
    method: conceptIn(row.json, 'method')?.text ?? null,
    about,
    derivedFrom: referencedIds(library, row.json, 'derivedFrom', row),
    notes: notesIn(row.json),
  };
}

function panelOf(row: Resource, chart: Chart): string | null {
  const [panel] = chart.links.panels(row);
  return panel === undefined ? null : (conceptIn(panel.json, 'code')?.text ?? null);
}

function ownRows(row: Resource, chart: Chart, base: Common): Observation[] {
  const pressures = pressuresIn(row.json);
  if (pressures !== null) {
    const part = (what: Concept, code: string, value: number): Observation =>
      withValue(
        { ...base, panel: base.what.text, id: `${row.id}#${code}`, what },
        { value: { value, unit: 'mm[Hg]', comparator: null }, coded: null },
      );
    return [part(SYSTOLIC, '8480-6', pressures.systolic), part(DIASTOLIC, '8462-4', pressures.diastolic)];
  }
  const found = valueIn(row, chart, row.json);
  return found === null ? [] : [withValue(base, found)];
}

function componentRows(row: Resource, chart: Chart, base: Common): Observation[] {
  const taken = new Map<string, number>();
  return objectsIn(row.json, 'component').flatMap((component, index) => {
    const what = conceptIn(component, 'code');
    const found = valueIn(row, chart, component);
    if (what === null || found === null) return [];
    const loinc = what.codings.find((coding) => coding.system === LOINC) ?? what.codings[0];
    const key = loinc?.code ?? String(index + 1);
    const times = (taken.get(key) ?? 0) + 1;
    taken.set(key, times);
    const id = `${row.id}#${key}${times === 1 ? '' : `-${times}`}`;
    const interpretation = codeIn(component, 'interpretation');
    return [withValue({ ...base, id, what, panel: base.what.text, ...rangeOf(component), interpretation }, found)];
  });
}

// Field by field, so that all observations have one shape in memory: every later room loops over them.
const withValue = (base: Common, { value, coded }: Found): Observation => ({
  id: base.id,
  at: base.at,
  issued: base.issued,
  what: base.what,
  panel: base.panel,
  referenceLow: base.referenceLow,
  referenceHigh: base.referenceHigh,
  interpretation: base.interpretation,
  status: base.status,
  by: base.by,
  category: base.category,
  method: base.method,
  about: base.about,
  derivedFrom: base.derivedFrom,
  notes: base.notes,
  value,
  coded,
});

// The first range without a special population is the one a laboratory prints beside the value.
function rangeOf(from: Json): { referenceLow: number | null; referenceHigh: number | null } {
  const ranges = objectsIn(from, 'referenceRange');
  const range = ranges.find((one) => objectsIn(one, 'appliesTo').length === 0) ?? ranges[0] ?? null;
  const low = numberIn(objectIn(range, 'low'), 'value');
  const high = numberIn(objectIn(range, 'high'), 'value');
  if (low !== null || high !== null) return { referenceLow: low, referenceHigh: high };
  return rangeInText(textIn(range, 'text') ?? '');
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const BOTH = new RegExp(String.raw`^\D{0,20}?${NUMBER}\s*(?:-|–|—|to)\s*${NUMBER}(?![\d.,/-])`, 'i');
const UPPER = new RegExp(String.raw`^\D{0,20}?(?:<=?|≤|up to|below|less than|under)\s*${NUMBER}(?![\d.,/-])`, 'i');
const LOWER = new RegExp(
  String.raw`^\D{0,20}?(?:>=?|≥|above|greater than|over|more than)\s*${NUMBER}(?![\d.,/-])`,
  'i',
);

// "4.0-12.0 mg/L", "0,27 – 4,20", "<200", "above 60": a bound on one side leaves the other open.
function rangeInText(text: string): { referenceLow: number | null; referenceHigh: number | null } {
  // "Age 18-60: ..." counts years before it counts anything else.
  if (/^\D*\b(age|aged|adults?|years?|months?|weeks?|trimester)\b/i.test(text))
    return { referenceLow: null, referenceHigh: null };
  const number = (digits: string | undefined): number | null =>
    digits === undefined ? null : Number(digits.replace(',', '.'));
  const both = BOTH.exec(text);
  if (both !== null) return { referenceLow: number(both[1]), referenceHigh: number(both[2]) };
  return { referenceLow: number(LOWER.exec(text)?.[1]), referenceHigh: number(UPPER.exec(text)?.[1]) };
}
