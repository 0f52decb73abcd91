/** Whether what was found in a tumour meets what an item of evidence asks for. */
import type { ResistanceEvidence, Tumours } from '../../knowledge/tumours/index.ts';
import type { Alteration } from './alteration-text.ts';

export interface Met<Found extends Alteration> {
  by: Found[];
  /** false where an exon's borders, which nobody checked, decided */
  checked: boolean;
}

const CODON = /^([A-Z])(\d+)([A-Z*]|fs)?$/;
const EXON = /^exon (\d+) (mutation|deletion|insertion)$/i;

function meetsTerm(term: string, found: Alteration, tumours: Tumours): 'yes' | 'unchecked' | 'no' {
  const [gene = '', ...rest] = term.split(' ');
  const wanted = rest.join(' ');
  if (found.gene !== gene) return 'no';
  const codon = CODON.exec(wanted);
  if (codon) {
    const same = found.change && found.change.ref === codon[1] && found.change.codon === Number(codon[2]);
    return same && (codon[3] === undefined || found.change?.alt === codon[3]) ? 'yes' : 'no';
  }
  if (/^mutation$/i.test(wanted)) return found.change !== null || found.word === 'mutation' ? 'yes' : 'no';
  const exon = EXON.exec(wanted);
  if (exon) {
    if (found.word === `exon ${exon[1]}`) return 'yes';
    const row = tumours.rows.exons.find((each) => each.gene === gene && each.exon === Number(exon[1]));
    const isInside = row && found.change && found.change.codon >= row.firstCodon && found.change.codon <= row.lastCodon;
    return isInside && /mutation/i.test(wanted) ? 'unchecked' : 'no';
  }
  const word = wanted.toLowerCase().replace('deletion', 'loss');
  return found.word !== null && (found.word === word || (word === 'expression' && found.word === 'overexpression'))
    ? 'yes'
    : 'no';
}

/**
 * The alterations that meet an item, null where one of its parts is not met.
 *
 * A fusion asked for beside a mutation of its own kinase is the tumour's known driver: a report of the mutation need not
 * name it again.
 */
export function metBy<Found extends Alteration>(
  evidence: ResistanceEvidence,
  present: readonly Found[],
  tumours: Tumours,
): Met<Found> | null {
  const parts = evidence.requires.split(' & ');
  const by: Found[] = [];
  let checked = true;
  for (const part of parts) {
    const terms = part
      .replace('!', '')
      .split('|')
      .map((term) => term.trim());
    const hits = present.flatMap((found) => {
      const answers = terms.map((term) => meetsTerm(term, found, tumours));
      const best = answers.includes('yes') ? 'yes' : answers.includes('unchecked') ? 'unchecked' : 'no';
      return best === 'no' ? [] : [{ found, best }];
    });
    if (part.startsWith('!')) {
      if (hits.length > 0) return null;
      continue;
    }
    if (hits.length > 0) {
      if (hits.every(({ best }) => best === 'unchecked')) checked = false;
      by.push(...hits.map(({ found }) => found));
      continue;
    }
    const partners = terms.flatMap((term) => (/ fusion$/i.test(term) ? (term.split(' ')[0] ?? '').split('::') : []));
    const isDriver =
      partners.length > 0 &&
      parts.some((other) => other !== part && partners.some((gene) => other.replace('!', '').startsWith(`${gene} `)));
    if (!isDriver) return null;
  }
  return by.length > 0 ? { by: [...new Set(by)], checked } : null;
}

/** True where an item speaks of the amount of a protein, not of a change of the target or a bypass. */
export const isAboutExpression = (evidence: ResistanceEvidence): boolean =>
  /expression|level|phosphorylation/i.test(evidence.requires);
