/** What one isolate of a record does against any agent: by nature, as reported, as its name says, or by a surrogate. */
import type { Culture, Susceptibility } from '../../domain/record.ts';
import type { Agent, Germs, Organism } from '../../knowledge/germs/index.ts';
import type { Category } from './breakpoint.ts';

/** `low-level`: the expected resistance a cell-wall agent overcomes. `against` is a report the answer overrules. */
export interface IsolateAnswer {
  category: Category;
  basis: 'expected' | 'reported' | 'phenotype' | 'surrogate';
  grade: 'full' | 'low-level';
  agent: string;
  mic: { value: number; comparator: string | null } | null;
  /** knowledge row behind the answer; null for the laboratory's own report */
  fact: string | null;
  sources: string[];
  checked: boolean;
  records: string[];
  against: { category: Category; record: string } | null;
  guideline: string | null;
}

const CATEGORY = { S: 'S', I: 'I', R: 'R', SDD: 'I', NS: 'R' } as const;

const sourcesOf = (source: string): string[] => source.split('|').map((part) => part.trim().split(',', 1)[0] ?? '');

/** The results of one culture by agent code, the category as reported. */
export function reportedBy(culture: Culture, germs: Germs): Map<string, Susceptibility> {
  const results = new Map<string, Susceptibility>();
  const specimen = culture.specimen?.text ?? '';
  for (const result of culture.results) {
    const agent = germs.tested(result.agent);
    if (!agent) continue;
    const known = results.get(agent.code);
    if (!known || supersedes(result, known, specimen)) results.set(agent.code, result);
  }
  return results;
}

const MENINGES = /\b(csf|cerebrospinal|spinal fluid|meninge)/i;

/** Two results of one agent: that of the site where they are told apart, else the worse, as a treatment is judged by it. */
function supersedes(result: Susceptibility, known: Susceptibility, specimen: string): boolean {
  const isForMeninges = ({ agent }: Susceptibility): boolean =>
    /meningitis/i.test(agent.text) && !/non-?\s?meningitis/i.test(agent.text);
  if (isForMeninges(result) !== isForMeninges(known)) return isForMeninges(result) === MENINGES.test(specimen);
  return worse(result, known);
}

const rank = (result: Susceptibility): number =>
  result.category === null ? -1 : 'SIR'.indexOf(CATEGORY[result.category]);
const worse = (a: Susceptibility, b: Susceptibility): boolean => rank(a) > rank(b);

/**
 * Answers for any agent of one culture; null where nothing is known of the pair.
 *
 * Order: expected resistance, the laboratory's category, what the organism's code states (MRSA), a surrogate agent.
 */
export function isolateAnswers(
  culture: Culture,
  organism: Organism,
  germs: Germs,
): (agent: Agent) => IsolateAnswer | null {
  const results = reportedBy(culture, germs);
  const { taxon, phenotypes } = organism;
  const plain = (result: Susceptibility | undefined): Category | null =>
    result?.category ? CATEGORY[result.category] : null;

  return (agent) => {
    const own = results.get(agent.code);
    const category = plain(own);
    const mic = own?.mic ? { value: own.mic.value, comparator: own.mic.comparator } : null;
    const expected = taxon ? germs.expected(taxon.id, agent.code) : null;
    const base = { grade: 'full' as const, agent: agent.code, mic, against: null, guideline: own?.guideline ?? null };
    if (expected) {
      const against = own && category && category !== 'R' ? { category, record: own.id } : null;
      // The laboratory's own R needs no row to stand on; the row only says that it was to be expected.
      const confirmed = own !== undefined && category === 'R';
      return {
        ...base,
        category: 'R',
        basis: 'expected',
        grade: expected.grade,
        fact: expected.id,
        sources: sourcesOf(expected.source),
        checked: confirmed || expected.checked === 'yes',
        records: confirmed ? [culture.id, own.id] : [culture.id],
        against,
      };
    }
    if (own && category)
      return {
        ...base,
        category,
        basis: 'reported',
        fact: null,
        sources: [],
        checked: true,
        records: [culture.id, own.id],
      };
    const said = phenotypes.find((row) => germs.codes(row.resistantTo).has(agent.code));
    if (said) {
      const fact = { fact: said.id, sources: sourcesOf(said.source), checked: said.checked === 'yes' };
      return { ...base, category: 'R', basis: 'phenotype', ...fact, records: [culture.id] };
    }
    if (!taxon) return null;
    for (const row of germs.rows.surrogates) {
      if (!germs.codes(row.speaksFor).has(agent.code) || !row.taxa.some((each) => germs.isWithin(taxon.id, each)))
        continue;
      const tested = row.tested.find((code) => plain(results.get(code)) === row.result);
      const implied =
        row.result === 'R' &&
        phenotypes.some((each) => row.tested.some((code) => germs.codes(each.resistantTo).has(code)));
      if (tested === undefined && !implied) continue;
      const record = tested === undefined ? undefined : results.get(tested)?.id;
      return {
        ...base,
        category: row.result,
        basis: 'surrogate',
        fact: row.id,
        sources: sourcesOf(row.source),
        checked: row.checked === 'yes',
        records: [culture.id, ...(record === undefined ? [] : [record])],
      };
    }
    return null;
  };
}
