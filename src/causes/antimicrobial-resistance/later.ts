/** Isolates after treatment began: resistance that emerged, another germ that took over, or timing that nobody can tell. */
import { type Finding, opposes, supports } from '../../domain/finding.ts';
import { sourceIds } from '../../knowledge/pack.ts';
import type { IsolateAnswer } from '../../methods/susceptibility/index.ts';
import { grounds, type Judged, resistantParts } from './grounds.ts';
import type { Isolate } from './isolates.ts';
import { isolateValues } from './words.ts';

/** The least rise two MICs prove; null where one is missing. ">8" is at least 8, "<=2" at most 2. */
export function provenRise(before: IsolateAnswer['mic'], after: IsolateAnswer['mic']): number | null {
  if (!before || !after) return null;
  if (before.comparator === '>' || before.comparator === '>=') return null;
  if (after.comparator === '<' || after.comparator === '<=') return null;
  // A MIC above the range tested is at least the next two-fold step.
  return (after.comparator === '>' ? after.value * 2 : after.value) / before.value;
}

function emerged(
  first: Isolate,
  before: IsolateAnswer,
  later: Isolate,
  answer: IsolateAnswer,
  judged: Judged,
): Finding {
  const { germs } = judged.context.knowledge;
  const base = grounds(answer, later);
  const records = [...new Set([first.culture.id, ...base.records])];
  const rise = provenRise(before.mic, answer.mic);
  const { certainty, values } = resistantParts(later, answer, judged, 'probable');
  const shared = { firstDay: first.at.day, rise: rise === null ? '' : `, a ${Math.round(rise)}-fold rise` };
  if (rise !== null && rise < germs.thresholds.micRiseFold)
    return supports({
      term: 'antimicrobial-resistance',
      code: 'rise-within-scatter',
      ...base,
      certainty: 'possible',
      records,
      values: { ...values, ...shared, fold: rise, least: germs.thresholds.micRiseFold },
    });
  const pair = germs.rows.emergence.find(
    (row) =>
      later.organism.taxon !== null &&
      row.taxa.some((taxon) => germs.isWithin(later.organism.taxon?.id ?? '', taxon)) &&
      germs.codes(row.agents).has(judged.agent.code),
  );
  return supports({
    term: 'resistance-emerged-on-therapy',
    code: pair ? 'emerged-known-pair' : 'emerged',
    ...base,
    certainty,
    facts: [...base.facts, ...(pair ? [pair.id] : [])],
    sources: [...base.sources, ...(pair ? sourceIds(pair.source) : [])],
    records,
    values: { ...values, ...shared, mechanism: pair?.mechanism ?? '' },
  });
}

/** The new germ's resistance first, then that it took over. */
function superinfection(later: Isolate, answer: IsolateAnswer | null, first: Isolate, judged: Judged): Finding[] {
  const { agent } = judged;
  const values = { ...isolateValues(later, agent), first: first.name, firstDay: first.at.day };
  const records = [first.culture.id, later.culture.id];
  if (!answer)
    return [
      supports({
        term: 'superinfection',
        code: 'another-germ-untested',
        certainty: 'possible',
        basis: 'measured',
        values,
        records,
      }),
    ];
  const base = grounds(answer, later);
  const parts = resistantParts(later, answer, judged, answer.grade === 'low-level' ? 'possible' : 'probable');
  return [
    supports({
      term: answer.basis === 'expected' ? 'intrinsic-resistance' : 'antimicrobial-resistance',
      code: answer.basis === 'expected' ? 'new-germ-always-resistant' : 'new-germ-resistant',
      ...base,
      ...parts,
    }),
    supports({
      term: 'superinfection',
      code: 'another-germ',
      ...base,
      certainty: parts.certainty,
      values,
      records: [...new Set([...records, ...base.records])],
    }),
  ];
}

/** Findings of the isolates that came after the start of one course. */
export function laterFindings(judged: Judged): Finding[] {
  const { roles, agent } = judged;
  const findings: Finding[] = [];
  const told = new Set<string>();
  for (const later of roles.followUp) {
    const answer = later.answer(agent);
    const same =
      roles.index.find((first) => first.species === later.species) ??
      roles.followUp.find(
        (one) =>
          one !== later &&
          one.at.minute < later.at.minute &&
          one.species === later.species &&
          one.answer(agent)?.category === 'S',
      );
    const before = same?.answer(agent) ?? null;
    if (same) {
      if (before === null || before.category === 'R' || told.has(later.species)) continue;
      if (answer?.category === 'R' && answer.basis !== 'expected') {
        findings.push(emerged(same, before, later, answer, judged));
        told.add(later.species);
      } else if (answer?.category === 'S') {
        findings.push(
          opposes({
            term: 'resistance-emerged-on-therapy',
            code: 'still-susceptible',
            certainty: answer.checked ? 'excluded' : 'unlikely',
            ...grounds(answer, later),
            values: isolateValues(later, agent),
          }),
        );
      }
      continue;
    }
    if (told.has(later.species)) continue;
    const [first] = [
      ...roles.index,
      ...roles.followUp.filter((one) => one.at.minute < later.at.minute && one.species !== later.species),
    ];
    if (first) {
      if (answer?.category !== 'R' && (answer !== null || !isOtherKingdom(later, judged))) continue;
      told.add(later.species);
      findings.push(...superinfection(later, answer, first, judged));
      continue;
    }
    if (answer?.category !== 'R') continue;
    told.add(later.species);
    findings.push(timingUnknown(later, answer, judged));
  }
  return findings;
}

// A yeast under an antibacterial needs no test to have been out of its reach.
function isOtherKingdom(isolate: Isolate, { context, agent }: Judged): boolean {
  const taxon = isolate.organism.taxon;
  return (
    taxon !== null &&
    context.knowledge.germs.isWithin(taxon.id, 'fungi') &&
    agent.atc.some((code) => code.startsWith('J01'))
  );
}

function timingUnknown(later: Isolate, answer: IsolateAnswer, judged: Judged): Finding {
  const base = grounds(answer, later);
  if (answer.basis === 'expected') {
    const parts = resistantParts(later, answer, judged, answer.grade === 'low-level' ? 'possible' : 'probable');
    return supports({ term: 'intrinsic-resistance', code: 'species-always-resistant', ...base, ...parts });
  }
  const parts = resistantParts(later, answer, judged, 'probable');
  const isVirus =
    later.organism.taxon !== null &&
    judged.context.knowledge.germs.isWithin(later.organism.taxon.id, 'human-immunodeficiency-virus');
  // Of a virus under treatment the sample on the failing regimen is the index sample.
  return supports({
    term: isVirus ? 'acquired-resistance' : 'antimicrobial-resistance',
    code: isVirus ? 'resistant-on-regimen' : 'resistant-timing-unknown',
    ...base,
    ...parts,
  });
}
