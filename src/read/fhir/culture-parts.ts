/** Recognising what in microbiology is a culture, an organism, and growth or none. */
import type { Concept } from '../../domain/record.ts';
import type { Chart } from './chart.ts';
import { conceptIn, LOINC } from './concept.ts';
import { booleanIn, objectIn, objectsIn, textIn } from './json.ts';
import type { Resource } from './resource.ts';
import { isSusceptibility } from './susceptibility.ts';

// LOINC codes whose answer is the organism found by culture, by specimen.
const CULTURE_CODES = new Set([
  ...['600-7', '601-5', '606-4', '609-8', '610-6', '611-4', '612-2', '613-0', '615-5', '616-3', '617-1', '618-9'],
  ...['619-7', '620-5', '621-3', '622-1', '623-9', '624-7', '625-4', '626-2', '627-0', '628-8', '630-4', '632-0'],
  ...['634-6', '635-3', '6462-6', '6463-4', '6460-0', '11475-1', '17928-3', '17934-1', '20878-5', '41852-5', '43409-2'],
  ...['543-9', '580-1', '50941-4', '88462-7', '90423-5'],
]);
const CULTURE_WORDS =
  /\bcultures?\b|bacteria identified|(micro-?)?organism(s)?( identified)?\b|isolate identified|mycology identified/i;
const NO_CULTURE = /\b(cell|tissue) culture\b|susceptib|gram stain|colony count|culture (date|method|site)/i;
const NO_GROWTH =
  /\bno (bacterial |significant |aerobic |anaerobic )?growth\b|\bsterile\b|no organisms?\b|no (pathogens?|bacteria)\b|^negative\b|not detected|^absent\b|\bneg\b/i;
const GROWTH_ONLY = /^(positive|growth|growth present|detected|present|pos|true)\b/i;
const NO_GROWTH_CODES = new Set(['264868006', '260385009', '260415000', '2667000', '264887000']);
const GROWTH_CODES = new Set(['10828004', '260373001', '52101004']);
const ORGANISM_SYSTEM = /organism/i;

/** True where a resource's code says culture or organism. */
export function isCultureCode(row: Resource): boolean {
  const code = conceptIn(row.json, 'code');
  if (code === null) return false;
  if (code.codings.some((coding) => coding.system === LOINC && CULTURE_CODES.has(coding.code))) return true;
  const words = [code.text, ...code.codings.map((coding) => coding.display ?? '')].join(' ');
  return CULTURE_WORDS.test(words) && !NO_CULTURE.test(words);
}

const hasOrganismSystem = (concept: Concept | null): boolean =>
  concept?.codings.some((coding) => ORGANISM_SYSTEM.test(coding.system)) ?? false;

/**
 * True where a row states one isolate, or that nothing grew.
 *
 * `tests` are the agents tested, `members` what hangs below a culture.
 */
export function isOrganismRow(
  row: Resource,
  chart: Chart,
  tests: ReadonlySet<Resource>,
  members: ReadonlySet<Resource>,
): boolean {
  const below = chart.links.members(row);
  const hasAgents =
    below.some((one) => tests.has(one)) ||
    objectsIn(row.json, 'component').some((component) => isSusceptibility(component, chart, false));
  const value = valueConcept(row);
  const isCulture = isCultureCode(row);
  // A test whose organisms hang below it says nothing itself, unless it says that nothing grew.
  const grouping = below.some(
    (one) => !tests.has(one) && (valueConcept(one) !== null || chart.links.members(one).length > 0),
  );
  if (isCulture && grouping && !hasAgents) return false;
  if (hasAgents) return true;
  if (hasOrganismSystem(conceptIn(row.json, 'code'))) return true;
  return value !== null && (isCulture || (members.has(row) && hasOrganismSystem(value)));
}

function valueConcept(row: Resource): Concept | null {
  const flag = booleanIn(row.json, 'valueBoolean');
  if (flag !== null) return { text: flag ? 'positive' : 'no growth', codings: [] };
  return (
    conceptIn(row.json, 'valueCodeableConcept') ??
    conceptIn(row.json, 'valueString') ??
    conceptIn(row.json, 'conclusionCode') ??
    conceptIn(row.json, 'conclusion')
  );
}

/**
 * The organism a row names, and what else its value says.
 *
 * The value names it; where the value is only a comment and the code is no culture, the code is the organism.
 */
export function organismIn(row: Resource, chart: Chart): { organism: Concept | null; comment: string | null } {
  const value = valueConcept(row);
  const code = conceptIn(row.json, 'code');
  if (hasOrganismSystem(code)) return { organism: code, comment: value?.text ?? null };
  const component = objectsIn(row.json, 'component').find((one) =>
    /organism|species|isolate/i.test(conceptIn(one, 'code')?.text ?? ''),
  );
  const named = conceptIn(component ?? null, 'valueCodeableConcept') ?? conceptIn(component ?? null, 'valueString');
  if (named !== null) return { organism: named, comment: null };
  if (value === null || isGrowthWord(value)) {
    const isOrganism =
      value === null && code !== null && !isCultureCode(row) && textIn(objectIn(row.json, 'code'), 'text') !== 'Panel';
    return { organism: isOrganism && chart.links.members(row).length > 0 ? code : null, comment: null };
  }
  return { organism: value, comment: null };
}

const isGrowthWord = (value: Concept): boolean =>
  NO_GROWTH.test(value.text) ||
  GROWTH_ONLY.test(value.text) ||
  value.codings.some((coding) => NO_GROWTH_CODES.has(coding.code) || GROWTH_CODES.has(coding.code));

/** Whether something grew; null where the row does not say. */
export function growthOf(row: Resource, organism: Concept | null, hasAgents: boolean): boolean | null {
  if (organism !== null || hasAgents) return true;
  const value = valueConcept(row);
  if (value === null) return null;
  if (value.codings.some((coding) => NO_GROWTH_CODES.has(coding.code)) || NO_GROWTH.test(value.text)) return false;
  return isGrowthWord(value) ? true : null;
}
