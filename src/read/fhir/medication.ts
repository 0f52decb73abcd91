/** The medicine a resource names: as a code, as a (contained) Medication, by its ingredients, or as text alone. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Coding, Drug, Ingredient } from '../../domain/record.ts';
import type { DrugQuery, DrugResolution } from '../../knowledge/drugs/types.ts';
import type { Chart } from './chart.ts';
import { conceptOf } from './concept.ts';
import type { Json } from './json.ts';
import { asObject, cleanText, numberIn, objectIn, objectsIn, own, textIn } from './json.ts';
import { quantityOf } from './quantity.ts';
import { referenceText } from './references.ts';
import type { Resource } from './resource.ts';

/** The medicine named by `medication[x]` of an order, dispensing, administration or statement; null where it names none. */
export function medicationOf(row: Resource, chart: Chart, route: string | null): Drug | null {
  // R5 writes `medication: { concept, reference }`.
  const codeable = objectIn(row.json, 'medication');
  const concept = own(row.json, 'medicationCodeableConcept') ?? own(codeable, 'concept');
  const reference = objectIn(row.json, 'medicationReference') ?? objectIn(codeable, 'reference');
  const byConcept = isPresent(concept) ? drugOfConcept(row, chart, concept, null, route) : null;
  if (byConcept !== null && (byConcept.ingredients.length > 0 || reference === null)) return byConcept;
  return reference === null ? null : drugOfReference(row, chart, reference, route);
}

const isPresent = (concept: unknown): boolean => conceptOf(concept) !== null;

/** The medicine a reference names; its display where the Medication is not in the input. */
export function drugOfReference(row: Resource, chart: Chart, reference: Json, route: string | null): Drug | null {
  const medication = chart.library.find(reference, row);
  if (medication !== null && medication.type === 'Medication') {
    chart.claimed.add(medication);
    return drugOfMedication(row, chart, medication, route, new Set());
  }
  const display = textIn(reference, 'display');
  if (display !== null) return drugOfConcept(row, chart, display, null, route);
  const text = referenceText(reference);
  if (text === null) return null;
  const what = `the Medication ${text} is not in the input`;
  chart.report(row, 'unresolved-reference', what, 'Send the Medication with the rest, or code it in the row itself.');
  return unresolved(text, [], route);
}

/** A Medication resource: its code, and where that leads nowhere its ingredients. */
function drugOfMedication(
  row: Resource,
  chart: Chart,
  medication: Resource,
  route: string | null,
  seen: Set<Resource>,
): Drug {
  seen.add(medication);
  const form = conceptOf(own(medication.json, 'form'))?.text ?? null;
  const code = own(medication.json, 'code');
  const parts = objectsIn(medication.json, 'ingredient').filter((part) => own(part, 'isActive') !== false);
  if (parts.length === 0) return drugOfConcept(row, chart, code, form, route);
  const whole = resolve(chart, code, form, route);
  if (whole !== null && whole.drug.ingredients.length > 0) return accept(row, chart, whole);
  const ingredients = parts.flatMap((part) => ingredientsOf(row, chart, medication, part, route, seen));
  if (ingredients.length === 0) return drugOfConcept(row, chart, code, form, route);
  count(chart, whole);
  const concept = conceptOf(code);
  const text = concept?.text ?? ingredients.map((ingredient) => ingredient.name).join(' / ');
  const product = whole?.drug.product ?? null;
  return { text, codings: concept?.codings ?? [], ingredients, product, form, route, resolvedBy: 'code' };
}

function ingredientsOf(
  row: Resource,
  chart: Chart,
  medication: Resource,
  part: Json,
  route: string | null,
  seen: Set<Resource>,
): Ingredient[] {
  const reference = objectIn(part, 'itemReference');
  const target = reference === null ? null : chart.library.find(reference, medication);
  // A Medication whose ingredient is itself, at any remove, adds nothing.
  if (target !== null && seen.has(target)) return [];
  if (target !== null) chart.claimed.add(target);
  const drug =
    target?.type === 'Medication'
      ? drugOfMedication(row, chart, target, route, seen)
      : drugOfConcept(row, chart, own(part, 'itemCodeableConcept') ?? own(target?.json ?? null, 'code'), null, route);
  const strength = strengthOf(row, chart, objectIn(part, 'strength'));
  return drug.ingredients.map((ingredient) => (strength === null ? ingredient : { ...ingredient, strength }));
}

// A strength is amount per unit of the form: "250 mg per 5 mL" becomes 50 mg/mL, "500 mg per 1 tablet" 500 mg.
function strengthOf(row: Resource, chart: Chart, ratio: Json | null): Quantity | null {
  const amount = quantityOf(row, chart, objectIn(ratio, 'numerator'));
  if (amount === null) return null;
  const per = objectIn(ratio, 'denominator');
  const count = numberIn(per, 'value') ?? 1;
  if (count <= 0) return null;
  const unit = textIn(per, 'code') === 'mL' || textIn(per, 'unit')?.toLowerCase() === 'ml' ? 'mL' : null;
  const value = amount.value / count;
  return { ...amount, value, unit: unit === null || amount.unit === null ? amount.unit : `${amount.unit}/${unit}` };
}

/** The medicine of a CodeableConcept, with the problems the look-up found. */
export function drugOfConcept(
  row: Resource,
  chart: Chart,
  concept: unknown,
  form: string | null,
  route: string | null,
): Drug {
  const answer = resolve(chart, concept, form, route);
  return answer === null ? unresolved('', [], route) : accept(row, chart, answer);
}

function resolve(chart: Chart, value: unknown, form: string | null, route: string | null): DrugResolution | null {
  const one = Array.isArray(value) ? value[0] : value;
  const concept = conceptOf(one);
  if (concept === null) return null;
  // Without a text of its own the concept's text is only a display or a code; the look-up has those from the codings.
  const text = typeof one === 'string' ? cleanText(one) : textIn(asObject(one), 'text');
  const display = concept.codings.length === 0 ? concept.text : null;
  const query: DrugQuery = { codings: concept.codings, text: text ?? display, form, route };
  return chart.resolveDrug(query);
}

function accept(row: Resource, chart: Chart, answer: DrugResolution): Drug {
  count(chart, answer);
  for (const problem of answer.problems) chart.report(row, problem.code, problem.what, problem.help);
  return answer.drug;
}

function count(chart: Chart, answer: DrugResolution | null): void {
  chart.record.counts.medicationCodes.seen += answer?.codes.seen ?? 0;
  chart.record.counts.medicationCodes.resolved += answer?.codes.resolved ?? 0;
}

function unresolved(text: string, codings: Coding[], route: string | null): Drug {
  return { text, codings, ingredients: [], product: null, form: null, route, resolvedBy: null };
}
