/** What the drug pack answers. */
import type { Problem } from '../../domain/problem.ts';
import type { Coding, Drug, Ingredient } from '../../domain/record.ts';
import type { Provenance } from '../pack.ts';

/** A medicine as a record writes it: codings of any system, free text, and form and route where stated apart. */
export interface DrugQuery {
  codings: readonly Coding[];
  text: string | null;
  form?: string | null;
  route?: string | null;
}

/** The medicine as understood, and what was wrong with it (`unknown-drug`, `code-display-clash` ...). */
export interface DrugResolution {
  drug: Drug;
  problems: Omit<Problem, 'where'>[];
  /** medication codes of a known system seen in the query, and how many of them led to an ingredient */
  codes: { seen: number; resolved: number };
}

/** Facts about one ingredient. Ids: RxCUI, or `x:name` where RxNorm has no concept. */
export interface DrugFacts extends Provenance {
  id: string;
  name: string;
  atc: string[];
  /** class ids, kebab-case, most specific first: "ssri", "antidepressant" */
  classes: string[];
  /** how the drug is usually taken when the order does not say */
  use: 'scheduled' | 'as-needed' | 'either';
  /** long-term, a course with a planned end, or either */
  duration: 'chronic' | 'course' | 'either';
  /** what tells whether the dose is enough */
  judgedBy: 'dose' | 'level' | 'goal';
  /** the drug works only after being made into another one in the body */
  prodrug: boolean;
}

/** Look-up of medicines. Pure: rows come in when it is built. */
export interface DrugIndex {
  resolve(query: DrugQuery): DrugResolution;
  /** facts of an ingredient, null where the pack has none (the ingredient may still be known by name) */
  facts(ingredientId: string): DrugFacts | null;
  /** the ingredients a plain name means (generic, brand, synonym, salt); empty where unknown */
  byName(name: string): Ingredient[];
  /** how the drug in this form is usually taken ("Sublingual Tablet" of nitroglycerin: as-needed); null where unknown */
  usualUse(ingredientId: string, form: string | null): DrugFacts['use'] | null;
  /** the precise ingredient an ingredient's name states beside its id (fluticasone furoate), null where there is none */
  preciseId(ingredient: { id: string; name: string }): string | null;
}
