/** Cultures kept as measurements: what grew, and what it withstood. */
import { quantity } from '../../domain/quantity.ts';
import type { Concept, Culture, Susceptibility } from '../../domain/record.ts';
import type { Cells } from './cells.ts';
import type { Chart } from './chart.ts';
import { codingOf, conceptOf } from './concepts.ts';

const CULTURE = /\bculture\b|bacteria identified|(micro-?)?organism(s)? identified/i;
const NO_CULTURE = /\b(cell|tissue) culture\b|gram stain|colony count/i;
const TEST = /\[?susceptibility\]?|\bsusc\b|\bislt\b|minimum inhibitory concentration|\bMIC\b/i;
const NO_GROWTH = /\bno (bacterial |significant )?growth\b|\bsterile\b|no organisms?\b|^negative\b|not detected/i;
const GROWTH = /^(positive|growth|detected|present)\b/i;
const CATEGORIES: readonly (readonly [RegExp, NonNullable<Susceptibility['category']>])[] = [
  [/^(susceptible|sensitive)[ ,-]*dose[ -]dependent|^sdd$/i, 'SDD'],
  [/^susceptible,? (with )?increased exposure|^intermediate|^i$/i, 'I'],
  [/^(non|not)[ -]?susceptible|^ns$/i, 'NS'],
  [/^(susceptible|sensitive)|^s$/i, 'S'],
  [/^resistant|^r$/i, 'R'],
];
const AGENT = /^([a-z/ +-]+?)\s*(\[|\bsusc|\bislt|\bmic\b|minimum)/i;

const wordsOf = (cells: Cells, chart: Chart): Concept | null => conceptOf(cells.named('measurement'), chart.vocabulary);

/** True for a culture or a test of susceptibility that states something. */
export function isMicrobiology(cells: Cells, chart: Chart): boolean {
  const what = wordsOf(cells, chart)?.text ?? '';
  if (TEST.test(what)) return answerOf(cells, chart) !== null || cells.text('value_as_number') !== null;
  return CULTURE.test(what) && !NO_CULTURE.test(what) && answerOf(cells, chart) !== null;
}

function answerOf(cells: Cells, chart: Chart): Concept | null {
  const id = cells.conceptId('value_as_concept_id');
  const concept = id === null ? null : chart.vocabulary.concept(id);
  const text = cells.text('value_source_value');
  if (concept !== null) return { text: concept.name, codings: [codingOf(concept)] };
  return text === null || !/[A-Za-z]/.test(text) ? null : { text, codings: [] };
}

/**
 * Reads cultures with their tests; returns the ids of the rows used.
 *
 * A test belongs to the culture its `measurement_event_id` names, else to the only culture with growth of its day (and
 * visit, where there are several). A test that could belong to two isolates is left to the record as a measurement.
 */
export function readMicrobiology(rows: readonly Cells[], specimens: readonly Cells[], chart: Chart): Set<string> {
  const claimed = new Set<string>();
  const found: { culture: Culture; visit: string | null; key: string }[] = [];
  const isTest = (cells: Cells): boolean => TEST.test(wordsOf(cells, chart)?.text ?? '');
  for (const cells of rows.filter((each) => !isTest(each))) {
    const collected = cells.moment('measurement_date', 'measurement_datetime');
    const answer = answerOf(cells, chart);
    const what = wordsOf(cells, chart);
    if (collected === null || answer === null || what === null) continue;
    const sterile = NO_GROWTH.test(answer.text);
    const organism = sterile || GROWTH.test(answer.text) ? null : answer;
    const specimen = specimens.find((each) => each.moment('specimen_date')?.day === collected.day);
    found.push({
      key: cells.id,
      visit: cells.conceptId('visit_occurrence_id'),
      culture: {
        id: cells.id,
        collected,
        reported: null,
        specimen: (specimen && conceptOf(specimen.named('specimen'), chart.vocabulary)) ?? what,
        organism,
        growth: !sterile,
        screening: null,
        results: [],
        notes: [],
      },
    });
    claimed.add(cells.id);
    if (specimen) claimed.add(specimen.id);
  }
  for (const cells of rows.filter(isTest)) {
    const result = testOf(cells, chart);
    const at = cells.moment('measurement_date', 'measurement_datetime');
    const event = cells.conceptId('measurement_event_id');
    const visit = cells.conceptId('visit_occurrence_id');
    const grown = found.filter(({ culture }) => culture.growth === true);
    const ofDay = grown.filter(({ culture }) => culture.collected?.day === at?.day);
    const ofVisit = grown.filter((each) => visit !== null && each.visit === visit);
    const own =
      grown.find(({ key }) => event !== null && key === `measurement/${event}`) ??
      (ofDay.length === 1 ? ofDay[0] : ofVisit.length === 1 ? ofVisit[0] : undefined);
    if (own === undefined || result === null) continue;
    own.culture.results.push(result);
    claimed.add(cells.id);
  }
  chart.record.cultures.push(...found.map(({ culture }) => culture));
  return claimed;
}

function testOf(cells: Cells, chart: Chart): Susceptibility | null {
  const what = wordsOf(cells, chart);
  const agent = what === null ? undefined : AGENT.exec(what.text)?.[1];
  if (what === null || agent === undefined) return null;
  const answer = answerOf(cells, chart)?.text.trim() ?? '';
  const mic = cells.number('value_as_number');
  return {
    id: cells.id,
    agent: { text: agent.trim(), codings: what.codings },
    category: CATEGORIES.find(([words]) => words.test(answer))?.[1] ?? null,
    mic: mic === null ? null : quantity(mic, 'mg/L'),
    zoneMm: null,
    method: null,
    guideline: null,
  };
}
