/** measurement and observation -> observations of the record; measurements of genes -> genotypes. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Concept, Observation } from '../../domain/record.ts';
import { normaliseUnit } from '../units/index.ts';
import type { Cells } from './cells.ts';
import { type Chart, REFUSED, setAside, type Treatment, USED } from './chart.ts';
import { codingOf, conceptOf } from './concepts.ts';
import { genotypeOf } from './genotype.ts';

// Concepts of the vocabulary "Meas Value Operator".
const OPERATORS: Readonly<Record<string, Quantity['comparator']>> = {
  '4171754': '<=',
  '4171755': '>=',
  '4171756': '<',
  '4172704': '>',
};
const BOUND = /^\s*(<=|>=|<|>)\s*([+-]?\d+(?:\.\d+)?)\s*$/;
const NO_UNIT = new Set(['n/a', 'na', 'none', 'null', 'no matching concept']);

/** Reads one row of `measurement`. Without any value it says only that something was measured: set aside. */
export function readMeasurement(cells: Cells, chart: Chart): Treatment {
  return readValue(cells, chart, 'measurement');
}

/** Reads one row of `observation`. Without a value its concept is the finding. */
export function readObservation(cells: Cells, chart: Chart): Treatment {
  return readValue(cells, chart, 'observation');
}

function readValue(cells: Cells, chart: Chart, table: 'measurement' | 'observation'): Treatment {
  const what = conceptOf(cells.named(table), chart.vocabulary);
  if (what === null) {
    cells.report('no-code', `the ${table} has no concept and no source value`, `Give ${table}_source_value.`);
    return REFUSED;
  }
  const at = cells.moment(`${table}_date`, `${table}_datetime`);
  if (at === null) {
    cells.report('missing-date', `the ${table} has no date`, `Give ${table}_date.`);
    return REFUSED;
  }
  const value = numberOf(cells, chart);
  const coded = value === null ? codedOf(cells, chart) : null;
  const genotype = genotypeOf(cells.id, at, what, value, coded);
  if (genotype !== null) {
    chart.record.genotypes.push(genotype);
    return USED;
  }
  if (value === null && coded === null && table === 'measurement') return setAside('a measurement without a value');
  if (value === null && coded === null && isQuestion(what)) return setAside('a question without an answer');
  const row: Observation = {
    id: cells.id,
    at,
    issued: null,
    what,
    panel: null,
    value,
    coded,
    referenceLow: cells.number('range_low'),
    referenceHigh: cells.number('range_high'),
    interpretation: null,
    status: 'final',
    by: 'unknown',
    category: null,
    method: null,
    about: [],
    derivedFrom: [],
    notes: [],
  };
  chart.record.observations.push(row);
  return USED;
}

// LOINC names what was asked; only other vocabularies name findings.
const isQuestion = (what: Concept): boolean =>
  what.codings.length > 0 && what.codings.every(({ system }) => system === 'http://loinc.org');

function numberOf(cells: Cells, chart: Chart): Quantity | null {
  const written = cells.text('value_source_value') ?? cells.text('value_as_string');
  const bound = written === null ? null : BOUND.exec(written);
  const value = cells.number('value_as_number') ?? (bound === null ? null : Number(bound[2]));
  if (value === null) return null;
  const operator = cells.conceptId('operator_concept_id');
  const comparator = (operator === null ? null : OPERATORS[operator]) ?? (bound?.[1] as Quantity['comparator']) ?? null;
  return { value, unit: unitOf(cells, chart), comparator };
}

/** The unit by its concept (its code is UCUM), else as the source wrote it. */
function unitOf(cells: Cells, chart: Chart): string | null {
  const id = cells.conceptId('unit_concept_id');
  const concept = id === null ? null : chart.vocabulary.concept(id);
  const written = cells.text('unit_source_value');
  const isWritten = written !== null && !NO_UNIT.has(written.toLowerCase());
  if (concept?.vocabulary === 'UCUM') return normaliseUnit(concept.code) ?? concept.code;
  if (!isWritten) return null;
  const unit = normaliseUnit(written);
  if (unit === null) cells.report('unknown-unit', `\`${written}\``, 'Use a UCUM unit such as mg, mg/dL or mm[Hg].');
  return unit ?? written;
}

/** A coded or written value; codes of the source are no words. */
function codedOf(cells: Cells, chart: Chart): Concept | null {
  const id = cells.conceptId('value_as_concept_id');
  const concept = id === null ? null : chart.vocabulary.concept(id);
  const text = cells.text('value_as_string') ?? cells.text('value_source_value');
  if (concept !== null)
    return { text: text !== null && /[A-Za-z]/.test(text) ? text : concept.name, codings: [codingOf(concept)] };
  return text === null ? null : { text, codings: [] };
}
