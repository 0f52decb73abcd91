/** Molar masses of the analytes laboratories report in both mass and amount. */
import data from './molar-mass.json' with { type: 'json' };

/** What one mole weighs, its charge where it is an ion, and whether the figure was read at its source. */
export type MolarMass = { id: string; gramsPerMol: number; valence: number | null; source: string; checked: boolean };

const BY_NAME = new Map<string, MolarMass>();
for (const row of data.analytes) {
  const mass: MolarMass = {
    id: row.id,
    gramsPerMol: row.gramsPerMol,
    valence: 'valence' in row ? row.valence : null,
    source: row.source,
    checked: row.checked === 'yes',
  };
  for (const name of [row.id, ...row.names]) BY_NAME.set(name, mass);
}

/**
 * The molar mass of an analyte by its id or exact name (any case); null where the table has none.
 *
 * Triglycerides are weighed as triolein, urea nitrogen as the nitrogen of urea.
 * @example molarMassOf('glucose')?.gramsPerMol //=> 180.156
 */
export function molarMassOf(analyte: string): MolarMass | null {
  return BY_NAME.get(analyte.trim().toLowerCase()) ?? null;
}
