/** The antimicrobials as laboratories test them. */
import type { Concept } from '../../domain/concept.ts';
import type { Agent } from './schema.ts';
import { plainName, wordsOf } from './words.ts';

export interface Agents {
  agent(code: string): Agent | null;
  /** the agent of a test's code or name ("PIPERACILLIN/TAZO", LOINC 18906-8); null where none fits */
  tested(concept: Concept): Agent | null;
  agentNamed(text: string): Agent | null;
  /**
   * The agent a treatment is tested as: a product of several ingredients is tested as one.
   *
   * `partners` are the other ingredients of the product.
   */
  ofIngredient(name: string, partners: readonly string[]): Agent | null;
  /** codes of a list of codes and class names */
  codes(members: readonly string[]): ReadonlySet<string>;
}

const LOINC = /loinc/i;
// What a test's name says beside its agent.
const TEST_WORDS = new Set([
  'susceptibility',
  'susc',
  'islt',
  'mic',
  'by',
  'disk',
  'disc',
  'diffusion',
  'diff',
  'etest',
  'test',
  'gradient',
  'strip',
  'minimum',
  'inhibitory',
  'concentration',
  'method',
  'serum',
  'isolate',
  'kb',
  'ug',
  'ml',
  'mg',
  'l',
  'screen',
  'meningitis',
  'nonmeningitis',
  'non',
  'oral',
  'iv',
  'parenteral',
  'uti',
  'systemic',
]);

/** Builds the look-up of agents. */
export function buildAgents(rows: readonly Agent[]): Agents {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const byLoinc = new Map(rows.flatMap((row) => row.loinc.map((code) => [code, row] as const)));
  const byName = new Map<string, Agent>();
  for (const row of rows) for (const name of [row.name, ...row.names]) byName.set(plainName(name), row);
  const byComponents = new Map(
    rows.filter((row) => row.components.length > 0).map((row) => [[...row.components].sort().join('+'), row]),
  );
  const members = new Map<string, Set<string>>();
  const put = (name: string, code: string): void => {
    const known = members.get(name);
    if (known) known.add(code);
    else members.set(name, new Set([code]));
  };
  for (const row of rows) {
    put(row.code, row.code);
    for (const name of row.classes) put(name, row.code);
  }
  const seen = new Map<string, Agent | null>();
  const lists = new Map<string, ReadonlySet<string>>();

  const named = (text: string): Agent | null => {
    const known = seen.get(text);
    if (known !== undefined) return known;
    const code = text.trim().toUpperCase();
    const words = wordsOf(text).filter((word) => !TEST_WORDS.has(word));
    const found =
      byCode.get(code) ?? byName.get(words.join(' ')) ?? byComponents.get([...words].sort().join('+')) ?? begins(words);
    seen.set(text, found);
    return found;
  };
  // "Vancomycin 30 mcg" is vancomycin; "Gentamicin 500" is a test of its own and stands in the pack.
  const begins = (words: readonly string[]): Agent | null => {
    const rest = words.filter((word) => !/^\d/.test(word) && word !== 'mcg');
    if (rest.length === words.length) return null;
    return byName.get(rest.join(' ')) ?? null;
  };

  return {
    agent: (code) => byCode.get(code) ?? null,
    agentNamed: named,
    tested(concept) {
      for (const coding of concept.codings) {
        const agent = LOINC.test(coding.system) ? byLoinc.get(coding.code) : undefined;
        if (agent) return agent;
      }
      for (const text of [concept.text, ...concept.codings.flatMap((coding) => coding.display ?? [])]) {
        const agent = named(text);
        if (agent) return agent;
      }
      return null;
    },
    ofIngredient(name, partners) {
      const all = [name, ...partners].map(plainName).sort();
      const whole = byComponents.get(all.join('+'));
      if (whole) return whole;
      // Of a product with more parts (a pack of several drugs), the combination this ingredient is part of.
      const part = [...byComponents.values()].find(
        (row) => row.components.includes(plainName(name)) && row.components.every((each) => all.includes(each)),
      );
      return part ?? byName.get(plainName(name)) ?? null;
    },
    codes(list) {
      const key = list.join(';');
      const known = lists.get(key);
      if (known) return known;
      const codes = new Set(list.flatMap((member) => [...(members.get(member) ?? [])]));
      lists.set(key, codes);
      return codes;
    },
  };
}
