/** The outcome-measures pack as look-ups, built once from validated rows. */

import type { Quantity } from '../../domain/quantity.ts';
import type { Concept } from '../../domain/record.ts';
import { buildPhraseIndex, wordsOf } from '../conditions/words.ts';
import { buildMeasureNames } from './names.ts';
import type { CodedValueRow, GermRow, MeasureRow, UnitRow } from './schema.ts';
import { buildUnits } from './units.ts';

export type * from './schema.ts';

export type MeasureFacts = MeasureRow;

/** A value in the measure's canonical unit; `bound` where the laboratory only says below or above it. */
export interface Reading {
  measure: string;
  value: number;
  bound: 'below' | 'above' | null;
}

/** Why an observation of a known measure cannot be used. */
export interface RefusedReading {
  measure: string;
  refused: 'unknown-unit' | 'implausible' | 'no-value';
}

export interface MeasureIndex {
  ids: readonly string[];
  facts(measure: string): MeasureFacts | null;
  /** the measure a code or name means; null where none fits */
  findMeasure(what: Concept): string | null;
  /** an observation's value in the canonical unit of its measure; null where no measure is meant */
  read(what: Concept, value: Quantity | null, coded: Concept | null): Reading | RefusedReading | null;
  /** a value of a known measure in its canonical unit; null where the unit is not one it accepts */
  toCanonical(measure: string, value: number, unit: string | null): number | null;
  /** true where a value is a category (cured, partial response, positive) and its number says nothing to a reader */
  isCategory(measure: string): boolean;
  /** the tests an isolate (or, for null, a sterile culture) is a result of */
  testsForGerm(organism: Concept | null): readonly string[];
  /** measures that judge a condition without a criterion of its own */
  judging(condition: string): readonly string[];
}

export interface MeasureRows {
  measures: readonly MeasureRow[];
  units: readonly UnitRow[];
  coded: readonly CodedValueRow[];
  germs: readonly GermRow[];
}

/** The rows of the pack by file name, as the build leaves them, in the form `buildMeasures` takes. */
export function measureRows(files: Readonly<Record<string, readonly unknown[]>>): MeasureRows {
  return {
    measures: (files['measures.csv'] ?? []) as MeasureRow[],
    units: (files['units.csv'] ?? []) as UnitRow[],
    coded: (files['coded.csv'] ?? []) as CodedValueRow[],
    germs: (files['germs.csv'] ?? []) as GermRow[],
  };
}

/** True where a reading was refused. */
export function isRefused(reading: Reading | RefusedReading): reading is RefusedReading {
  return 'refused' in reading;
}

/** The look-ups of the outcome-measures pack. */
export function buildMeasures(rows: MeasureRows): MeasureIndex {
  const byId = new Map(rows.measures.map((row) => [row.id, row]));
  for (const row of [...rows.units, ...rows.coded, ...rows.germs]) {
    if (!byId.has(row.measure)) throw new Error(`outcome-measures pack: unknown measure \`${row.measure}\``);
  }
  const names = buildMeasureNames(rows.measures, rows.coded);
  const toCanonical = buildUnits(rows.units);
  const allTests = [...new Set(rows.germs.map((row) => row.measure))];
  const germs = buildPhraseIndex(rows.germs.flatMap((row) => row.words.map((word) => [word, row.measure] as const)));
  const bacterial = rows.germs.filter((row) => row.words.length === 0).map((row) => row.measure);
  const coded = new Set(rows.coded.map((row) => row.measure));
  const categories = new Set(
    rows.measures
      .filter((row) => row.unit === '' && row.high !== null && row.high <= 4 && coded.has(row.id))
      .map(({ id }) => id),
  );
  const judging = new Map<string, string[]>();
  for (const row of rows.measures) {
    for (const condition of row.conditions) judging.set(condition, [...(judging.get(condition) ?? []), row.id]);
  }

  const isPlausible = (facts: MeasureRow, value: number): boolean =>
    (facts.low === null || value >= facts.low) && (facts.high === null || value <= facts.high);

  const readAs = (measure: string, value: Quantity | null, coded: Concept | null): Reading | RefusedReading => {
    const facts = byId.get(measure);
    if (value === null || facts === undefined) {
      const stands = coded === null ? null : names.codedValue(measure, coded);
      return stands === null ? { measure, refused: 'no-value' } : { measure, value: stands, bound: null };
    }
    const canonical = toCanonical(measure, value.value, value.unit);
    if (canonical === null) return { measure, refused: 'unknown-unit' };
    if (!isPlausible(facts, canonical)) return { measure, refused: 'implausible' };
    const bound = value.comparator === '<' ? 'below' : value.comparator === '>' ? 'above' : null;
    return { measure, value: canonical, bound };
  };

  return {
    ids: rows.measures.map((row) => row.id),
    facts: (measure) => byId.get(measure) ?? null,
    findMeasure: (what) => names.candidates(what)[0] ?? null,
    toCanonical,
    isCategory: (measure) => categories.has(measure),
    testsForGerm(organism) {
      if (organism === null) return allTests;
      for (const text of [organism.text, ...organism.codings.map((coding) => coding.display ?? '')]) {
        const hit = germs.find(wordsOf(text))[0];
        if (hit) return [hit.value];
      }
      return bacterial;
    },
    judging: (condition) => judging.get(condition) ?? [],
    read(what, value, coded) {
      let refused: RefusedReading | null = null;
      // A name may stand for two measures; the unit and the range tell which one was meant.
      for (const measure of names.candidates(what)) {
        const reading = readAs(measure, value, coded);
        if (!isRefused(reading)) return reading;
        refused ??= reading;
      }
      return refused;
    },
  };
}
