/** Shapes of the rows that describe simulated patients. */
import * as z from 'zod';
import type { PackTables } from '../pack.ts';

const fact = { source: z.string().min(1), checked: z.enum(['yes', 'no']) };
const list = z.string().transform((cell) => (cell === '' ? [] : cell.split(';').map((part) => part.trim())));
const amount = z.string().transform((cell, context) => {
  if (cell === '') return null;
  const value = Number(cell);
  if (!(value > 0)) context.addIssue({ code: 'custom', message: `a positive number or nothing, not \`${cell}\`` });
  return value;
});
const range = z.object({ low: z.number(), high: z.number() }).refine(({ low, high }) => low <= high, 'low <= high');

/** Something measured, as a record would code it. */
const Measure = z.object({
  text: z.string().min(1),
  system: z.string(),
  code: z.string(),
  unit: z.string().nullable(),
  decimals: z.number().int().nonnegative(),
  /** values the instrument can show */
  low: z.number(),
  high: z.number(),
});

/**
 * One kind of patient: a condition, how it is measured, how a helped and an unhelped person answer, and the plan of
 * treatment.
 *
 * `plan`: `switch` tries one drug after another until one helps, `together` gives all at once, `prevention` measures a
 * surrogate only on treatment, `infection` treats one germ. `fall` is the share of the baseline that a drug which helps
 * removes at the reference exposure, `noFall` in a person it cannot help; `target` is what full exposure reaches where
 * the goal is a level. `criterion` says when the effect counts: `response` and `partial` as shares of the baseline
 * (`fall`), or as a level not to be reached and a fall in units (`level`).
 */
export const Scenario = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** how often it is drawn, against the others */
  weight: z.number().positive(),
  plan: z.enum(['switch', 'together', 'prevention', 'infection']),
  condition: z.object({ id: z.string(), text: z.string(), system: z.string(), code: z.string() }),
  procedure: z.string().nullable(),
  age: range,
  measure: Measure,
  baseline: range,
  fall: range,
  noFall: range,
  criterion: z.object({
    kind: z.enum(['fall', 'level', 'gone']),
    response: z.number(),
    partial: z.number(),
    /** a fall by so many units suffices too */
    responseUnits: z.number().optional(),
    partialUnits: z.number().optional(),
  }),
  /** days after the start of a drug on which the effect is measured; the first is never before the adequate time */
  visitDays: z.array(z.number().int().positive()),
  /** days a drug is given before it is judged and, by `switch`, replaced */
  lineDays: z.number().int().positive(),
  ...fact,
});
export type Scenario = z.infer<typeof Scenario>;

/** A drug of a scenario. `usualDose` and `lowDose` are per intake, `lowDose` below the least effective daily dose. */
export const SimulatedDrug = z.object({
  scenario: z.string(),
  role: z.enum(['trial', 'perpetrator']),
  product: z.string().min(1),
  rxcui: z.string(),
  usualDose: amount,
  lowDose: amount,
  unit: z.string(),
  perDay: amount,
  route: z.string(),
  /** of a perpetrator: what it is taken for; else empty */
  indication: z.string(),
  ...fact,
});
export type SimulatedDrug = z.infer<typeof SimulatedDrug>;

/** One number of the simulation; `scenario` `*` holds where a scenario has no row of its own. */
export const Rate = z.object({
  id: z.string().regex(/^[A-Za-z]+$/),
  scenario: z.string(),
  value: z.coerce.number(),
  unit: z.string().min(1),
  meaning: z.string().min(1),
  ...fact,
});
export type Rate = z.infer<typeof Rate>;

/** How common an allele is in the simulated population; the alleles of a gene sum to one. */
export const AlleleShare = z.object({
  gene: z.string(),
  allele: z.string(),
  share: z.coerce.number().min(0).max(1),
  ...fact,
});
export type AlleleShare = z.infer<typeof AlleleShare>;

/** What a pair of alleles or a second drug does to the exposure of the active moiety, and the true term for it. */
export const ExposureRatio = z.object({
  drug: z.string(),
  kind: z.enum(['genotype', 'perpetrator']),
  /** gene and diplotype (`CYP2C19 *2/*2`), or the ingredient of the perpetrator */
  by: z.string(),
  ratio: z.coerce.number().positive(),
  /** empty: exposure is not lowered, so nothing is to be found */
  term: z.string(),
  /** gene and diplotypes beside which it changes nothing: no activity is left to lose */
  notBeside: list,
  ...fact,
});
export type ExposureRatio = z.infer<typeof ExposureRatio>;

/** Which kinds of observation a true term cannot be told without; `scenario` `*` where it has no row of its own. */
export const TermNeed = z.object({ scenario: z.string(), term: z.string(), needs: list, ...fact });
export type TermNeed = z.infer<typeof TermNeed>;

/** Terms that no data of this kind separate, and why: they are reported together. */
export const Inseparable = z.object({ term: z.string(), other: z.string(), because: z.string().min(1), ...fact });
export type Inseparable = z.infer<typeof Inseparable>;

export const tables: PackTables = {
  'scenarios.json': Scenario,
  'drugs.csv': SimulatedDrug,
  'rates.csv': Rate,
  'alleles.csv': AlleleShare,
  'exposures.csv': ExposureRatio,
  'needs.csv': TermNeed,
  'inseparable.csv': Inseparable,
};
