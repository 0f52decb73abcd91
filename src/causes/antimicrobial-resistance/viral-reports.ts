/** Resistance reports per drug that stand among the observations (HIV genotypes), as isolates. */
import type { Culture, Observation } from '../../domain/record.ts';
import { type Agent, type Germs, holdsPhrase, plainName } from '../../knowledge/germs/index.ts';
import type { CauseContext } from '../contract.ts';

const REPORT = /resist|suscept|genotyp|phenotyp|hivdb|drug score/i;
const VIRUSES: readonly (readonly [RegExp, string])[] = [
  [/\bhiv/i, 'HIV-1'],
  [/\bcmv\b|cytomegalovirus/i, 'Cytomegalovirus'],
  [/\bhbv\b|hepatitis b/i, 'Hepatitis B virus'],
  [/\bhsv\b|herpes/i, 'Herpes simplex virus'],
  [/influenza/i, 'Influenza virus'],
];

const ANTIRETROVIRAL = ['nrti', 'nnrti', 'protease_inhibitors', 'integrase_inhibitors'];
const isAntiretroviral = (agent: Agent): boolean => agent.classes.some((name) => ANTIRETROVIRAL.includes(name));
const isAntiviral = (agent: Agent): boolean =>
  isAntiretroviral(agent) || agent.atc.some((code) => code.startsWith('J05'));

function virusOf(text: string, agent: Agent): string | null {
  const named = VIRUSES.find(([pattern]) => pattern.test(text));
  if (named) return named[1];
  return isAntiretroviral(agent) ? 'HIV-1' : null;
}

/**
 * The virus of a resistance report whose organism is no germ: a genotype read as a culture names its mutations there.
 *
 * Null unless every drug tested is one that acts on that virus alone.
 */
export function virusOfReport(culture: Culture, germs: Germs): string | null {
  const agents = culture.results.map(({ agent }) => agentIn(agent.text, germs));
  const [first] = agents;
  if (!first || !agents.every((agent) => agent !== null && isAntiretroviral(agent))) return null;
  return virusOf(culture.organism?.text ?? '', first);
}

function agentIn(text: string, germs: Germs): Agent | null {
  const words = plainName(text).split(' ');
  for (const [at, word] of words.entries()) {
    const pair = words[at + 1] === undefined ? null : germs.agentNamed(`${word} ${words[at + 1]}`);
    const agent = pair ?? (word.length > 3 || /^[0-9a-z]{3}$/.test(word) ? germs.agentNamed(word) : null);
    if (agent) return agent;
  }
  return null;
}

function categoryOf(observation: Observation, germs: Germs): 'S' | 'I' | 'R' | null {
  const texts = [
    observation.coded?.text ?? '',
    ...(observation.coded?.codings ?? []).map((each) => each.display ?? ''),
    observation.interpretation ?? '',
  ];
  for (const text of texts.map(plainName)) {
    if (text === '') continue;
    // The longest words that fit: "no resistance" is not "resistance", "low level resistance" not "resistance".
    const fits = germs.rows.reportedWords
      .flatMap((row) => row.words.map((words) => ({ words: plainName(words), category: row.category })))
      .filter(({ words }) => text === words || (words.length > 1 && holdsPhrase(text, words)))
      .sort((a, b) => b.words.length - a.words.length);
    if (fits[0]) return fits[0].category;
  }
  const score = observation.value?.value;
  if (score === undefined || !/score|hivdb/i.test(observation.what.text)) return null;
  return (
    germs.rows.hivLevels.find((row) => score >= row.low && (row.high === null || score <= row.high))?.category ?? null
  );
}

/** One isolate per sample time and virus, its agents as reported. Observations that name no drug are not touched. */
export function viralReports(context: CauseContext): Culture[] {
  const { germs } = context.knowledge;
  const cultures = new Map<string, Culture>();
  for (const observation of context.record.observations) {
    const text = [observation.what.text, ...observation.what.codings.map((each) => each.display ?? '')].join(' ');
    if (!REPORT.test(text)) continue;
    const found = agentIn(text, germs);
    const agent = found && isAntiviral(found) ? found : null;
    const virus = agent && virusOf(text, agent);
    const at = observation.issued ?? observation.at;
    const category = categoryOf(observation, germs);
    if (!agent || !virus || !at || category === null) continue;
    const key = `${virus}|${at.iso}`;
    const known = cultures.get(key) ?? {
      id: observation.id,
      collected: at,
      reported: null,
      specimen: null,
      organism: { text: virus, codings: [] },
      growth: true,
      screening: null,
      results: [],
      notes: [],
    };
    known.results.push({
      id: observation.id,
      agent: { text: agent.name, codings: [] },
      category,
      mic: null,
      zoneMm: null,
      method: null,
      guideline: null,
    });
    cultures.set(key, known);
  }
  return [...cultures.values()];
}
