/** Units: messy text to UCUM, and amounts from one unit to another. */
export { type ConvertOptions, convert, type UcumConverter } from './convert.ts';
export { type MolarMass, molarMassOf } from './molar-mass.ts';
export { normaliseUnit } from './normalise-unit.ts';
