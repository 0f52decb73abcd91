/** One agent against one isolate: S, I, R and kin, MIC or zone, from an observation or a component of one. */
import type { Quantity } from '../../domain/quantity.ts';
import type { Concept, Susceptibility } from '../../domain/record.ts';
import { convert } from '../units/index.ts';
import type { Chart } from './chart.ts';
import { conceptIn, conceptsIn, LOINC, notesIn } from './concept.ts';
import type { Json } from './json.ts';
import { objectIn, objectsIn, textIn } from './json.ts';
import { quantityFromText, quantityIn } from './quantity.ts';
import type { Resource } from './resource.ts';

type Category = Exclude<Susceptibility['category'], null>;

// "IND" stands for intermediate where a system had no code of its own for it.
const CODES = new Map<string, Category>([
  ['S', 'S'],
  ['SDD', 'SDD'],
  ['I', 'I'],
  ['IND', 'I'],
  ['R', 'R'],
  ['NS', 'NS'],
  ['131196009', 'S'],
  ['264841006', 'I'],
  ['30714006', 'R'],
]);
const WORDS: readonly (readonly [RegExp, Category])[] = [
  [/^(susceptible|sensitive)[ ,-]*dose[ -]dependent|^sdd$/i, 'SDD'],
  [/^susceptible,? (with )?increased exposure|^intermediate|^i$/i, 'I'],
  [/^(non|not)[ -]?susceptible|^ns$/i, 'NS'],
  [/^(susceptible|sensitive)|^s$/i, 'S'],
  [/^resistant|^r$/i, 'R'],
];
const TEST_WORDS = /\[?susceptibility\]?|\bsusc\b|\bislt\b|\bMIC\b|minimum inhibitory concentration|antibiogram/i;
const METHODS =
  /\b(MIC|minimum inhibitory concentration|disk diffusion|disc diffusion|zone|gradient strip|E-?test|broth microdilution|agar dilution)\b/i;

/** The category a concept states; null where it states none. */
export function categoryOf(concept: Concept | null): Category | null {
  if (concept === null) return null;
  for (const coding of concept.codings) {
    const category = CODES.get(coding.code);
    if (category !== undefined) return category;
  }
  const texts = [concept.text, ...concept.codings.map((coding) => coding.display ?? '')];
  for (const text of texts) {
    const hit = WORDS.find(([pattern]) => pattern.test(text.trim()));
    if (hit !== undefined) return hit[1];
  }
  return null;
}

/** The category of an observation or component, from its interpretation, else from its coded or textual value. */
export function categoryIn(from: Json): Category | null {
  const stated = conceptsIn(from, 'interpretation')
    .map(categoryOf)
    .find((one) => one !== null);
  return stated ?? categoryOf(conceptIn(from, 'valueCodeableConcept')) ?? categoryOf(conceptIn(from, 'valueString'));
}

/**
 * True where an observation or component tests an agent against an isolate.
 *
 * A category alone is not enough ("resistant" is said of clopidogrel too): the code must say susceptibility or name a
 * medicine against germs, or `ofIsolate` be true.
 */
export function isSusceptibility(from: Json, chart: Chart, ofIsolate: boolean): boolean {
  const code = conceptIn(from, 'code');
  if (code === null) return false;
  const tests = TEST_WORDS.test(code.text) || code.codings.some((coding) => TEST_WORDS.test(coding.display ?? ''));
  const category = categoryIn(from);
  if (tests) {
    const hasAnswer = textIn(from, 'valueString') !== null || objectIn(from, 'valueQuantity') !== null;
    return category !== null || hasAnswer || objectsIn(from, 'component').some((part) => categoryIn(part) !== null);
  }
  if (category === null) return false;
  if (ofIsolate) return true;
  const { drug } = chart.resolveDrug({ codings: [], text: agentName(code.text) });
  return drug.ingredients.some((ingredient) => chart.isAntiInfective(ingredient.id));
}

/**
 * The agent of a test's name.
 * @example agentName('Ciprofloxacin [Susceptibility] by Minimum inhibitory concentration (MIC)') //=> 'Ciprofloxacin'
 */
export function agentName(text: string): string {
  const name = text
    .replace(/\s*\[?\(?susceptibility\)?\]?.*$/i, '')
    .replace(/\s+(susc(eptibility)?\b.*|islt\b.*|MIC\b.*|by (MIC|disk|disc|gradient).*)$/i, '')
    .trim();
  return name === '' ? text : name;
}

/** The result of one agent; `id` is the observation's, or the component's within it. */
export function susceptibilityOf(row: Resource, chart: Chart, from: Json, id: string): Susceptibility {
  const code = conceptIn(from, 'code') ?? { text: '', codings: [] };
  const parts = objectsIn(from, 'component');
  const amounts = [from, ...parts].map((part) => amountIn(row, chart, part));
  const amount = amounts.find((one) => one !== null) ?? null;
  const method = conceptIn(from, 'method')?.text ?? METHODS.exec(code.text)?.[0] ?? null;
  const loinc = code.codings.find((coding) => coding.system === LOINC && coding.display !== null);
  const name = agentName(
    code.codings.length > 0 && code.text === code.codings[0]?.code ? (loinc?.display ?? code.text) : code.text,
  );
  const isZone = amount?.unit === 'mm' || /dis[ck]|zone/i.test(method ?? '');
  return {
    id,
    agent: { text: name, codings: code.codings },
    category: categoryIn(from) ?? parts.map(categoryIn).find((one) => one !== null) ?? null,
    mic: isZone ? null : amount,
    zoneMm:
      isZone && amount !== null
        ? amount.unit === null
          ? amount.value
          : convert(amount.value, amount.unit, 'mm')
        : null,
    method,
    guideline: guidelineOf(from),
  };
}

// MIMIC keeps the MIC in an extension "dilution-details".
function amountIn(row: Resource, chart: Chart, from: Json): Quantity | null {
  const direct = quantityIn(row, chart, from, 'valueQuantity');
  if (direct !== null) return direct;
  const text = textIn(from, 'valueString');
  const written = text === null ? null : quantityFromText(text);
  if (written !== null) return written;
  const extension = objectsIn(from, 'extension').find((one) => /dilution/i.test(textIn(one, 'url') ?? ''));
  return quantityIn(row, chart, extension ?? null, 'valueQuantity');
}

function guidelineOf(from: Json): string | null {
  const texts = [
    conceptIn(from, 'method')?.text,
    ...conceptsIn(from, 'interpretation').map((concept) => concept.text),
    ...notesIn(from),
    ...objectsIn(from, 'referenceRange').map((range) => textIn(range, 'text')),
  ];
  for (const text of texts) {
    const match = /\b(EUCAST|CLSI)\b[ ,]*(?:M100[ ,-]*)?(?:v(?:ersion)?\.? ?[\d.]+|\d{4}|S\d+)?/i.exec(text ?? '');
    if (match !== null) return match[0].trim();
  }
  return null;
}
