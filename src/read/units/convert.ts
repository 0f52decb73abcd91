/** Amounts from one unit to another, by plain arithmetic over the table of units. */
import { normaliseUnit } from './normalise-unit.ts';
import { type ParsedUnit, parseUnit } from './parse-unit.ts';
import data from './units.json' with { type: 'json' };

/** Converts between UCUM codes; null where it cannot. What `loadUcum` in `ucum.ts` returns. */
export type UcumConverter = (
  value: number,
  from: string,
  to: string,
  molarMassGramsPerMol: number | null,
) => number | null;

export type ConvertOptions = {
  /** of the substance, for mass to amount (mg/dL to mmol/L) */
  molarMassGramsPerMol?: number;
  /** charge of the ion, for milliequivalents to millimoles */
  valence?: number;
  /** answers for UCUM units outside the table; without it they are refused */
  ucum?: UcumConverter;
};

const AFFINE = new Map<string, { scale: number; offset: number }>(Object.entries(data.affine));
const SIGNIFICANT_DIGITS = 12;

/**
 * A value in another unit; null where a unit is unknown or the two do not measure the same thing. Never guesses.
 *
 * Units may be messy (they pass through `normaliseUnit`). Enzyme and international units convert one to one. Viral
 * loads convert between copies and log10 copies, never between copies and units. mmol/mol and % are taken as HbA1c.
 * @source ngsp-ifcc master equation
 * @example convert(250, 'mcg', 'mg') //=> 0.25
 * @example convert(100, 'mg/dL', 'mmol/L', { molarMassGramsPerMol: 180.156 }) //=> 5.55074490997
 * @example convert(1, 'mg', '{tablet}') //=> null
 */
export function convert(value: number, from: string, to: string, options: ConvertOptions = {}): number | null {
  if (!Number.isFinite(value)) return null;
  const source = normaliseUnit(from);
  const target = normaliseUnit(to);
  if (source === null || target === null) return byUcum(value, source ?? from, target ?? to, options);
  if (source === target) return value;
  return (
    temperature(value, source, target) ??
    hba1c(value, source, target) ??
    logarithmic(value, source, target) ??
    linear(value, source, target, options) ??
    byUcum(value, source, target, options)
  );
}

function tidy(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(SIGNIFICANT_DIGITS)) : null;
}

function linear(value: number, source: string, target: string, options: ConvertOptions): number | null {
  const a = parseUnit(source);
  const b = parseUnit(target);
  if (!a || !b) return null;
  if (a.dims === b.dims) return tidy((value * a.factor) / b.factor);
  return betweenMassAndAmount(value, a, b, options);
}

/** Mass, moles and equivalents of one substance share a dimension once its molar mass and charge are given. */
function betweenMassAndAmount(value: number, a: ParsedUnit, b: ParsedUnit, options: ConvertOptions): number | null {
  const mass = options.molarMassGramsPerMol;
  const valence = options.valence;
  const inGrams = (unit: ParsedUnit): ParsedUnit => {
    if (mass !== undefined && mass > 0 && unit.dims.includes('mol1')) {
      return { factor: unit.factor * mass, dims: reSorted(unit.dims.replace('mol1', 'g1')) };
    }
    return unit;
  };
  const inMoles = (unit: ParsedUnit): ParsedUnit => {
    if (valence !== undefined && valence > 0 && unit.dims.includes('eq1')) {
      return { factor: unit.factor / valence, dims: reSorted(unit.dims.replace('eq1', 'mol1')) };
    }
    return unit;
  };
  const x = inMoles(a);
  const y = inMoles(b);
  if (x.dims === y.dims) return tidy((value * x.factor) / y.factor);
  const p = inGrams(x);
  const q = inGrams(y);
  return p.dims === q.dims ? tidy((value * p.factor) / q.factor) : null;
}

function reSorted(dims: string): string {
  return (dims.match(/[^\d-]+-?\d+/g) ?? []).sort().join('');
}

function temperature(value: number, source: string, target: string): number | null {
  const a = AFFINE.get(source);
  const b = AFFINE.get(target);
  if (!a || !b) return null;
  return Number(((value * a.scale + a.offset - b.offset) / b.scale).toPrecision(9));
}

function hba1c(value: number, source: string, target: string): number | null {
  const { percentPerMmolPerMol, percentOffset } = data.hba1c;
  const isPercent = (unit: string): boolean => unit === '%' || unit.startsWith('%{');
  if (source === 'mmol/mol' && isPercent(target)) return tidy(value * percentPerMmolPerMol + percentOffset);
  if (isPercent(source) && target === 'mmol/mol') return tidy((value - percentOffset) / percentPerMmolPerMol);
  return null;
}

const LOGARITHMS: readonly (readonly [string, string])[] = [
  ['{Log_copies}', '{copies}'],
  ['{Log_IU}', '[IU]'],
];

function logarithmic(value: number, source: string, target: string): number | null {
  for (const [log, plain] of LOGARITHMS) {
    const [perSource, perTarget] = [`${log}/mL`, `${plain}/mL`];
    if (source === perSource && !target.includes(log)) {
      const counted = convert(1, perTarget, target);
      return counted === null ? null : tidy(10 ** value * counted);
    }
    if (target === perSource && !source.includes(log)) {
      const counted = convert(value, source, perTarget);
      return counted === null || counted <= 0 ? null : tidy(Math.log10(counted));
    }
  }
  return null;
}

function byUcum(value: number, source: string, target: string, options: ConvertOptions): number | null {
  if (!options.ucum) return null;
  const outside = [source, target].some((unit) => parseUnit(unit) === null);
  return outside ? options.ucum(value, source, target, options.molarMassGramsPerMol ?? null) : null;
}
